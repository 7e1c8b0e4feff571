import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'

/** pc — (lan) — edge — (far) — web. */
function routed(
  registry = toyRegistry,
  kinds = { client: 'asker', middle: 'router', server: 'server' },
): NetworkBuilder {
  return network(registry)
    .zone('lan', { cidr: '10.1.0.0/24' })
    .zone('far', { cidr: '10.2.0.0/24' })
    .add(kinds.client, 'pc', { zone: 'lan' })
    .add(kinds.middle, 'edge', { zone: 'lan' })
    .add(kinds.server, 'web', { zone: 'far' })
    .link('pc', 'edge', 'web')
}

const seen = (trace: Trace) =>
  trace.verdict.seen.type === 'answer' ? trace.verdict.seen.status : trace.verdict.seen.type
const because = (trace: Trace) => stepOf(trace, trace.verdict.because)?.code
const ask = (net: NetworkBuilder, more: object = {}) => net.get('pc', 'http://10.2.0.10/', more)
const codes = (trace: Trace) => trace.hops.flatMap((hop) => hop.steps.map((step) => step.code))

const silent = () => routed().change('edge', { routes: [{ destination: '10.2.0.0/25', action: 'blackhole' }] })

const synTimes = (trace: Trace) =>
  trace.hops
    .filter(({ steps }) => steps.some(({ code }) => code === 'net.syn-sent' || code === 'net.syn-again'))
    .map(({ at }) => Math.round(at / 1000))

describe('a connection that nobody answers', () => {
  it('is tried again after 1, 3, 7, 15, 31 and 63 s, and given up after 127 s', () => {
    const trace = ask(silent(), { connectTimeoutMs: 600_000 })
    expect(synTimes(trace)).toEqual([0, 1, 3, 7, 15, 31, 63])
    const waits = trace.hops.flatMap(({ steps }) =>
      steps.flatMap(({ code, data }) => (code === 'net.syn-again' ? data['after'] : [])),
    )
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000].map((value) => ({ t: 'ms', value })))
    expect(trace.durationMs).toBe(127_000)
    expect(because(trace)).toBe('net.route-blackhole')
  })

  it('is given up earlier by a caller with less patience', () => {
    const trace = ask(silent(), { connectTimeoutMs: 4000 })
    expect(synTimes(trace)).toEqual([0, 1, 3])
    expect(trace.durationMs).toBe(4000)
  })
})

describe('an answer that is lost', () => {
  it('on a bad cable is sent again: seen as latency', () => {
    const net = routed().changeLink('edge', 'web', { lossPercent: 10 })
    const traces = Array.from({ length: 20 }, () => ask(net, { connectTimeoutMs: 60_000, timeoutMs: 60_000 }))
    expect(traces.map(seen)).toEqual(traces.map(() => 200))
    expect(traces.some((trace) => trace.durationMs > 200)).toBe(true)
  })

  it('says at whoever sends it again what it is, and how long it waited', () => {
    const net = routed().changeLink('edge', 'web', { lossPercent: 30 })
    const traces = Array.from({ length: 20 }, () => ask(net, { connectTimeoutMs: 60_000, timeoutMs: 60_000 }))
    const again = traces.flatMap(({ hops }) =>
      hops.flatMap(({ steps }) => steps.filter(({ code }) => code === 'net.segment-again')),
    )
    expect(again.length).toBeGreaterThan(0)
    expect(again.map(({ action }) => action)).toEqual(again.map(() => 'retried'))
    expect(again[0]?.data).toMatchObject({ after: { t: 'ms', value: 200 }, what: { t: 'code' } })
  })

  it('and sent again is not why somebody waits for a server that got it', () => {
    const net = routed()
      .changeLink('pc', 'edge', { lossPercent: 30 })
      .change('web', { fault: { type: 'hung' } })
    const traces = Array.from({ length: 20 }, () => ask(net, { connectTimeoutMs: 60_000, timeoutMs: 20_000 }))
    const hung = traces.filter((trace) => codes(trace).includes('net.fault-hung'))
    expect(hung.some((trace) => codes(trace).includes('net.lost'))).toBe(true)
    expect(new Set(hung.map(because))).toEqual(new Set(['net.fault-hung']))
  })

  it('on a dead cable is never seen', () => {
    const net = routed().changeLink('edge', 'web', { lossPercent: 100 })
    const trace = ask(net, { connectTimeoutMs: 2000 })
    expect(seen(trace)).toBe('timed-out')
    expect(because(trace)).toBe('net.lost')
  })
})

