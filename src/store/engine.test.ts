import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { compile } from '../engine/compile.ts'
import { network } from '../testing/network.ts'
import { topologyOf } from './analysis.ts'
import { getDiagram, openDiagram, prepareEdits } from './document-store.ts'
import { emptyDiagram } from './empty-diagram.ts'
import { engineFor, fetchWholeEngine } from './engine.ts'
import { send } from './journey.ts'
import { pause } from './playback.ts'
import { getSession, setRequest, startFresh } from './session-store.ts'
import { letTimePass } from './time.ts'

beforeAll(prepareEdits)
beforeEach(startFresh)
afterEach(() => pause())

/** A client and a server of this kind; the address of the server is in the request bar. */
function open(server: string): void {
  const { topology } = network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('client', 'pc', { zone: 'lan' })
    .add(server, 'server', { zone: 'lan' })
    .link('pc', 'server')
  openDiagram({ ...emptyDiagram(), ...topology })
  setRequest({ url: `http://${compile(topology).addressesOf('d2')[0]}/` })
}

const engine = () => engineFor(topologyOf(getDiagram()))

// In this order: what was fetched once stays.
it('a request that is sent before the engine is there is run when it is', async () => {
  open('web-server')
  expect(engine()).toBeUndefined()
  send({ autoplay: false })
  expect(getSession().trace).toBeUndefined()
  await expect.poll(() => getSession().trace?.verdict.seen).toMatchObject({ type: 'answer' })
})

it('only what the programs of the diagram do is fetched, and the rest when the page has come to rest', async () => {
  open('web-server')
  expect(engine()).toBeDefined()
  open('load-balancer')
  expect(engine()).toBeUndefined()
  await fetchWholeEngine()
  expect(engine()).toBeDefined()
})

it('time passes at once where the engine is there', () => {
  open('load-balancer')
  void letTimePass(1000)
  expect(getSession().world.clock).toBe(1000)
})
