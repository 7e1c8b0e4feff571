import { describe, expect, it } from 'vitest'
import type { Trace } from '../model/trace.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'

const path = (net: NetworkBuilder, trace: Trace) =>
  trace.stations.map((one) => `${net.nameOf(one.device)}${one.leg === 'response' ? '<' : ''}`).join(' ')
const because = (trace: Trace) => stepOf(trace, trace.verdict.because)?.code
const seen = (trace: Trace) =>
  trace.verdict.seen.type === 'answer' ? trace.verdict.seen.status : trace.verdict.seen.type

function lan() {
  return network(toyRegistry)
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('asker', 'pc', { zone: 'lan' })
    .add('server', 'web', { zone: 'lan' })
    .link('pc', 'web')
}

function site() {
  return network(toyRegistry)
    .add('asker', 'pc')
    .add('net', 'internet')
    .add('router', 'edge')
    .zone('dmz', { cidr: '10.0.1.0/24', exposure: 'dmz' })
    .add('server', 'proxy', { zone: 'dmz', config: { upstream: 'd5' } })
    .add('server', 'web', { zone: 'dmz' })
    .change('edge', { zone: 'z1' })
    .link('pc', 'internet', 'edge', 'proxy', 'web')
}

describe('a request on one network', () => {
  it('goes there and back', () => {
    const net = lan()
    const trace = net.get('pc', 'http://192.168.1.11/')
    expect(seen(trace)).toBe(200)
    expect(path(net, trace)).toBe('pc web pc<')
    expect(because(trace)).toBe('toy.answers')
    expect(trace.durationMs).toBeGreaterThan(6)
    expect(trace.durationMs).toBeLessThan(10)
  })

  it('gives the same answer for the same input', () => {
    expect(lan().get('pc', 'http://192.168.1.11/')).toEqual(lan().get('pc', 'http://192.168.1.11/'))
  })

  it('ends with a refusal where the service is stopped, and names the server', () => {
    const net = lan().change('web', { service: false })
    const trace = net.get('pc', 'http://192.168.1.11/')
    expect(seen(trace)).toBe('refused')
    expect(because(trace)).toBe('net.service-stopped')
    expect(path(net, trace)).toBe('pc web pc<')
  })

  it('ends host-unreachable after ARP where the host is off, unless the client gives up first', () => {
    const net = lan().change('web', { power: false })
    const patient = net.get('pc', 'http://192.168.1.11/')
    expect(seen(patient)).toBe('host-unreachable')
    expect(patient.durationMs).toBeGreaterThanOrEqual(3000)
    const hasty = net.get('pc', 'http://192.168.1.11/', { connectTimeoutMs: 1000 })
    expect(seen(hasty)).toBe('timed-out')
    expect(because(hasty)).toBe('net.no-arp-off')
  })

  it('is refused on a port where nothing listens', () => {
    expect(because(lan().get('pc', 'http://192.168.1.11:8080/'))).toBe('net.port-closed')
  })

  it('needs a cable: a common zone alone carries nothing', () => {
    const net = network(toyRegistry)
      .zone('lan')
      .add('asker', 'pc', { zone: 'lan' })
      .add('server', 'web', { zone: 'lan' })
    expect(seen(net.get('pc', 'http://10.0.1.11/'))).toBe('net-unreachable')
  })

  it('loses its route when its only cable is cut', () => {
    const net = lan().changeLink('pc', 'web', { cut: true })
    expect(seen(net.get('pc', 'http://192.168.1.11/'))).toBe('net-unreachable')
  })

  it('is not passed on by an end host', () => {
    const net = network(toyRegistry)
      .add('asker', 'pc')
      .add('server', 'name')
      .add('net', 'internet')
      .add('server', 'web')
    net.link('pc', 'name', 'internet', 'web')
    const web = net.compiled().addressesOf(net.id('web'))[0]
    const trace = net.get('pc', `http://${web}/`, { connectTimeoutMs: 1500 })
    expect(seen(trace)).toBe('timed-out')
    expect(because(trace)).toBe('net.not-a-router')
  })
})

