import { act, screen, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { setConfig } from '../../store/commands/config.ts'
import { commit, prepareEdits } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { last } from '../../store/playback.ts'
import { setPlayback, setRequest, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { JourneyPanel } from './journey-panel.tsx'

beforeEach(async () => {
  await prepareEdits()
  startFresh()
  setPlayback({ detail: 'stations' })
  openCourse()
  setRequest({ url: 'https://www.meinapi-dienst.de/static/stil.css' })
})

it('the first template, its browser’s cache on: the second answer comes from there, and nobody else is visited', async () => {
  commit(labels.configure('Client'), (draft) => setConfig(draft, 'd1', 'httpCache', true))
  act(() => send({ autoplay: false }))
  act(() => send({ autoplay: false }))
  await show(<JourneyPanel sendsAtOnce={false} />)
  const strip = within(screen.getByRole('navigation', { name: 'Stations' })).getAllByRole('button')
  expect(strip[0]).toHaveAccessibleName('Station 1: Client (browser)')
  const rest = strip.slice(1)
  expect(rest).toHaveLength(10)
  for (const button of rest) {
    expect(button).toBeDisabled()
    expect(button).toHaveAccessibleName(/: skipped, Client \(browser\) still had the answer in its cache$/)
  }
  expect(screen.getByRole('table')).toHaveTextContent(/Still has the answer in its own cache, .* fresh for 60\ss/)
  act(last)
  expect(screen.getByRole('region', { name: 'What the person sees' })).toHaveTextContent('200 OK')
})

it('with the cache off the second one says what difference it would have made', async () => {
  act(() => send({ autoplay: false }))
  act(() => send({ autoplay: false }))
  await show(<JourneyPanel sendsAtOnce={false} />)
  expect(screen.getByRole('table')).toHaveTextContent(/With its own cache on, the browser would not have asked/)
})
