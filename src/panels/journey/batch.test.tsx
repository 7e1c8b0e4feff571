import { act, screen, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { setDevice } from '../../store/commands/devices.ts'
import { commit } from '../../store/document-store.ts'
import { closeJourney, send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { setRepeat, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { ResultBadge } from '../request/result-badge.tsx'
import { JourneyPanel } from './journey-panel.tsx'

beforeEach(() => {
  openCourse()
  closeJourney()
  startFresh()
  setRepeat({ count: 2, everyMs: 0 })
})

const page = (
  <>
    <ResultBadge />
    <JourneyPanel sendsAtOnce={false} />
  </>
)
const marks = async () => {
  const bar = await screen.findByRole('region', { name: 'All requests of this Send' })
  return within(bar)
    .getAllByRole('button')
    .map((button) => button.textContent)
}

it('several requests are announced by one line, in a region that was there before', async () => {
  await show(page)
  const regions = screen.getAllByRole('status')
  act(() => send({ autoplay: false }))
  expect(regions.map((region) => region.textContent)).toContain('2 of 2 succeeded')
  expect(await marks()).toEqual(['✓1', '✓2'])
})

it('requests over a device that is not modelled in full are marked so', async () => {
  act(() => commit(labels.describe(), (draft) => setDevice(draft, 'd7', { notRead: [{ line: 1, text: 'lua_code;' }] })))
  await show(page)
  act(() => send({ autoplay: false }))
  expect(await marks()).toEqual(['≈1', '✓2'])
  expect(screen.getByRole('button', { name: /^Request 1: 200 OK.*\. Not fully modelled/ })).toBeVisible()
  expect(screen.getAllByText('2 of 2 succeeded, 1 not fully modelled')).toHaveLength(2)
})