describe('a fault of a service', () => {
  it.each([
    ['hung', { type: 'hung' }, 'timed-out', 'net.fault-hung'],
    ['slow', { type: 'slow', ms: 400 }, 200, 'toy.answers'],
    ['answers', { type: 'answers', status: 418 }, 418, 'net.fault-answers'],
    ['resets', { type: 'resets' }, 'reset', 'net.fault-resets'],
    ['closes', { type: 'closes' }, 'empty-reply', 'net.fault-closes'],
  ] as const)('%s is seen as what it does, and named', (_name, fault, expected, code) => {
    const trace = ask(routed().change('web', { fault }))
    expect(seen(trace)).toBe(expected)
    expect(because(trace)).toBe(code)
  })

  it('slow takes as long as it says', () => {
    const plain = ask(routed()).durationMs
    const slow = ask(routed().change('web', { fault: { type: 'slow', ms: 400 } })).durationMs
    expect(slow - plain).toBeCloseTo(400, 6)
  })
})

const ping = (ttl: number) => routed().send({ type: 'ping', from: 'd1', host: '10.2.0.10', ttl })

const cable = (from: string, to: string, latencyMs?: number) =>
  network(toyRegistry)
    .add(from, 'a')
    .add(to, 'b')
    .cable('a', 'b', latencyMs === undefined ? {} : { latencyMs })
    .compiled()
    .latency('l1')

describe('a cable', () => {
  it.each([
    ['takes what its farther end’s kind says', 'asker', 'net', undefined, 10],
    ['takes that either way round', 'net', 'asker', undefined, 10],
    ['takes half a millisecond where no kind says more', 'asker', 'server', undefined, 0.5],
    ['takes what it was set to', 'asker', 'net', 3, 3],
    ['may take nothing at all', 'asker', 'net', 0, 0],
  ])('%s', (_fact, from, to, latencyMs, expected) => {
    expect(cable(from, to, latencyMs)).toBe(expected)
  })
})

describe('a time to live', () => {
  it('falls by one at each router', () => {
    const trace = ping(64)
    const atWeb = trace.hops.find((hop) => hop.device === 'd3')
    expect(atWeb?.packetIn?.ip.ttl).toBe(63)
  })

  it.each([
    [1, 'net.ttl-exceeded'],
    [2, 'net.ping-answered'],
  ])('of %d ends so', (ttl, code) => {
    expect(because(ping(ttl))).toBe(code)
  })
})

