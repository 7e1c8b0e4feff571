import { act, screen, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { trace } from '../../engine/run.ts'
import { freshWorld } from '../../model/world.ts'
import { setDevice } from '../../store/commands/devices.ts'
import { commit, getDiagram, prepareEdits } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { patchSession, setPlayback, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { ResultBadge } from '../request/result-badge.tsx'
import { JourneyPanel } from './journey-panel.tsx'

beforeEach(async () => {
  await prepareEdits()
  openCourse()
  startFresh()
  setPlayback({ detail: 'events' })
})

const page = (
  <>
    <ResultBadge />
    <JourneyPanel sendsAtOnce={false} />
  </>
)

it.each([
  ['de', 'Der Port ist geschlossen (ICMP: Port nicht erreichbar)', /abgewiesen/],
  ['en', 'the port is closed (ICMP port unreachable)', /refused/],
] as const)('a stopped DNS server’s port is closed: no connection is refused (%s)', async (language, reason, wrong) => {
  commit(labels.service('DNS'), (draft) => setDevice(draft, 'd2', { service: false }))
  act(() => send({ autoplay: false }))
  await show(page, language)
  const told = within(screen.getByRole('table')).getAllByRole('row')
  expect(told.filter((row) => row.textContent.includes(reason))).not.toEqual([])
  expect(told.filter((row) => wrong.test(row.textContent))).toEqual([])
})

it.each([
  ['de', 'Gescheitert: Port ist geschlossen'],
  ['en', 'Failed: Port is closed'],
] as const)('that is how a question by UDP ends (%s)', async (language, words) => {
  const request = { type: 'udp', from: 'd1', host: '198.51.100.53', port: 5353 } as const
  patchSession({ trace: trace(getDiagram(), request, freshWorld()).trace })
  await show(page, language)
  expect(screen.getByRole('button', { name: new RegExp(`^${words}`) })).toBeVisible()
})
