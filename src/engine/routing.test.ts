import { describe, expect, it } from 'vitest'
import type { Device, StaticRoute } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { formatCidr } from '../protocols/ip/cidr.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'
import { isLineDown, lookUpRoute } from './routing.ts'

/** pc — (lan) — left — transfer — right — (far) — web, and the internet behind `right`. */
function twoRouters(): NetworkBuilder {
  return network(toyRegistry)
    .zone('lan', { cidr: '10.1.0.0/24' })
    .zone('far', { cidr: '10.2.0.0/24' })
    .add('asker', 'pc', { zone: 'lan' })
    .add('router', 'left', { zone: 'lan' })
    .add('router', 'right', { zone: 'far' })
    .add('server', 'web', { zone: 'far' })
    .add('net', 'internet')
    .link('pc', 'left', 'right', 'web')
    .link('right', 'internet')
}

const tableOf = (net: NetworkBuilder, name: string) => {
  const compiled = net.compiled()
  return compiled.routesOf(net.id(name)).map((route) => {
    const gateway = route.gateway === undefined ? '' : ` via ${net.nameOf(compiled.ownerOf(route.gateway) ?? '?')}`
    return `${formatCidr(route.destination)} ${route.origin}${gateway}${route.action === 'via' ? '' : ` ${route.action}`}`
  })
}
const routeTo = (net: NetworkBuilder, name: string, destination: string) => {
  const route = lookUpRoute(net.compiled().routesOf(net.id(name)), destination)
  return route && `${formatCidr(route.destination)} ${route.origin} ${route.action}`
}
const because = (trace: Trace) => stepOf(trace, trace.verdict.because)?.code
const seen = (trace: Trace) =>
  trace.verdict.seen.type === 'answer' ? trace.verdict.seen.status : trace.verdict.seen.type
const withRoutes = (routes: readonly StaticRoute[], more: Partial<Device> = {}) =>
  twoRouters().change('left', { routes, ...more })
const ask = (net: NetworkBuilder, host = '10.2.0.10') => net.get('pc', `http://${host}/`, { connectTimeoutMs: 3500 })

const gatewayOf = (one: NetworkBuilder) => {
  const compiled = one.compiled()
  const gateway = lookUpRoute(compiled.routesOf('d1'), '10.2.0.10')?.gateway
  return gateway === undefined ? undefined : one.nameOf(compiled.ownerOf(gateway) ?? '')
}

describe('a routing table', () => {
  it('is derived over two routers: its own networks, those behind others, and the way out', () => {
    expect(tableOf(twoRouters(), 'left')).toEqual([
      '203.0.113.11/32 connected',
      '203.0.113.12/32 derived via right',
      '192.0.2.10/32 derived via right',
      '10.1.0.0/24 connected',
      '10.2.0.0/24 derived via right',
      '0.0.0.0/0 default via right',
    ])
  })

  it('has no default where no way leads to the public net', () => {
    const net = twoRouters()
    const { l4: _out, ...links } = net.topology.links
    net.topology = { ...net.topology, links }
    expect(tableOf(net, 'pc').some((line) => line.startsWith('0.0.0.0/0'))).toBe(false)
    expect(seen(ask(net, '8.8.8.8'))).toBe('net-unreachable')
  })

  it('of the public net has no default: what it does not know, nobody does', () => {
    expect(tableOf(twoRouters(), 'internet').some((line) => line.includes('default'))).toBe(false)
  })

  it('lists the longest prefixes first', () => {
    const prefixes = twoRouters()
      .change('left', { routes: [{ destination: '10.2.0.128/25', action: 'blackhole' }] })
      .compiled()
      .routesOf('d2')
      .map((route) => route.destination.prefix)
    expect(prefixes).toEqual(prefixes.toSorted((a, b) => b - a))
  })

  it('takes the way with fewer hops even if it is slower, and among equals the faster one', () => {
    const net = network(toyRegistry)
      .zone('a', { cidr: '10.1.0.0/24' })
      .zone('b', { cidr: '10.2.0.0/24' })
      .add('asker', 'pc', { zone: 'a' })
      .add('router', 'slow')
      .add('router', 'fast')
      .add('router', 'detour')
      .add('server', 'web', { zone: 'b' })
      .cable('pc', 'slow', { latencyMs: 50 })
      .cable('pc', 'fast', { latencyMs: 1 })
      .link('slow', 'web')
      .link('fast', 'web')
    expect(gatewayOf(net)).toBe('fast')
    net.changeLink('fast', 'web', { from: net.id('detour') }).cable('fast', 'detour', { latencyMs: 1 })
    expect(gatewayOf(net)).toBe('slow')
  })

  it('takes the lower id where two ways are equal', () => {
    const net = network(toyRegistry)
      .zone('a', { cidr: '10.1.0.0/24' })
      .zone('b', { cidr: '10.2.0.0/24' })
      .add('router', 'second')
      .add('router', 'first')
      .add('asker', 'pc', { zone: 'a' })
      .add('server', 'web', { zone: 'b' })
      .link('pc', 'first', 'web')
      .link('pc', 'second', 'web')
    const compiled = net.compiled()
    const gateway = lookUpRoute(compiled.routesOf(net.id('pc')), '10.2.0.10')?.gateway
    expect(compiled.ownerOf(gateway!)).toBe('d1')
  })
})

