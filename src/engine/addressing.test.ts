import { describe, expect, it } from 'vitest'
import { compareIds } from '../model/topology.ts'
import { formatCidr } from '../protocols/ip/cidr.ts'
import { network } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'
import { zoneCidrs } from './addressing.ts'

const cidrsOf = (zones: readonly { readonly cidr?: string; readonly exposure?: 'public' | 'dmz' | 'private' }[]) => {
  const net = network(toyRegistry)
  for (const [index, options] of zones.entries()) net.zone(`zone ${index}`, options)
  return [...zoneCidrs(net.topology)].toSorted(([a], [b]) => compareIds(a, b)).map(([, cidr]) => formatCidr(cidr))
}

describe('a zone without a CIDR', () => {
  it.each([
    ['takes the private network of its number', [{}, {}], ['10.0.1.0/24', '10.0.2.0/24']],
    ['steps aside for one that was set', [{}, { cidr: '10.0.1.0/24' }], ['10.0.2.0/24', '10.0.1.0/24']],
    ['steps aside for a wide one', [{}, { cidr: '10.0.0.0/8' }], ['192.168.1.0/24', '10.0.0.0/8']],
    ['takes a documentation range if it is public', [{ exposure: 'public' as const }], ['203.0.113.128/27']],
    [
      'takes the next slice for the next public one',
      [{ exposure: 'public' as const }, { exposure: 'public' as const }],
      ['203.0.113.128/27', '203.0.113.160/27'],
    ],
    ['counts one that cannot be read as unset', [{ cidr: '10.0.1.0' }], ['10.0.1.0/24']],
    ['stays without one where everything is taken', [{}, { cidr: '0.0.0.0/0' }], ['0.0.0.0/0']],
  ])('%s', (_fact, zones, expected) => {
    expect(cidrsOf(zones)).toEqual(expected)
  })

  it('finds room for three hundred of them without an overlap', () => {
    const found = cidrsOf(Array.from({ length: 300 }, () => ({})))
    expect(new Set(found).size).toBe(300)
  })
})

/** A zone with a router and hosts, all cabled to the router; answers each one's address there. */
function addressesIn(cidr: string, hosts: number, set: Readonly<Record<string, readonly string[]>> = {}) {
  const net = network(toyRegistry).zone('lan', { cidr }).add('router', 'edge', { zone: 'lan' })
  for (let i = 1; i <= hosts; i++) {
    const addresses = set[`h${i}`]
    const interfaces = addresses ? { interfaces: [{ network: 'z1', addresses }] } : {}
    net.add('server', `h${i}`, { zone: 'lan', ...interfaces }).link('edge', `h${i}`)
  }
  const compiled = net.compiled()
  return ['edge', ...Array.from({ length: hosts }, (_, index) => `h${index + 1}`)].map(
    (name) => compiled.addressesOf(net.id(name))[0],
  )
}

describe('an address in a zone', () => {
  it.each([
    [
      'is .1 for the router and from .10 for hosts',
      '192.168.1.0/24',
      2,
      {},
      ['192.168.1.1', '192.168.1.10', '192.168.1.11'],
    ],
    ['is what was set by hand', '192.168.1.0/24', 1, { h1: ['192.168.1.77'] }, ['192.168.1.1', '192.168.1.77']],
    [
      'leaves out what another one has set',
      '192.168.1.0/24',
      2,
      { h2: ['192.168.1.10'] },
      ['192.168.1.1', '192.168.1.11', '192.168.1.10'],
    ],
    [
      'is derived where what was set is no address',
      '192.168.1.0/24',
      1,
      { h1: ['192.168.1.300'] },
      ['192.168.1.1', '192.168.1.10'],
    ],
    [
      'is written in its one form',
      '2001:db8:1::/64',
      1,
      { h1: ['2001:DB8:1:0::AB'] },
      ['2001:db8:1::1', '2001:db8:1::ab'],
    ],
    ['begins lower where the network is small', '10.9.9.0/29', 2, {}, ['10.9.9.1', '10.9.9.2', '10.9.9.3']],
    ['uses both of a network of two', '10.9.9.0/31', 1, {}, ['10.9.9.0', '10.9.9.1']],
    ['is missing where none is free', '10.9.9.0/30', 2, {}, ['10.9.9.1', '10.9.9.2', undefined]],
    [
      'may be the same as another one’s if both were set',
      '10.9.9.0/24',
      2,
      { h1: ['10.9.9.5'], h2: ['10.9.9.5'] },
      ['10.9.9.1', '10.9.9.5', '10.9.9.5'],
    ],
  ])('%s', (_fact, cidr, hosts, set, expected) => {
    expect(addressesIn(cidr, hosts, set)).toEqual(expected)
  })

  it('goes round to the low numbers when the high ones are used up', () => {
    const found = addressesIn('10.9.9.0/28', 13)
    expect(new Set(found).size).toBe(14)
    expect(found).not.toContain(undefined)
  })

  it('is found for a thousand devices, each its own', () => {
    const found = addressesIn('10.0.0.0/16', 1000)
    expect(new Set(found).size).toBe(1001)
  })
})

