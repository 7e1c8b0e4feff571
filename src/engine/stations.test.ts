import { describe, expect, it } from 'vitest'
import type { HttpRequestSpec, Request } from '../model/request.ts'
import type { Trace } from '../model/trace.ts'
import { e2eChain } from '../testing/e2e-chain.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

/** The stations by name, those of the way back with an arrow. */
const way = (net: NetworkBuilder, trace: Trace) =>
  trace.stations.map(({ device, leg }) => `${leg === 'response' ? '←' : ''}${net.nameOf(device)}`).join(' ')
const hopsOf = (net: NetworkBuilder, trace: Trace, name: string, leg: 'request' | 'response' = 'request') =>
  trace.stations.filter((one) => one.leg === leg && net.nameOf(one.device) === name).flatMap(({ hops }) => hops)
const db = 'http://www.example.test/db/'

interface Fact {
  readonly what: string
  readonly net: () => NetworkBuilder
  readonly url?: string
  readonly request?: Partial<HttpRequestSpec>
  readonly stations: string
}

const toProxy = 'client dns net fw lb px1'
const fromProxy = '←px1 ←lb ←fw ←net ←client'

const facts: readonly Fact[] = [
  {
    what: 'everything there and everything back',
    net: e2eChain,
    stations: `${toProxy} web1 app1 db ←app1 ←web1 ${fromProxy}`,
  },
  {
    what: 'the TLS handshake folds into the way there',
    net: e2eChain,
    url: 'https://www.example.test/db/',
    stations: `${toProxy} web1 app1 db ←app1 ←web1 ${fromProxy}`,
  },
  {
    what: 'a try that another one replaced folds into who tried',
    net: () => e2eChain().change('app1', { service: false }),
    stations: `${toProxy} web1 app2 db ←app2 ←web1 ${fromProxy}`,
  },
  {
    what: 'a refusal stands where it was given',
    net: () => e2eChain().change('lb', { service: false }),
    stations: 'client dns net fw lb ←fw ←net ←client',
  },
  {
    what: 'a time-out ends with the sender, from where it was lost nothing comes back',
    net: () => e2eChain().change('fw', { config: { rules: [] } }),
    stations: 'client dns net fw ←client',
  },
  {
    what: 'an answer of the proxy’s own turns round there, though the fault lies behind it',
    net: () => e2eChain().change('web1', { service: false }).change('web2', { service: false }),
    stations: `${toProxy} web2 ${fromProxy}`,
  },
  {
    what: 'a rejection turns round at the firewall as a refusal does at its server',
    net: () => e2eChain().change('fw', { config: { rules: [{ action: 'reject' }] } }),
    stations: 'client dns net fw ←net ←client',
  },
  {
    what: 'a name that nobody knows ends at the name server, and the way there is the journey',
    net: e2eChain,
    url: 'http://wrong.example.test/',
    stations: 'client net dns ←net ←client',
  },
  {
    what: 'a handshake that worked is not the way back of a service that never answers',
    net: () => e2eChain().change('lb', { fault: { type: 'hung' } }),
    stations: 'client dns net fw lb ←client',
  },
  {
    what: 'a certificate that nobody trusts did come back',
    net: () => e2eChain().change('lb', { config: { certificateState: 'expired' } }),
    url: 'https://www.example.test/db/',
    stations: 'client dns net fw lb ←fw ←net ←client',
  },
  {
    what: 'an address needs no name server',
    net: e2eChain,
    url: 'http://203.0.113.10/',
    request: { headers: [['Host', 'www.example.test']] },
    stations: 'client net fw lb px1 web1 app1 ←web1 ←px1 ←lb ←fw ←net ←client',
  },
]

describe('the stations', () => {
  it.each(facts.map((fact) => [fact.what, fact] as const))('%s', (_what, fact) => {
    const net = fact.net()
    const trace = net.get('client', fact.url ?? db, fact.request)
    expect(way(net, trace)).toBe(fact.stations)
  })

  it('hold every hop once, in its order', () => {
    const net = e2eChain()
    const trace = net.get('client', db)
    const all = trace.stations.flatMap(({ hops }) => hops)
    expect(all.toSorted((a, b) => a - b)).toEqual(trace.hops.map(({ id }) => id))
    for (const { hops } of trace.stations) expect(hops).toEqual(hops.toSorted((a, b) => a - b))
  })

  it('keep SYNs that were sent again with the sender', () => {
    const net = e2eChain().change('fw', { config: { rules: [] } })
    const trace = net.get('client', db)
    const syns = trace.hops.filter(
      ({ device, steps }) => device === 'd1' && steps.some((step) => step.action === 'retried'),
    )
    expect(syns).toHaveLength(1)
    expect(hopsOf(net, trace, 'client')).toContain(syns[0]!.id)
  })

  it('keep what a failed try did with the one who tried', () => {
    const net = e2eChain().change('app1', { service: false })
    const trace = net.get('client', db)
    const refused = trace.hops.filter(({ device }) => net.nameOf(device) === 'app1').map(({ id }) => id)
    expect(refused.length).toBeGreaterThan(0)
    expect(hopsOf(net, trace, 'web1')).toEqual(expect.arrayContaining(refused))
  })

  it('are those of the message, though its preflight went to another server', () => {
    const net = network()
      .add('client', 'pc')
      .add('web-server', 'web')
      .add('web-app', 'a', { config: { corsOrigins: ['http://shop.example'], endpoints: [{ method: 'any' }] } })
      .add('web-app', 'b', { config: { corsOrigins: ['http://shop.example'], endpoints: [{ method: 'any' }] } })
      .link('pc', 'web', 'a')
      .link('web', 'b')
    const url = `http://${net.compiled().addressesOf(net.id('web'))[0]}/`
    const trace = net.get('pc', url, { method: 'PUT', initiator: 'fetch', pageOrigin: 'http://shop.example' })
    expect(way(net, trace)).toBe('pc web b ←web ←pc')
  })

  it('know nothing of health checks', () => {
    const net = e2eChain()
    net.wait(5000)
    expect(net.get('client', db).hops.some(({ purpose }) => purpose === 'check')).toBe(false)
  })

  it.each<[string, (from: string) => Request, string]>([
    [
      'a question for a name',
      (from) => ({ type: 'dns', from, name: 'www.example.test', recordType: 'A' }),
      'client net dns ←net ←client',
    ],
    ['a ping', (from) => ({ type: 'ping', from, host: '192.0.2.53' }), 'client net dns ←net ←client'],
    [
      'a port check',
      (from) => ({ type: 'tcp', from, host: '203.0.113.10', port: 80 }),
      'client net fw lb ←fw ←net ←client',
    ],
  ])('%s has its own', (_what, request, expected) => {
    const net = e2eChain()
    expect(way(net, net.send(request(net.id('client'))))).toBe(expected)
  })

  it('are the sender alone where nothing leaves it', () => {
    const net = network().add('client', 'pc', { program: 'curl' })
    expect(way(net, net.get('pc', 'http://203.0.113.10/'))).toBe('pc ←pc')
  })
})