describe('a static route', () => {
  it.each<[string, StaticRoute, string]>([
    [
      'wins over a derived one of the same length',
      { destination: '10.2.0.0/24', action: 'blackhole' },
      '10.2.0.0/24 static blackhole',
    ],
    ['wins if it is longer', { destination: '10.2.0.10', action: 'prohibit' }, '10.2.0.10/32 static prohibit'],
    ['loses if it is shorter', { destination: '10.0.0.0/8', action: 'blackhole' }, '10.2.0.0/24 derived via'],
    [
      'is written with its network, whatever host bits it has',
      { destination: '10.2.0.99/24', action: 'unreachable' },
      '10.2.0.0/24 static unreachable',
    ],
    ['leads over a device', { destination: '10.2.0.0/25', action: 'via', via: 'd3' }, '10.2.0.0/25 static via'],
    [
      'leads over an address',
      { destination: '10.2.0.0/25', action: 'via', via: '203.0.113.11' },
      '10.2.0.0/25 static via',
    ],
    [
      'counts for nothing if its gateway is on no network of the host',
      { destination: '10.2.0.0/25', action: 'via', via: '10.2.0.10' },
      '10.2.0.0/24 derived via',
    ],
    [
      'counts for nothing if its destination cannot be read',
      { destination: 'far', action: 'blackhole' },
      '10.2.0.0/24 derived via',
    ],
  ])('%s', (_fact, route, expected) => {
    const net = withRoutes([route])
    // The transfer network's far address, as derived.
    expect(net.compiled().addressesOf(net.id('right'))).toContain('203.0.113.12')
    expect(routeTo(net, 'left', '10.2.0.10')).toBe(expected)
  })

  it.each<[StaticRoute['action'], string, string, number]>([
    ['blackhole', 'timed-out', 'net.route-blackhole', 3500],
    ['unreachable', 'host-unreachable', 'net.route-refused', 0],
    ['prohibit', 'host-unreachable', 'net.route-refused', 0],
  ])('of type %s ends a packet: the sender sees %s', (action, expected, code, afterMs) => {
    const trace = ask(withRoutes([{ destination: '10.2.0.0/24', action }]))
    expect(seen(trace)).toBe(expected)
    expect(because(trace)).toBe(code)
    expect(Math.abs(trace.durationMs - afterMs)).toBeLessThan(10)
  })

  it('of these types on the sender itself is known at once, without a packet', () => {
    const net = twoRouters().change('pc', { routes: [{ destination: '10.2.0.0/24', action: 'unreachable' }] })
    const trace = ask(net)
    expect(seen(trace)).toBe('host-unreachable')
    expect(trace.hops.every((hop) => hop.device === net.id('pc'))).toBe(true)
  })

  it('in a circle ends when the time to live is used up', () => {
    const net = withRoutes([{ destination: '10.9.0.0/16', action: 'via', via: 'd3' }])
    net.change('right', { routes: [{ destination: '10.9.0.0/16', action: 'via', via: 'd2' }] })
    const trace = ask(net, '10.9.9.9')
    expect(because(trace)).toBe('net.ttl-exceeded')
    expect(seen(trace)).toBe('ttl-exceeded')
  })
})