describe('a request through routers', () => {
  it('visits every device there and back, the server behind the proxy once', () => {
    const net = site()
    const trace = net.get('pc', 'http://10.0.1.10/')
    expect(seen(trace)).toBe(200)
    expect(path(net, trace)).toBe('pc internet edge proxy web proxy< edge< internet< pc<')
  })

  it('shows the inner fault from outside as what the proxy makes of it', () => {
    const net = site().change('web', { service: false })
    const trace = net.get('pc', 'http://10.0.1.10/')
    expect(seen(trace)).toBe(502)
    expect(because(trace)).toBe('net.service-stopped')
    expect(path(net, trace)).toBe('pc internet edge proxy web proxy< edge< internet< pc<')
  })

  it('lowers the time to live, and reports when it is used up', () => {
    const net = site()
    const trace = net.send({ type: 'ping', from: net.id('pc'), host: '10.0.1.11', ttl: 1 })
    expect(because(trace)).toBe('net.ttl-exceeded')
  })

  it('drops on the internet what no one has, without a word', () => {
    const net = site()
    const trace = net.get('pc', 'http://203.0.113.99/', { connectTimeoutMs: 3000 })
    expect(seen(trace)).toBe('timed-out')
    expect(trace.durationMs).toBe(3000)
    expect(because(trace)).toBe('net.no-route-public')
    expect(path(net, trace)).toBe('pc internet pc<')
  })

  it('finds no way when the line to the internet is cut, and hears of it at once', () => {
    const net = site().changeLink('internet', 'edge', { cut: true })
    const trace = net.get('pc', 'http://10.0.1.10/', { connectTimeoutMs: 3000 })
    expect(seen(trace)).toBe('net-unreachable')
    expect(because(trace)).toBe('net.line-down')
    expect(trace.durationMs).toBeLessThan(100)
  })

  it('waits for a hung server until its own patience ends', () => {
    const net = site().change('web', { fault: { type: 'hung' } })
    const trace = net.get('pc', 'http://10.0.1.10/')
    expect(seen(trace)).toBe(502)
    expect(because(trace)).toBe('net.fault-hung')
    expect(trace.durationMs).toBeGreaterThan(2000)
  })

  it('sees latency, not loss, where a cable loses some packets', () => {
    const net = site().changeLink('pc', 'internet', { lossPercent: 40 })
    const traces = Array.from({ length: 8 }, () => net.get('pc', 'http://10.0.1.10/', { connectTimeoutMs: 60_000 }))
    expect(traces.filter((trace) => seen(trace) === 200).length).toBeGreaterThan(4)
    expect(Math.max(...traces.map((trace) => trace.durationMs))).toBeGreaterThan(200)
  })
})

describe('the world', () => {
  it('is carried along as plain data', () => {
    const net = lan()
    net.get('pc', 'http://192.168.1.11/')
    net.get('pc', 'http://192.168.1.11/')
    expect(net.world.states[net.id('web')]?.state).toEqual({ served: 2 })
    expect(structuredClone(net.world)).toEqual(net.world)
  })

  it('forgets what a device held when its settings change or its power is cut', () => {
    const net = lan()
    net.get('pc', 'http://192.168.1.11/')
    net.change('web', { config: { port: 8080 } })
    net.get('pc', 'http://192.168.1.11:8080/')
    expect(net.world.states[net.id('web')]?.state).toEqual({ served: 1 })
    net.change('web', { power: false }).wait(1)
    expect(net.world.states[net.id('web')]).toBeUndefined()
  })

  it('keeps its clock at the last verdict', () => {
    const net = lan()
    const trace = net.get('pc', 'http://192.168.1.11/')
    expect(net.world.clock).toBe(trace.durationMs)
    net.wait(500)
    expect(net.world.clock).toBe(trace.durationMs + 500)
  })
})

it('says that it does not model a program it does not know', () => {
  const net = lan()
  net.change('pc', { program: { id: 'lynx', profile: '2.9', configVersion: 0 } })
  const trace = net.get('pc', 'http://192.168.1.11/')
  expect(trace.verdict.seen.type).toBe('not-modelled')
})

it('ends a ring of proxies instead of running for ever', () => {
  const net = network(toyRegistry)
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('asker', 'pc', { zone: 'lan' })
    .add('server', 'a', { zone: 'lan', config: { upstream: 'd3' } })
    .add('server', 'b', { zone: 'lan', config: { upstream: 'd2' } })
    .link('pc', 'a', 'b')
  const trace = net.get('pc', 'http://192.168.1.11/')
  expect(['timed-out', 'not-modelled', 502]).toContain(seen(trace))
})
