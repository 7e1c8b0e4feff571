import { act, screen } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { setDevice } from '../../store/commands/devices.ts'
import { removeItems } from '../../store/commands/remove.ts'
import { commit, undo } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { last, seek } from '../../store/playback.ts'
import { getSession, setPlayback } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { ResultBadge } from '../request/result-badge.tsx'
import { JourneyPanel } from './journey-panel.tsx'
import { TransportBar } from './transport-bar.tsx'

beforeEach(() => {
  openCourse()
  setPlayback({ detail: 'stations' })
})

const Journey = () => (
  <>
    <ResultBadge />
    <TransportBar trace={getSession().trace!} />
    <JourneyPanel sendsAtOnce={false} />
  </>
)

const remove = (id: string) => commit(labels.remove(1), (draft) => removeItems(draft, [id]))

/** What the page says, also to who does not see it. */
function said(): string {
  const labels = [...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label'))
  return [document.body.textContent, ...labels, screen.getByRole('slider').getAttribute('aria-valuetext')].join(' ')
}

it('is called by its last name, not by the id that nobody has seen, and no link leads to it', async () => {
  act(() => commit(labels.rename('x'), (draft) => setDevice(draft, 'd2', { name: 'Old' })))
  act(() => send({ autoplay: false }))
  await show(<Journey />)
  act(() => commit(labels.rename('x'), (draft) => setDevice(draft, 'd2', { name: 'Names' })))
  act(() => remove('d2'))
  for (const hop of getSession().trace!.hops) {
    act(() => seek(hop.id))
    expect(said()).not.toMatch(/\bd2\b/)
  }
  expect(said()).toContain('Names (removed)')
  expect(screen.queryByRole('button', { name: 'Names (removed)' })).toBeNull()
})

it('who was to blame is still named, with the setting, and a device that comes back is itself again', async () => {
  act(() => commit(labels.power('x'), (draft) => setDevice(draft, 'd4', { power: false })))
  act(() => send({ autoplay: false }))
  await show(<Journey />)
  act(last)
  act(() => remove('d4'))
  expect(said()).toContain('Firewall (removed)')
  expect(said()).not.toMatch(/\bd4\b/)
  act(undo)
  expect(said()).not.toContain('(removed)')
})
