import { describe, expect, it } from 'vitest'
import type { Topology } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { freshWorld } from '../model/world.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'
import { run, trace as traceOnce, type ScheduleItem } from './run.ts'

function lan(): NetworkBuilder {
  return network(toyRegistry)
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('asker', 'pc', { zone: 'lan' })
    .add('server', 'proxy', { zone: 'lan', config: { upstream: 'd3' } })
    .add('server', 'web', { zone: 'lan' })
    .link('pc', 'proxy', 'web')
}

const asks = (at: number, more: object = {}): ScheduleItem => ({
  type: 'request',
  at,
  request: { type: 'http', from: 'd1', method: 'GET', url: 'http://10.1.0.11/', ...more },
})
const changes = (at: number, topology: Topology): ScheduleItem => ({ type: 'change', at, topology })
const seen = (trace: Trace | undefined) =>
  trace?.verdict.seen.type === 'answer' ? trace.verdict.seen.status : trace?.verdict.seen.type
const because = (trace: Trace | undefined) => trace && stepOf(trace, trace.verdict.because)?.code
const without = (net: NetworkBuilder, id: string): Topology => {
  const { [id]: _gone, ...devices } = net.topology.devices
  return { ...net.topology, devices }
}

const early = (trace?: Trace) => trace?.hops.filter((hop) => hop.at < 100 && hop.until < 100)

describe('a schedule', () => {
  it('happens at its times, whatever the order it is written in', () => {
    const traces = lan().run([asks(300), asks(100)])
    expect(traces.map((one) => one.startedAt)).toEqual([100, 300])
  })

  it('goes on while something waits: a wait only says how long at least', () => {
    const net = lan()
    const traces = net.run([{ type: 'wait', at: 0, ms: 1000 }, asks(500)])
    expect(traces[0]?.startedAt).toBe(500)
    expect(net.world.clock).toBe(1000)
  })

  it('lets requests overlap, each with its own journey and its own times', () => {
    const [slow, fast] = lan()
      .change('web', { fault: { type: 'slow', ms: 800 } })
      .run([asks(0), asks(10, { url: 'http://10.1.0.250/' })])
    expect(seen(slow)).toBe(200)
    expect(slow?.durationMs).toBeGreaterThan(800)
    expect(seen(fast)).toBe('host-unreachable')
    expect(fast?.hops.every((hop) => hop.device === 'd1')).toBe(true)
    expect(fast?.hops[0]?.at).toBe(0)
  })

  it('ends its clock with the last verdict', () => {
    const net = lan()
    const [one, other] = net.run([asks(0), asks(40)])
    expect(net.world.clock).toBe(Math.max(one!.durationMs, 40 + other!.durationMs))
  })

  it('without anything in it changes nothing', () => {
    const world = lan().world
    expect(run(lan().topology, [], world, toyRegistry)).toEqual({ traces: [], world })
  })

  it('closes a journey with its verdict: what comes later is none of it', () => {
    const net = lan().change('web', { power: false })
    const hasty = asks(0, { url: 'http://10.1.0.11/', timeoutMs: 500 })
    const [alone] = net.freshStart().run([hasty])
    const [followed] = net.freshStart().run([hasty, asks(10_000)])
    expect(seen(alone)).toBe('timed-out')
    expect(followed).toEqual(alone)
  })

  it('closes a journey also to errors that are reported after its verdict', () => {
    const net = network(toyRegistry)
      .zone('lan', { cidr: '10.1.0.0/24' })
      .zone('far', { cidr: '10.2.0.0/24' })
      .add('asker', 'pc', { zone: 'lan' })
      .add('router', 'edge', { zone: 'lan' })
      .add('server', 'web', { zone: 'far', power: false })
      .link('pc', 'edge', 'web')
    const hasty = asks(0, { url: 'http://10.2.0.10/', connectTimeoutMs: 1000 })
    const [alone] = net.freshStart().run([hasty])
    const [followed] = net.freshStart().run([hasty, asks(10_000)])
    expect(because(alone)).toBe('net.no-arp-off')
    expect(followed).toEqual(alone)
  })

  it('tells whom a caller asked when it gives up: nobody works for it any more', () => {
    const net = lan().change('web', { fault: { type: 'slow', ms: 800 } })
    const trace = net.get('pc', 'http://10.1.0.11/', { timeoutMs: 300 })
    expect(seen(trace)).toBe('timed-out')
    expect(Math.max(...trace.hops.map(({ at }) => at))).toBeLessThanOrEqual(trace.durationMs)
    expect(net.world.states['d2']?.state).toEqual({ served: 1 })
  })

  it('is the same up to the moment when something is changed', () => {
    const net = lan().change('web', { fault: { type: 'slow', ms: 300 } })
    const [before] = run(net.topology, [asks(0)], freshWorld(), toyRegistry).traces
    const broken = net.changeLink('pc', 'proxy', { cut: true }).topology
    net.changeLink('pc', 'proxy', { cut: false })
    const [branch] = run(net.topology, [asks(0), changes(100, broken)], freshWorld(), toyRegistry).traces
    expect(early(branch)).toEqual(early(before))
    expect(seen(before)).toBe(200)
    expect(seen(branch)).not.toBe(200)
  })
})

