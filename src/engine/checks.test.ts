import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../model/topology.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

/** A balancer that checks two servers every second: down after two bad ones, up after two good ones. */
function farm(config: JsonObject = {}): NetworkBuilder {
  const checked = { mode: 'http', checkIntervalMs: 1000, fall: 2, rise: 2, redispatch: false, ...config }
  return network()
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('client', 'pc', { zone: 'lan', program: 'curl' })
    .add('load-balancer', 'lb', { zone: 'lan', config: checked })
    .add('web-server', 'a', { zone: 'lan' })
    .add('web-server', 'b', { zone: 'lan' })
    .link('pc', 'lb', 'a')
    .link('lb', 'b')
}

const stateOf = (net: NetworkBuilder) => JSON.stringify(net.world.states[net.id('lb')]?.state)
const healthOf = (net: NetworkBuilder) => /"health":\d+/g[Symbol.match](stateOf(net) ?? '') ?? []
const ask = (net: NetworkBuilder) => {
  const { seen } = net.get('pc', `http://${net.compiled().addressesOf(net.id('lb'))[0]}/`).verdict
  return seen.type === 'answer' ? seen.status : seen.type
}

describe('health checks', () => {
  it('have settled at a fresh start: a server that is down is known to be, and no time has passed', () => {
    const net = farm().change('a', { service: false })
    expect([ask(net), ask(net), ask(net), ask(net)]).toEqual([200, 200, 200, 200])
    expect(farm().change('a', { service: false }).wait(0).world.clock).toBe(0)
  })

  it('notice a server that goes down after as many intervals as `fall` says, not before', () => {
    const net = farm().wait(0)
    const up = healthOf(net)
    net.change('a', { service: false }).wait(999)
    expect(healthOf(net)).toEqual(up)
    net.wait(1)
    expect(healthOf(net)).not.toEqual(up)
    expect([ask(net), ask(net)]).toContain(503)
    net.wait(1000)
    expect([ask(net), ask(net), ask(net)]).toEqual([200, 200, 200])
  })

  it('go on while a request waits', () => {
    const net = farm({ serverTimeoutMs: 60_000 }).wait(0)
    net.change('b', { fault: { type: 'slow', ms: 5000 } }).change('a', { service: false })
    const status = [ask(net), ask(net)]
    expect(status).toContain(200)
    // Five seconds later the stopped one has failed its checks, though nobody waited for that.
    expect([ask(net), ask(net)]).toEqual([200, 200])
  })

  it('are due at fixed times: one long wait is the same as many short ones', () => {
    const long = farm().wait(0).change('a', { service: false })
    const short = farm().wait(0).change('a', { service: false })
    long.wait(7300)
    for (let i = 0; i < 73; i++) short.wait(100)
    expect(stateOf(short)).toBe(stateOf(long))
    expect(short.world.clock).toBeCloseTo(long.world.clock, 6)
    expect(short.world.states[short.id('lb')]?.kernel['checks']).toEqual(
      long.world.states[long.id('lb')]?.kernel['checks'],
    )
  })

  it('come to their end even if every run is shorter than they are', () => {
    const net = farm().wait(0).change('a', { power: false })
    for (let i = 0; i < 60; i++) net.wait(100)
    expect([ask(net), ask(net), ask(net)]).toEqual([200, 200, 200])
  })

  it('cost nothing where nothing changes, however long that is', () => {
    const net = farm().change('a', { service: false })
    net.wait(3_600_000)
    const ports = net.world.states[net.id('lb')]?.kernel['nextPort']
    expect(Number(ports)).toBeLessThan(49_152 + 100)
    expect(ask(net)).toBe(200)
  })

  it('are not run by a balancer that is off or stopped', () => {
    for (const change of [{ power: false }, { service: false }]) {
      const net = farm().change('lb', change).wait(60_000)
      expect(net.world.states[net.id('lb')]?.kernel['checks'] ?? {}).toEqual({})
    }
  })

  it('take no part in the trace of a request', () => {
    const net = farm()
      .wait(0)
      .change('b', { fault: { type: 'slow', ms: 5000 } })
    const trace = net.get('pc', `http://${net.compiled().addressesOf(net.id('lb'))[0]}/`)
    expect(trace.hops.every((hop) => hop.purpose !== 'check')).toBe(true)
  })

  it('follow a change of the diagram in the middle of a run', () => {
    const net = farm().wait(0)
    const changed = farm().change('a', { service: false }).topology
    net.run([
      { type: 'change', at: 500, topology: changed },
      { type: 'wait', at: 0, ms: 4000 },
    ])
    net.topology = changed
    expect([ask(net), ask(net), ask(net)]).toEqual([200, 200, 200])
  })

  it('begin anew where the balancer itself was changed', () => {
    const net = farm().change('a', { service: false })
    ask(net)
    net.change('lb', { config: { fall: 3 } })
    expect([ask(net), ask(net), ask(net)]).toEqual([200, 200, 200])
  })
})
