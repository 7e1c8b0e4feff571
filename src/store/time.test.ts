import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { network } from '../testing/network.ts'
import { openDiagram, prepareEdits } from './document-store.ts'
import { emptyDiagram } from './empty-diagram.ts'
import { fetchWholeEngine } from './engine.ts'
import { getSession, startFresh } from './session-store.ts'
import { letTimePass, passUntilNextCheck } from './time.ts'

const open = (config: { readonly check?: boolean; readonly checkIntervalMs?: number }) => {
  const { topology } = network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('load-balancer', 'lb', { zone: 'lan', config })
    .add('web-server', 'web', { zone: 'lan' })
    .link('lb', 'web')
  openDiagram({ ...emptyDiagram(), ...topology })
}

beforeAll(fetchWholeEngine)
beforeEach(prepareEdits)
afterEach(startFresh)

it('time passes by as much as was asked for', async () => {
  open({ check: false })
  await letTimePass(1000)
  await letTimePass(10_000)
  expect(getSession().world.clock).toBe(11_000)
})

it('stops right after the next health check', async () => {
  open({ check: true, checkIntervalMs: 2000 })
  expect(await passUntilNextCheck()).toBe(true)
  expect(getSession().world.clock).toBe(2000)
  await letTimePass(500)
  await passUntilNextCheck()
  // The pause begins when a check is over, and that took a moment.
  expect(getSession().world.clock).toBeGreaterThanOrEqual(4000)
  expect(getSession().world.clock).toBeLessThan(4100)
})

it('says so where nobody checks', async () => {
  open({ check: false })
  expect(await passUntilNextCheck()).toBe(false)
  expect(getSession().world.clock).toBe(0)
})
