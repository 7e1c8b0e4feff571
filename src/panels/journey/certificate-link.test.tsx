import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { setConfig } from '../../store/commands/config.ts'
import { commit } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { getSession, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { SeenView } from './seen-view.tsx'

it('leads from a certificate that was not accepted to its setting at the server', async () => {
  openCourse()
  startFresh()
  act(() => commit(labels.power('x'), (draft) => setConfig(draft, 'd6', 'certificateState', 'expired')))
  act(() => send({ autoplay: false }))
  const { trace } = getSession()
  await show(trace ? <SeenView trace={trace} /> : null)
  await userEvent.click(screen.getByRole('button', { name: 'Validity period' }))
  expect(getSession().selection).toEqual(['d6'])
})