describe('a device that loses its power in the middle of a request', () => {
  it('never answers: the caller waits in vain, and that is why', () => {
    const net = lan().change('web', { fault: { type: 'slow', ms: 1000 } })
    const off = lan().change('web', { power: false }).topology
    const [trace] = net.run([asks(0), changes(500, off)])
    expect(seen(trace)).toBe(502)
    expect(because(trace)).toBe('net.switched-off')
    expect(trace?.durationMs).toBeGreaterThan(2000)
  })

  it('loses what was on its way to it', () => {
    const net = lan().changeLink('pc', 'proxy', { latencyMs: 200 })
    const off = lan().change('proxy', { power: false }).topology
    const [trace] = net.run([asks(0, { connectTimeoutMs: 900 }), changes(100, off)])
    expect(seen(trace)).toBe('timed-out')
    expect(because(trace)).toBe('net.switched-off')
  })

  it('has forgotten everything when it is on again', () => {
    const net = lan()
    const off = lan().change('web', { power: false }).topology
    net.run([asks(0), changes(100, off), changes(200, net.topology), asks(300)])
    expect(net.world.states['d3']?.state).toEqual({ served: 1 })
  })

  it('ends the request if it is the sender', () => {
    const net = lan().change('web', { fault: { type: 'slow', ms: 1000 } })
    const [trace] = net.run([asks(0), changes(500, lan().change('pc', { power: false }).topology)])
    expect(trace?.verdict.seen).toEqual({ type: 'not-sent' })
    expect(because(trace)).toBe('net.switched-off')
  })

  it('may be taken out of the diagram altogether', () => {
    for (const id of ['d1', 'd2', 'd3']) {
      const net = lan().change('web', { fault: { type: 'slow', ms: 1000 } })
      const traces = net.run([asks(0), changes(500, without(net, id)), { type: 'wait', at: 0, ms: 8000 }])
      expect(seen(traces[0])).not.toBe(200)
      expect(net.world.states[id]).toBeUndefined()
    }
  })
})

describe('a sender', () => {
  it.each([
    ['that is off', { power: false }, 'net.sender-off'],
    ['whose program is stopped', { service: false }, 'net.sender-stopped'],
  ])('%s sends nothing, and says which it is', (_what, change, code) => {
    const trace = lan().change('pc', change).get('pc', 'http://10.1.0.11/')
    expect(trace.verdict.seen).toEqual({ type: 'not-sent' })
    expect(because(trace)).toBe(code)
    expect(trace.hops).toHaveLength(1)
  })

  it('that does not exist sends nothing', () => {
    const request = { type: 'ping', from: 'd99', host: '10.1.0.11' } as const
    const result = traceOnce(lan().topology, request, freshWorld(), toyRegistry)
    expect(result.trace.verdict.seen.type).toBe('not-modelled')
  })

  it('that has no requests of its own says so', () => {
    const trace = lan().send({ type: 'ping', from: 'd3', host: '10.1.0.11' })
    expect(because(trace)).toBe('net.cannot-originate')
  })
})

const portOf = (trace: Trace) =>
  trace.hops.flatMap(({ packetOut }) => (packetOut?.transport.type === 'tcp' ? packetOut.transport.sourcePort : []))[0]

describe('the world', () => {
  it('that goes in is not touched', () => {
    const net = lan()
    net.get('pc', 'http://10.1.0.11/')
    const kept = JSON.stringify(net.world)
    const before = net.world
    net.get('pc', 'http://10.1.0.11/')
    expect(JSON.stringify(before)).toBe(kept)
  })

  it('goes on counting ports, so that no connection is met again', () => {
    const net = lan()
    const first = portOf(net.get('pc', 'http://10.1.0.11/'))
    net.change('pc', { config: { changed: true } })
    expect(portOf(net.get('pc', 'http://10.1.0.11/'))).toBe(first! + 1)
  })

  it('begins the ports again after the last one', () => {
    const net = lan()
    net.get('pc', 'http://10.1.0.11/')
    const pc = net.world.states['d1']!
    net.world = {
      ...net.world,
      states: { ...net.world.states, d1: { ...pc, kernel: { ...pc.kernel, nextPort: 65_535 } } },
    }
    net.get('pc', 'http://10.1.0.11/')
    expect(net.world.states['d1']?.kernel['nextPort']).toBe(49_152)
  })

  it('does not keep devices that are no longer drawn', () => {
    const net = lan()
    net.get('pc', 'http://10.1.0.11/')
    net.topology = without(net, 'd3')
    expect(Object.keys(net.wait(1).world.states)).not.toContain('d3')
  })

  it('draws other chances with another seed, and the same with the same', () => {
    const lossy = lan().changeLink('pc', 'proxy', { lossPercent: 50 }).topology
    const durations = (seed: number) =>
      run(lossy, [asks(0), asks(20_000), asks(40_000)], freshWorld(seed), toyRegistry).traces.map(
        (one) => one.durationMs,
      )
    expect(durations(1)).toEqual(durations(1))
    expect(durations(1)).not.toEqual(durations(2))
  })
})
