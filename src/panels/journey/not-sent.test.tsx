import { act, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { setDevice } from '../../store/commands/devices.ts'
import { commit } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { last } from '../../store/playback.ts'
import { getSession, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { SeenView } from './seen-view.tsx'

it.each([
  ['is off', { power: false }, 'Client (browser) is switched off: it sends nothing'],
  ['has its program stopped', { service: false }, 'On Client (browser), Chromium is stopped: nothing is sent'],
])('shows no page of a client that %s, but that it sends nothing', async (_what, change, reason) => {
  openCourse()
  startFresh()
  act(() => commit(labels.power('Client'), (draft) => setDevice(draft, 'd1', change)))
  act(() => send({ autoplay: false }))
  last()
  const { trace } = getSession()
  await show(trace ? <SeenView trace={trace} /> : null)
  expect(screen.queryByRole('region', { name: 'What the person sees' })).toBeNull()
  expect(document.body).toHaveTextContent(reason)
})