describe('an address outside zones', () => {
  it('comes from the documentation ranges: the net’s, those who ask, those who serve', () => {
    const net = network(toyRegistry).add('asker', 'pc').add('net', 'internet').add('server', 'web')
    net.link('pc', 'internet', 'web')
    const compiled = net.compiled()
    expect(compiled.addressesOf(net.id('pc'))).toEqual(['198.51.100.10'])
    expect(compiled.addressesOf(net.id('internet'))).toEqual(['192.0.2.10', '192.0.2.11'])
    expect(compiled.addressesOf(net.id('web'))).toEqual(['203.0.113.10'])
  })

  it('never comes from the slices that public zones take', () => {
    const net = network(toyRegistry).add('net', 'internet')
    for (let i = 0; i < 140; i++) net.add('server', `s${i}`).link('internet', `s${i}`)
    const compiled = net.compiled()
    const found = Array.from({ length: 140 }, (_, i) => compiled.addressesOf(net.id(`s${i}`))[0])
    const given = found.filter((one) => one !== undefined)
    expect(given.length).toBe(126)
    expect(Math.max(...given.map((one) => Number(one.split('.')[3])))).toBe(126)
  })
})

const site = () =>
  network(toyRegistry)
    .zone('dmz', { exposure: 'dmz' })
    .zone('lan')
    .zone('lan too')
    .add('net', 'internet')
    .add('router', 'edge')
    .add('server', 'a', { zone: 'dmz' })
    .add('server', 'b', { zone: 'lan' })
    .add('server', 'c', { zone: 'lan too' })
    .link('internet', 'edge', 'a')
    .link('edge', 'b')
    .link('edge', 'c')

const names = (net: ReturnType<typeof site>, device: string) =>
  net
    .compiled()
    .interfacesOf(net.id(device))
    .map((one) => one.name)

describe('an address that nobody set', () => {
  it('stays when another cable is drawn, between whomever', () => {
    const net = network()
      .zone('lan', { cidr: '10.0.0.0/24' })
      .add('reverse-proxy', 'proxy')
      .add('web-server', 'web')
      .add('web-app', 'app')
      .add('web-server', 'late', { zone: 'lan' })
      .add('web-server', 'other', { zone: 'lan' })
      .link('proxy', 'web', 'app')
      .link('other', 'proxy')
    const addresses = () => ['proxy', 'web', 'app', 'other'].map((name) => net.compiled().addressesOf(net.id(name))[0])
    const before = addresses()
    net.link('proxy', 'app').link('late', 'proxy')
    expect(addresses()).toEqual(before)
  })
})

describe('an interface’s name', () => {
  it('says where it leads: wan, dmz, lan and a number from the second on', () => {
    expect(names(site(), 'edge')).toEqual(['wan', 'dmz', 'lan', 'lan2'])
  })

  it('is ethN on an end host and on the internet, in the order of the cables', () => {
    const net = site().add('asker', 'far').link('far', 'internet')
    expect(names(net, 'a')).toEqual(['eth0'])
    expect(names(net, 'internet')).toEqual(['eth0', 'eth1'])
    const links = net
      .compiled()
      .interfacesOf(net.id('internet'))
      .flatMap((one) => one.links)
    expect(links).toEqual(links.toSorted(compareIds))
  })

  it('is what was set by hand, and derived ones make way for it', () => {
    const net = site().change('edge', { interfaces: [{ network: 'z3', name: 'lan' }] })
    expect(names(net, 'edge')).toEqual(['wan', 'dmz', 'lan2', 'lan'])
  })
})

it('gives every interface a locally administered MAC of its own', () => {
  const net = network(toyRegistry).add('net', 'internet').add('asker', 'a').add('asker', 'b')
  net.link('a', 'internet').link('b', 'internet')
  const macs = [...net.compiled().interfaces.values()].flat().map((one) => one.mac)
  expect(new Set(macs).size).toBe(4)
  expect(macs.every((mac) => mac.startsWith('02:'))).toBe(true)
})
