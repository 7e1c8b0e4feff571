import { describe, expect, it } from 'vitest'
import type { Trace } from '../model/trace.ts'
import { balancer, e2eChain } from '../testing/e2e-chain.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { defaultRegistry } from './registry.ts'
import { withSkippedStations } from './skipped.ts'

const way = (net: NetworkBuilder, trace: Trace) =>
  trace.stations
    .map(({ device, leg, skipped }) => `${leg === 'response' ? '←' : ''}${net.nameOf(device)}${skipped ? '?' : ''}`)
    .join(' ')
const again = (net: NetworkBuilder, url: string, times: number) => {
  for (let i = 1; i < times; i++) net.get('client', url)
  return withSkippedStations(net.topology, net.get('client', url), defaultRegistry)
}
const oneProxy = () => e2eChain().change('lb', { config: balancer({ servers: ['px1'] }) })

describe('a station that was not needed', () => {
  it('is shown where it would have been: behind a cache that answered, where the way turned round', () => {
    const net = oneProxy()
    expect(way(net, again(net, 'http://www.example.test/cacheable/', 2))).toBe(
      'client dns net fw lb px1 web1? app1? ←web1? ←lb ←fw ←net ←client',
    )
  })

  it('is the name server, where the name was still known', () => {
    const net = oneProxy().change('client', { config: { cachesNames: true } })
    const found = again(net, 'http://www.example.test/db/', 2)
    expect(way(net, found)).toMatch(/^client dns\? net fw lb px1 web\d app\d db ←app/)
  })

  it('is everybody behind a browser that answers out of its own cache', () => {
    const net = oneProxy().change('client', { program: { id: 'chromium', profile: '156', configVersion: 0 } })
    net.change('client', { config: { httpCache: true } })
    const found = again(net, 'http://www.example.test/cacheable/', 2)
    expect(way(net, found)).toBe('client dns? net? fw? lb? px1? web1? app1? ←web1? ←px1? ←lb? ←fw? ←net?')
    expect(found.hops).toHaveLength(1)
  })

  it('is everybody behind a browser that has kept even a 404', () => {
    const net = network()
      .add('client', 'pc', { config: { httpCache: true } })
      .add('web-server', 'web', {
        config: { addHeaders: [{ name: 'Cache-Control', value: 'max-age=60', always: true }] },
      })
      .link('pc', 'web')
    const get = () => net.get('pc', `http://${net.compiled().addressesOf(net.id('web'))[0]}/none`)
    const first = get()
    expect(first.verdict.seen).toMatchObject({ status: 404 })
    expect(withSkippedStations(net.topology, first, defaultRegistry)).toBe(first)
    expect(way(net, withSkippedStations(net.topology, get(), defaultRegistry))).toBe('pc web?')
  })

  it('is none of a preflight that was still known: its exchange was no way to the answer', () => {
    const net = network()
      .add('client', 'pc')
      .add('web-app', 'app', {
        config: { corsOrigins: ['http://shop.example'], corsMaxAge: 600, endpoints: [{ method: 'any' }] },
      })
      .link('pc', 'app')
    const url = `http://${net.compiled().addressesOf(net.id('app'))[0]}:8000/`
    const put = () => net.get('pc', url, { method: 'PUT', initiator: 'fetch', pageOrigin: 'http://shop.example' })
    expect(way(net, withSkippedStations(net.topology, put(), defaultRegistry))).toBe('pc app ←pc pc app ←pc')
    expect(way(net, withSkippedStations(net.topology, put(), defaultRegistry))).toBe('pc app ←pc')
  })

  it('is none on a first request', () => {
    const net = oneProxy()
    expect(way(net, again(net, 'http://www.example.test/cacheable/', 1))).not.toContain('?')
  })

  it('is none where another server of a group had its turn', () => {
    const net = e2eChain()
    expect(way(net, again(net, 'http://www.example.test/db/', 2))).not.toContain('?')
  })

  it('is none where the request failed: then it got no further, and nothing was spared', () => {
    const net = oneProxy()
    net.get('client', 'http://www.example.test/db/')
    net.change('lb', { service: false })
    const failed = net.get('client', 'http://www.example.test/db/')
    expect(withSkippedStations(net.topology, failed, defaultRegistry)).toBe(failed)
  })

  it('is none where a fresh start would fail: there is nothing to compare with', () => {
    const net = oneProxy()
    net.get('client', 'http://www.example.test/cacheable/')
    net.change('app1', { service: false }).change('app2', { service: false })
    const hit = net.get('client', 'http://www.example.test/cacheable/')
    expect(hit.verdict.seen).toMatchObject({ status: 200 })
    expect(withSkippedStations(net.topology, hit, defaultRegistry)).toBe(hit)
  })

  it('has no hops, and changes nothing else of the trace', () => {
    const net = oneProxy()
    net.get('client', 'http://www.example.test/cacheable/')
    const hit = net.get('client', 'http://www.example.test/cacheable/')
    const shown = withSkippedStations(net.topology, hit, defaultRegistry)
    expect(shown.stations.filter((one) => one.skipped).flatMap(({ hops }) => hops)).toEqual([])
    expect(shown.stations.filter((one) => !one.skipped)).toEqual(hit.stations)
    expect({ ...shown, stations: hit.stations }).toEqual(hit)
  })
})

it('only requests for pages are compared', () => {
  const net = network().add('client', 'client', { program: 'curl' }).add('dns-server', 'dns').link('client', 'dns')
  const asked = net.send({ type: 'dns', from: 'd1', name: 'www.example.com', recordType: 'A' })
  expect(withSkippedStations(net.topology, asked, defaultRegistry)).toBe(asked)
})
