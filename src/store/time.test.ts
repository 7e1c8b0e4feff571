import { afterEach, beforeEach, expect, it } from 'vitest'
import { network } from '../testing/network.ts'
import { openDiagram, prepareEdits } from './document-store.ts'
import { emptyDiagram } from './empty-diagram.ts'
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

beforeEach(prepareEdits)
afterEach(startFresh)

it('time passes by as much as was asked for', () => {
  open({ check: false })
  letTimePass(1000)
  letTimePass(10_000)
  expect(getSession().world.clock).toBe(11_000)
})

it('stops right after the next health check', () => {
  open({ check: true, checkIntervalMs: 2000 })
  expect(passUntilNextCheck()).toBe(true)
  expect(getSession().world.clock).toBe(2000)
  letTimePass(500)
  passUntilNextCheck()
  // The pause begins when a check is over, and that took a moment.
  expect(getSession().world.clock).toBeGreaterThanOrEqual(4000)
  expect(getSession().world.clock).toBeLessThan(4100)
})

it('says so where nobody checks', () => {
  open({ check: false })
  expect(passUntilNextCheck()).toBe(false)
  expect(getSession().world.clock).toBe(0)
})
