import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { setConfig } from '../../store/commands/config.ts'
import { commit } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { getSession, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { SeenView } from './seen-view.tsx'
import { StepList } from './step-list.tsx'

beforeEach(() => {
  openCourse()
  startFresh()
  act(() => commit(labels.power('x'), (draft) => setConfig(draft, 'd6', 'certificateState', 'expired')))
  act(() => send({ autoplay: false }))
})

it('leads from a certificate that was not accepted to its setting at the server', async () => {
  const { trace } = getSession()
  await show(trace ? <SeenView trace={trace} /> : null)
  await userEvent.click(screen.getByRole('button', { name: 'Validity period' }))
  expect(getSession().selection).toEqual(['d6'])
})

it('leads there from the step itself, too', async () => {
  const { trace } = getSession()
  const hop = trace?.hops[trace.verdict.because.hop]
  await show(trace && hop ? <StepList trace={trace} hop={hop} /> : null)
  expect(hop?.device).not.toBe('d6')
  await userEvent.click(screen.getByRole('button', { name: 'Validity period' }))
  expect(getSession().selection).toEqual(['d6'])
})