describe('a report of an error', () => {
  it('needs a way back itself: without one the sender waits in vain', () => {
    const unreachable = { destination: '10.2.0.0/25', action: 'unreachable' } as const
    const net = routed().change('edge', { routes: [unreachable] })
    expect(seen(ask(net, { connectTimeoutMs: 2000 }))).toBe('host-unreachable')
    net.change('edge', { routes: [unreachable, { destination: '10.1.0.0/25', action: 'blackhole' }] })
    const trace = ask(net, { connectTimeoutMs: 2000 })
    expect(seen(trace)).toBe('timed-out')
    expect(because(trace)).toBe('net.route-blackhole')
  })

  it('that reaches another host of the same address tells the sender nothing', () => {
    const twin = [{ network: 'z1', addresses: ['10.1.0.10'] }]
    const net = network(toyRegistry)
      .zone('lan', { cidr: '10.1.0.0/24' })
      .zone('twin lan', { cidr: '10.1.0.0/24' })
      .add('router', 'edge', { routes: [{ destination: '10.2.0.0/25', action: 'unreachable' }] })
      .add('asker', 'twin', { zone: 'lan', interfaces: twin })
      .add('asker', 'pc', {
        zone: 'twin lan',
        gateway: 'd1',
        interfaces: [{ network: 'z2', addresses: ['10.1.0.10'] }],
      })
      .link('twin', 'edge')
      .link('pc', 'edge')
    const trace = ask(net, { connectTimeoutMs: 900 })
    expect(trace.hops.some((hop) => net.nameOf(hop.device) === 'twin')).toBe(true)
    expect(seen(trace)).toBe('timed-out')
  })

  it('is never sent about another one', () => {
    const net = network(toyRegistry)
      .zone('lan', { cidr: '10.1.0.0/24' })
      .zone('far', { cidr: '10.2.0.0/24' })
      .add('asker', 'pc', { zone: 'lan' })
      .add('router', 'near', { zone: 'lan', routes: [{ destination: '10.1.0.0/25', action: 'unreachable' }] })
      .add('router', 'remote', { zone: 'far', routes: [{ destination: '10.2.0.0/25', action: 'unreachable' }] })
      .link('pc', 'near', 'remote')
      .add('server', 'web', { zone: 'far' })
      .link('remote', 'web')
    const trace = ask(net, { connectTimeoutMs: 900 })
    expect(codes(trace).filter((code) => code === 'net.icmp-sent')).toHaveLength(1)
    expect(seen(trace)).toBe('timed-out')
    expect(net.nameOf(trace.hops[trace.verdict.because.hop]!.device)).toBe('near')
  })
})

describe('two firewalls that both reset what they reject', () => {
  const reset: JsonObject = {
    policy: 'accept',
    stateful: false,
    masquerade: false,
    rules: [{ action: 'reject', rejectWith: 'tcp-reset', protocol: 'tcp' }],
  }
  const twice = (left: JsonObject) =>
    network()
      .zone('lan', { cidr: '10.1.0.0/24' })
      .zone('far', { cidr: '10.2.0.0/24' })
      .add('client', 'pc', { zone: 'lan', program: 'curl' })
      .add('firewall', 'left', { zone: 'lan', config: left })
      .add('firewall', 'right', { zone: 'far', config: reset })
      .add('web-server', 'web', { zone: 'far' })
      .link('pc', 'left', 'right', 'web')

  it('do not answer a reset with a reset', () => {
    const rejectsBack = {
      ...reset,
      rules: [{ ...(reset['rules'] as JsonObject[])[0], interfaceIn: 'lan2' }, { action: 'accept' }],
    }
    const net = twice(rejectsBack)
    const names = net
      .compiled()
      .interfacesOf(net.id('left'))
      .map((one) => one.name)
    expect(names).toContain('lan2')
    const trace = ask(net, { connectTimeoutMs: 2000 })
    expect(codes(trace).filter((code) => code === 'net.rst-sent')).toHaveLength(2)
    expect(seen(trace)).toBe('timed-out')
  })
})

const served = (config: JsonObject) =>
  network()
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('client', 'pc', { zone: 'lan', program: 'curl' })
    .add('database', 'db', { zone: 'lan', program: 'postgresql', config })
    .link('pc', 'db')

const knock = (net: NetworkBuilder, port: number) => net.send({ type: 'tcp', from: 'd1', host: '10.1.0.11', port })

const loop = (hairpin: boolean) =>
  network()
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('internet', 'internet')
    .add('firewall', 'wall', { zone: 'lan', config: { hairpin, rules: [], policy: 'accept' } })
    .add('client', 'pc', { zone: 'lan', program: 'curl' })
    .add('web-server', 'web', { zone: 'lan' })
    .link('internet', 'wall', 'web')
    .link('pc', 'wall')

