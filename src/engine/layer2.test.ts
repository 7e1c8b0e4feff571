import { describe, expect, it } from 'vitest'
import type { Trace } from '../model/trace.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'

/** pc and web in one zone, each with a cable to the same device in the middle. */
const around = (kind: string, registry = toyRegistry) =>
  network(registry)
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add(kind, 'middle', { zone: 'lan' })
    .add('asker', 'pc', { zone: 'lan' })
    .add('server', 'web', { zone: 'lan' })
    .link('pc', 'middle', 'web')

const ask = (net: NetworkBuilder) => net.get('pc', `http://${net.compiled().addressesOf(net.id('web'))[0]}/`)
const messages = (trace: Trace) => trace.hops.filter((hop) => hop.purpose === 'message')
const seen = (trace: Trace) =>
  trace.verdict.seen.type === 'answer' ? trace.verdict.seen.status : trace.verdict.seen.type

describe('a frame between two cables of one network', () => {
  it('passes a forwarding device as through a switch and keeps its time to live', () => {
    const net = around('router')
    const trace = ask(net)
    expect(seen(trace)).toBe(200)
    const passed = messages(trace).filter((hop) => hop.device === net.id('middle'))
    expect(passed.map((hop) => hop.bridged)).toEqual([true, true])
    expect(passed.map((hop) => hop.packetOut?.ip.ttl)).toEqual([64, 64])
    expect(passed.flatMap((hop) => hop.steps.map((step) => step.code))).toEqual(['net.switched', 'net.switched'])
  })

  it('is no station of its own', () => {
    const net = around('router')
    expect(ask(net).stations.map((one) => one.device)).not.toContain(net.id('middle'))
  })

  it('does not pass an end host: an end host is no switch', () => {
    const net = around('server')
    const trace = ask(net)
    expect(seen(trace)).toBe('host-unreachable')
    expect(stepOf(trace, trace.verdict.because)?.code).toBe('net.no-arp-no-way')
  })

  it('does not pass a bridge that is off', () => {
    const trace = ask(around('router').change('middle', { power: false }))
    expect(seen(trace)).toBe('host-unreachable')
    expect(stepOf(trace, trace.verdict.because)?.code).toBe('net.no-arp-no-way')
  })

  it('takes the whole cables where another one is cut', () => {
    const net = around('router')
      .add('router', 'spare', { zone: 'lan' })
      .link('pc', 'spare', 'web')
      .changeLink('middle', 'web', { cut: true })
    const trace = ask(net)
    expect(seen(trace)).toBe(200)
    expect(messages(trace).some((hop) => hop.device === net.id('spare') && hop.bridged)).toBe(true)
  })

  it('takes the fewest cables', () => {
    const net = around('router').link('pc', 'web')
    expect(messages(ask(net)).some((hop) => hop.bridged)).toBe(false)
  })

  it('adds the latency of every cable it passes', () => {
    const slow = around('router')
      .changeLink('pc', 'middle', { latencyMs: 30 })
      .changeLink('middle', 'web', { latencyMs: 70 })
    // Two round trips: the handshake, then the question with 5 ms of work.
    expect(ask(slow).durationMs).toBeGreaterThanOrEqual(2 * 200 + 5)
    expect(ask(slow).durationMs).toBeLessThan(2 * 200 + 10)
  })

  it('has nowhere to go where devices stand in one zone without a cable', () => {
    const layer2 = around('router').add('server', 'alone', { zone: 'lan' }).compiled().layer2
    expect(layer2.way('z1', 'd2', 'd4')).toBeUndefined()
    expect(layer2.way('z1', 'd2', 'd3')?.map((leap) => leap.device)).toEqual(['d1', 'd3'])
  })
})

const guarded = () =>
  network()
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('firewall', 'wall', { zone: 'lan', config: { rules: [], policy: 'drop' } })
    .add('client', 'pc', { zone: 'lan', program: 'curl' })
    .add('web-server', 'web', { zone: 'lan' })
    .link('pc', 'wall', 'web')

describe('a firewall between two cables of one zone', () => {
  it('lets everything through: a bridged packet meets no forward rule', () => {
    const net = guarded()
    const trace = ask(net)
    expect(seen(trace)).toBe(200)
    const steps = trace.hops.filter((hop) => hop.device === net.id('wall')).flatMap((hop) => hop.steps)
    expect(new Set(steps.map((step) => step.code))).toEqual(new Set(['net.switched']))
  })

  it('stops the same packet where its two sides are two networks, unless it is stopped itself', () => {
    const net = network()
      .zone('lan', { cidr: '10.1.0.0/24' })
      .zone('servers', { cidr: '10.2.0.0/24' })
      .add('firewall', 'wall', { zone: 'lan', config: { rules: [], policy: 'drop' } })
      .add('client', 'pc', { zone: 'lan', program: 'curl' })
      .add('web-server', 'web', { zone: 'servers' })
      .link('pc', 'wall', 'web')
    expect(seen(ask(net))).toBe('timed-out')
    expect(seen(ask(net.change('wall', { service: false })))).toBe(200)
  })
})
