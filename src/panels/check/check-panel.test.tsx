import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import brokenFirewall from '../../examples/broken-firewall.ts'
import { localise } from '../../examples/localised.ts'
import type { Diagram } from '../../model/diagram.ts'
import { loadCheck } from '../../store/analysis.ts'
import { setZone } from '../../store/commands/zones.ts'
import { commit, getDiagram, openDiagram, undo } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { getSession } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import CheckPanel from './check-panel.tsx'

beforeAll(loadCheck)
beforeEach(() => {
  openCourse()
})

it('groups what it finds by gravity, and leads to what it is about', async () => {
  act(() => commit(labels.zone('Web servers'), (draft) => setZone(draft, 'z2', { cidr: '10.0.1.0/24' })))
  await show(<CheckPanel />)
  expect(await screen.findByRole('heading', { name: /^\d+ errors?$/ })).toBeVisible()
  await userEvent.click(screen.getAllByRole('button', { name: 'Web servers' })[0]!)
  expect(getSession().selection).toEqual(['z2'])
})

it('mends by one click, and one undo takes it back', async () => {
  openDiagram(localise<Diagram>(brokenFirewall, 'en'))
  const before = getDiagram()
  await show(<CheckPanel />)
  const warnings = (await screen.findAllByRole('article')).length
  const [fix] = screen.getAllByRole('button', { name: /^Remove rule/i })
  await userEvent.click(fix!)
  expect(getDiagram()).not.toEqual(before)
  await waitFor(() => expect(screen.getAllByRole('article').length).toBeLessThan(warnings))
  act(undo)
  expect(getDiagram()).toEqual(before)
})
