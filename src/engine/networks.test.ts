import { describe, expect, it } from 'vitest'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'
import { hostId } from './networks.ts'

/** Two zones, a router and two end hosts in and outside them, and the net. */
function parts(): NetworkBuilder {
  return network(toyRegistry)
    .zone('dmz', { exposure: 'dmz' })
    .zone('lan')
    .add('router', 'edge', { zone: 'dmz' })
    .add('router', 'core', { zone: 'lan' })
    .add('router', 'free')
    .add('server', 'inDmz', { zone: 'dmz' })
    .add('server', 'alsoInDmz', { zone: 'dmz' })
    .add('server', 'inLan', { zone: 'lan' })
    .add('server', 'outside')
    .add('server', 'alsoOutside')
    .add('net', 'internet')
    .add('net', 'internetInDmz', { zone: 'dmz' })
}

describe('a cable', () => {
  it.each([
    ['within a zone belongs to that zone', 'inDmz', 'alsoInDmz', 'dmz'],
    ['between a router and a host of one zone belongs to that zone', 'edge', 'inDmz', 'dmz'],
    ['across a border belongs to the zone of the end host', 'edge', 'inLan', 'lan'],
    ['across a border belongs to the zone of the end host, drawn either way', 'inLan', 'edge', 'lan'],
    ['from a router outside zones belongs to the zone of the end host', 'free', 'inLan', 'lan'],
    ['from a router in a zone to an end host outside zones is a network of its own', 'edge', 'outside', 'cable'],
    ['between end hosts of two zones belongs to the zone it leads to', 'inDmz', 'inLan', 'lan'],
    ['between end hosts of two zones, drawn the other way, belongs to the other', 'inLan', 'inDmz', 'dmz'],
    ['from an end host in a zone to one outside belongs to the only zone there is', 'inDmz', 'outside', 'dmz'],
    ['between routers of two zones is a transfer network of its own', 'edge', 'core', 'cable'],
    ['between a router in a zone and one outside is a network of its own', 'edge', 'free', 'cable'],
    ['outside zones is a network of its own', 'outside', 'alsoOutside', 'cable'],
    ['to the internet is a network of its own and public', 'inDmz', 'internet', 'public cable'],
    [
      'to the internet is public even if the internet was dropped into a zone',
      'inDmz',
      'internetInDmz',
      'public cable',
    ],
  ])('%s', (_fact, from, to, expected) => {
    const net = parts().link(from, to)
    const found = net.compiled().networks.networkOfLink.get('l1')
    const isCable = expected.endsWith('cable')
    expect(found).toMatchObject({
      id: isCable ? 'l1' : net.id(expected),
      type: isCable ? 'cable' : 'segment',
      public: expected === 'public cable',
    })
  })

  it('into a zone that is public makes a public network', () => {
    const net = network(toyRegistry)
      .zone('open', { exposure: 'public' })
      .add('server', 'a', { zone: 'open' })
      .add('server', 'b', { zone: 'open' })
      .link('a', 'b')
    expect(net.compiled().networks.networkOfLink.get('l1')?.public).toBe(true)
  })

  it('from a device to itself is no network', () => {
    const net = parts().link('outside', 'outside')
    expect(net.compiled().networks.networks.size).toBe(0)
  })

  it('to a device that is gone is no network', () => {
    const net = parts().link('outside', 'alsoOutside')
    net.topology = { ...net.topology, links: { l1: { id: 'l1', from: net.id('outside'), to: 'd99' } } }
    expect(net.compiled().networks.networks.size).toBe(0)
  })
})

describe('an interface', () => {
  it('is one for all cables of a device into the same zone', () => {
    const net = parts().link('edge', 'inDmz').link('edge', 'alsoInDmz').link('edge', 'inLan')
    const interfaces = net.compiled().interfacesOf(net.id('edge'))
    expect(interfaces.map((one) => one.links)).toEqual([['l1', 'l2'], ['l3']])
  })

  it('on the public side comes first, whatever was drawn first', () => {
    const net = parts().link('edge', 'inDmz').link('internet', 'edge')
    expect(
      net
        .compiled()
        .interfacesOf(net.id('edge'))
        .map((one) => one.public),
    ).toEqual([true, false])
  })
})

const hosted = () => parts().change('inLan', { runsOn: 'd4' }).change('outside', { runsOn: 'd6' })

describe('a device that runs on another', () => {
  it('uses the interfaces of its host, also through a host on a host', () => {
    const net = hosted().link('edge', 'inDmz')
    const compiled = net.compiled()
    expect(compiled.addressesOf(net.id('inLan'))).toEqual(compiled.addressesOf(net.id('inDmz')))
    expect(compiled.addressesOf(net.id('outside'))).toEqual(compiled.addressesOf(net.id('inDmz')))
  })

  it('lends its cables to its host', () => {
    const net = hosted().link('edge', 'inLan')
    expect(
      net
        .compiled()
        .interfacesOf(net.id('inDmz'))
        .map((one) => one.network),
    ).toEqual([net.id('lan')])
  })

  it('needs no cable to it', () => {
    const net = hosted().link('inDmz', 'outside')
    expect(net.compiled().networks.networks.size).toBe(0)
  })

  it.each([
    ['is its own host where the host is gone', { d1: 'd99' }, 'd1', 'd1'],
    ['ends at the last host that exists', { d1: 'd2', d2: 'd99' }, 'd1', 'd2'],
    ['is its own host in a circle', { d1: 'd2', d2: 'd1' }, 'd1', 'd1'],
    ['is its own host if it names itself', { d1: 'd1' }, 'd1', 'd1'],
  ])('%s', (_fact, runsOn: Readonly<Record<string, string>>, of, expected) => {
    const net = parts()
    const devices = Object.fromEntries(
      Object.values(net.topology.devices).map((device) => {
        const host = runsOn[device.id]
        return [device.id, host === undefined ? device : { ...device, runsOn: host }]
      }),
    )
    const topology = { ...net.topology, devices }
    expect(hostId(topology, topology.devices[of]!)).toBe(expected)
  })
})
