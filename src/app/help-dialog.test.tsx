import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { show } from '../testing/show.tsx'
import HelpDialog from './help-dialog.tsx'

it.each([
  ['de', /Zeit vergehen/, /Mehrere Anfragen auf einmal .*„Header, Inhalt und mehr“/],
  ['en', /lets time pass/, /several requests at once .*“Headers, body and more”/],
] as const)('the help speaks of the clock and of several requests (%s)', async (language, clock, several) => {
  await show(<HelpDialog />, language)
  const told = screen.getAllByRole('listitem').map((item) => item.textContent)
  expect(told).toContainEqual(expect.stringMatching(clock))
  expect(told).toContainEqual(expect.stringMatching(several))
})