const fromInside = (net: NetworkBuilder) =>
  net.get('pc', `http://${net.compiled().addressesOf(net.id('wall'))[0]}/`, { connectTimeoutMs: 2000 })

describe('an answer from another address than was asked', () => {
  it('belongs to no connection: a forwarded port is not reached from inside', () => {
    const trace = fromInside(loop(false))
    expect(seen(trace)).toBe('timed-out')
    expect(because(trace)).toBe('net.wrong-source')
  })

  it('is brought round by the firewall where that is set', () => {
    expect(seen(fromInside(loop(true)))).toBe(200)
  })
})

describe('a service', () => {
  it.each([
    ['is open where it listens', {}, 5432, 'open', 'net.accepted'],
    ['is closed elsewhere', {}, 5433, 'refused', 'net.port-closed'],
    [
      'that listens on its own machine only refuses others',
      { listenAddress: 'localhost' },
      5432,
      'refused',
      'net.only-local',
    ],
  ])('%s', (_fact, config, port, expected, code) => {
    const trace = knock(served(config), port)
    expect(seen(trace)).toBe(expected)
    expect(codes(trace)).toContain(code)
  })

  it('that listens on its own machine only is reached from there', () => {
    const net = served({ listenAddress: 'localhost' }).change('pc', { runsOn: 'd2' })
    const trace = net.send({ type: 'tcp', from: 'd1', host: '127.0.0.1', port: 5432 })
    expect(seen(trace)).toBe('open')
    expect(net.compiled().wiringOf('d1').addressOf('d2')).toBe('127.0.0.1')
  })

  it('asked by a datagram refuses too where it is stopped', () => {
    const net = network().add('client', 'pc', { program: 'curl' }).add('dns-server', 'dns').link('pc', 'dns')
    net.change('dns', { service: false })
    const trace = net.send({ type: 'dns', from: 'd1', name: 'www.example.com', recordType: 'A' })
    expect(because(trace)).toBe('net.udp-service-stopped')
    expect(trace.verdict.seen).toEqual({ type: 'refused', detail: 'port-closed' })
  })

  it.each([
    ['nobody waits on the port', 'udp', 'net.udp-port-closed'],
    ['the same by TCP', 'tcp', 'net.port-closed'],
  ] as const)('speaks of a connection only where there is one: %s', (_name, type, code) => {
    const net = network().add('client', 'pc', { program: 'curl' }).add('dns-server', 'dns').link('pc', 'dns')
    const host = net.compiled().wiringOf('d2').addresses[0] ?? ''
    const trace = net.send({ type, from: 'd1', host, port: 5353 })
    expect(because(trace)).toBe(code)
    expect(trace.verdict.seen).toEqual({ type: 'refused', ...(type === 'udp' ? { detail: 'port-closed' } : {}) })
  })

  it('that is stopped refuses, and one that runs on the same host is not', () => {
    const net = served({}).add('web-server', 'web', { zone: 'lan', runsOn: 'd2' }).change('db', { service: false })
    expect(codes(knock(net, 5432))).toContain('net.service-stopped')
    expect(seen(knock(net, 80))).toBe('open')
  })

  it('of a device that runs on another goes down with its host', () => {
    const net = served({}).add('web-server', 'web', { zone: 'lan', runsOn: 'd2' }).change('db', { power: false })
    expect(seen(knock(net, 80))).toBe('host-unreachable')
  })
})

it('a packet that claims to come from the very router that it comes to is dropped there, wherever it goes', () => {
  const net = routed().change('edge', { interfaces: [{ network: 'z1', addresses: ['10.1.0.1', '10.1.0.9'] }] })
  net.change('pc', { interfaces: [{ network: 'z1', addresses: ['10.1.0.9'] }], gateway: '10.1.0.1' })
  const trace = ask(net, { connectTimeoutMs: 2000 })
  expect(seen(trace)).toBe('timed-out')
  expect(because(trace)).toBe('net.martian')
})