describe('a gateway', () => {
  it('set by hand replaces everything derived on an end host', () => {
    const net = twoRouters().change('pc', { gateway: '10.1.0.1' })
    expect(tableOf(net, 'pc')).toEqual(['10.1.0.0/24 connected', '0.0.0.0/0 default via left'])
    expect(seen(ask(net))).toBe(200)
  })

  it('set by hand as a device means that device', () => {
    expect(tableOf(twoRouters().change('pc', { gateway: 'd2' }), 'pc')).toContain('0.0.0.0/0 default via left')
  })

  it('that nobody has is asked for in vain', () => {
    const trace = ask(twoRouters().change('pc', { gateway: '10.1.0.200' }))
    expect(seen(trace)).toBe('host-unreachable')
    expect(because(trace)).toBe('net.no-arp-nobody')
    expect(Math.round(trace.durationMs)).toBe(3060)
  })

  it('outside one’s own networks is none', () => {
    expect(seen(ask(twoRouters().change('pc', { gateway: '10.2.0.1' })))).toBe('net-unreachable')
  })

  it('set by hand on a router leaves what it derived', () => {
    const net = twoRouters().change('left', { gateway: 'd3' })
    expect(routeTo(net, 'left', '10.2.0.10')).toBe('10.2.0.0/24 derived via')
  })

  it('that does not forward is where packets fall: a DNS server is not a router', () => {
    const net = network(toyRegistry)
      .add('asker', 'pc')
      .add('server', 'dns')
      .add('net', 'internet')
      .add('server', 'web')
      .link('pc', 'dns', 'internet', 'web')
    const trace = ask(net, net.compiled().addressesOf(net.id('web'))[0])
    expect(because(trace)).toBe('net.not-a-router')
    expect(net.nameOf(trace.hops[trace.verdict.because.hop]!.device)).toBe('dns')
  })

  it('that does not forward is not taken where there is another way', () => {
    const net = network(toyRegistry)
      .add('asker', 'pc')
      .add('server', 'dns')
      .add('net', 'internet')
      .add('router', 'edge')
      .add('server', 'web')
      .link('pc', 'dns', 'internet', 'web')
      .link('pc', 'edge', 'internet')
    expect(seen(ask(net, net.compiled().addressesOf(net.id('web'))[0]))).toBe(200)
  })
})

describe('a cut line', () => {
  it('takes its routes away; the host knows at once', () => {
    const net = twoRouters().changeLink('pc', 'left', { cut: true })
    expect(routeTo(net, 'pc', '10.2.0.10')).toBeUndefined()
    const trace = ask(net)
    expect(seen(trace)).toBe('net-unreachable')
    expect(because(trace)).toBe('net.line-down')
  })

  it('is told apart from a destination that was never known', () => {
    const routes = twoRouters().changeLink('pc', 'left', { cut: true }).compiled().routesOf('d1')
    expect(isLineDown(routes, '10.2.0.10')).toBe(true)
    const lone = network(toyRegistry).add('asker', 'pc').compiled().routesOf('d1')
    expect(isLineDown(lone, '10.2.0.10')).toBe(false)
  })

  it('behind a router is reported by the router', () => {
    const trace = ask(twoRouters().changeLink('left', 'right', { cut: true }))
    expect(seen(trace)).toBe('net-unreachable')
    expect(trace.hops[trace.verdict.because.hop]!.device).toBe('d2')
    expect(trace.durationMs).toBeLessThan(20)
  })

  it('to a neighbour does not send what is meant for it out into the internet', () => {
    const net = network(toyRegistry)
      .zone('lan', { cidr: '10.1.0.0/24' })
      .add('asker', 'pc')
      .add('server', 'dns')
      .add('net', 'internet')
      .add('router', 'edge')
      .add('server', 'web', { zone: 'lan' })
      .link('pc', 'dns')
      .link('pc', 'internet', 'edge', 'web')
      .changeLink('pc', 'dns', { cut: true })
      .changeLink('edge', 'web', { cut: true })
    expect(routeTo(net, 'pc', net.compiled().addressesOf(net.id('dns'))[0]!)).toBeUndefined()
    expect(routeTo(net, 'edge', net.compiled().addressesOf(net.id('web'))[0]!)).toBeUndefined()
    expect(routeTo(net, 'edge', '198.51.100.77')).toBeDefined()
  })

  it('leaves the interface up as long as another cable of it is whole; then ARP finds no way', () => {
    const net = network(toyRegistry)
      .zone('lan', { cidr: '10.1.0.0/24' })
      .add('router', 'edge', { zone: 'lan' })
      .add('asker', 'pc', { zone: 'lan' })
      .add('server', 'a', { zone: 'lan' })
      .link('pc', 'edge', 'a')
      .changeLink('edge', 'a', { cut: true })
    const trace = ask(net, '10.1.0.11')
    expect(seen(trace)).toBe('host-unreachable')
    expect(because(trace)).toBe('net.no-arp-no-way')
  })
})

/** web answers over another router than the question came by. */
const asymmetric = () =>
  network(toyRegistry)
    .zone('a', { cidr: '10.1.0.0/24' })
    .zone('b', { cidr: '10.2.0.0/24' })
    .add('asker', 'pc', { zone: 'a' })
    .add('router', 'up', { zone: 'a' })
    .add('router', 'down', { zone: 'a' })
    .add('server', 'web', { zone: 'b', gateway: 'd3' })
    .link('pc', 'up', 'web')
    .link('web', 'down', 'pc')

describe('the way back', () => {
  it('is the answerer’s own, and may be another one', () => {
    const net = asymmetric()
    const trace = ask(net)
    expect(seen(trace)).toBe(200)
    const visited = (leg: string) =>
      trace.hops.filter((hop) => hop.leg === leg && hop.purpose === 'message').map((hop) => net.nameOf(hop.device))
    expect(visited('request')).toContain('up')
    expect(visited('request')).not.toContain('down')
    expect(visited('response')).toContain('down')
    expect(visited('response')).not.toContain('up')
  })

  it('that is missing is a time-out, and the server’s lack of a route is why', () => {
    const net = asymmetric().change('web', { gateway: '10.2.0.99' })
    const trace = ask(net)
    expect(seen(trace)).toBe('timed-out')
    expect(because(trace)).toBe('net.no-arp-nobody')
    expect(trace.hops[trace.verdict.because.hop]!.device).toBe(net.id('web'))
  })
})

it('keeps two networks with the same private addresses apart', () => {
  const net = network(toyRegistry)
    .zone('home', { cidr: '192.168.1.0/24' })
    .zone('other home', { cidr: '192.168.1.0/24' })
    .add('server', 'theirs', { zone: 'other home', interfaces: [{ network: 'z2', addresses: ['192.168.1.50'] }] })
    .add('asker', 'neighbour', { zone: 'other home' })
    .add('server', 'ours', { zone: 'home', interfaces: [{ network: 'z1', addresses: ['192.168.1.50'] }] })
    .add('asker', 'pc', { zone: 'home' })
    .link('neighbour', 'theirs')
    .link('pc', 'ours')
  const trace = ask(net, '192.168.1.50')
  expect(seen(trace)).toBe(200)
  expect(trace.hops.some((hop) => hop.device === net.id('ours'))).toBe(true)
})

const six = () =>
  network(toyRegistry)
    .zone('a', { cidr: '2001:db8:1::/64' })
    .zone('b', { cidr: '2001:db8:2::/64' })
    .add('asker', 'pc', { zone: 'a' })
    .add('router', 'edge', { zone: 'a' })
    .add('server', 'web', { zone: 'b' })
    .link('pc', 'edge', 'web')

describe('IPv6', () => {
  it('is routed by the same rules', () => {
    const net = six()
    expect(routeTo(net, 'pc', '2001:db8:2::a')).toBe('2001:db8:2::/64 derived via')
    expect(net.compiled().addressesOf(net.id('web'))).toEqual(['2001:db8:2::a'])
  })

  it('has a default of its own, over a gateway of its family', () => {
    expect(tableOf(six().change('pc', { gateway: 'd2' }), 'pc')).toEqual([
      '2001:db8:1::/64 connected',
      '::/0 default via edge',
    ])
  })

  it('is never matched by IPv4 routes', () => {
    expect(routeTo(twoRouters(), 'pc', '2001:db8:2::a')).toBeUndefined()
    expect(routeTo(twoRouters(), 'pc', 'not an address')).toBeUndefined()
  })
})
