import { describe, expect, it } from 'vitest'
import type { HttpRequestSpec, Request } from '../model/request.ts'
import type { Trace } from '../model/trace.ts'
import { e2eChain } from '../testing/e2e-chain.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

/** The stations by name: those of the way back with an arrow, those tried in vain with a cross; `|` between exchanges. */
const way = (net: NetworkBuilder, trace: Trace) =>
  trace.stations
    .map(({ device, leg, tried, pass = 0 }, index) => {
      const isNext = index > 0 && pass !== (trace.stations[index - 1]?.pass ?? 0)
      return `${isNext ? '| ' : ''}${leg === 'response' ? '←' : ''}${net.nameOf(device)}${tried ? '✗' : ''}`
    })
    .join(' ')
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
    what: 'who was tried in vain stands between who tried and who came next',
    net: () => e2eChain().change('app1', { service: false }),
    stations: `${toProxy} web1 app1✗ app2 db ←app2 ←web1 ${fromProxy}`,
  },
  {
    what: 'who is switched off was tried in vain too, though no packet could leave',
    net: () => e2eChain().change('app1', { power: false }),
    stations: `${toProxy} web1 app1✗ app2 db ←app2 ←web1 ${fromProxy}`,
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
    stations: `${toProxy} web1✗ web2✗ ${fromProxy}`,
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

  it('keep what happened in a try in vain, with what the one who tried made of it', () => {
    const net = e2eChain().change('app1', { service: false })
    const trace = net.get('client', db)
    const tried = trace.stations.find((one) => one.tried)
    const did = tried?.hops.map((id) => trace.hops[id]!) ?? []
    expect(did.map(({ device }) => net.nameOf(device))).toEqual(['fw', 'app1', 'fw', 'web1', 'web1'])
    expect(did[1]?.steps.map(({ code }) => code)).toEqual(['net.service-stopped'])
    expect(did.at(-1)?.steps.map(({ code }) => code)).toContain('nginx.next-server')
  })

  it('are those of each exchange by itself: of a preflight and of its message, though to another server', () => {
    const net = network()
      .add('client', 'pc')
      .add('web-server', 'web')
      .add('web-app', 'a', { config: { corsOrigins: ['http://shop.example'], endpoints: [{ method: 'any' }] } })
      .add('web-app', 'b', { config: { corsOrigins: ['http://shop.example'], endpoints: [{ method: 'any' }] } })
      .link('pc', 'web', 'a')
      .link('web', 'b')
    const url = `http://${net.compiled().addressesOf(net.id('web'))[0]}/`
    const trace = net.get('pc', url, { method: 'PUT', initiator: 'fetch', pageOrigin: 'http://shop.example' })
    expect(way(net, trace)).toBe('pc web a ←web ←pc | pc web b ←web ←pc')
  })

  it('end at the browser where it refuses after the preflight', () => {
    const net = network()
      .add('client', 'pc')
      .add('web-app', 'app', { config: { corsOrigins: ['http://shop.example'], endpoints: [{ method: 'any' }] } })
      .link('pc', 'app')
    const url = `http://${net.compiled().addressesOf(net.id('app'))[0]}:8000/`
    const trace = net.get('pc', url, { method: 'PUT', initiator: 'fetch', pageOrigin: 'http://other.example' })
    expect(trace.verdict.seen.type).toBe('blocked-by-cors')
    expect(way(net, trace)).toBe('pc app ←pc')
    const last = trace.hops[trace.stations.at(-1)!.hops.at(-1)!]
    expect(last?.steps.at(-1)).toMatchObject({ action: 'denied', code: 'chromium.unsent-no-allow-origin' })
  })

  it('are those of each server that a redirect leads to', () => {
    const net = network()
      .add('client', 'pc')
      .add('reverse-proxy', 'old')
      .add('web-server', 'new')
      .add('internet', 'net')
      .link('pc', 'net', 'old')
      .link('net', 'new')
    const [old, target] = ['old', 'new'].map((name) => `http://${net.compiled().addressesOf(net.id(name))[0]}/`)
    net.change('old', { config: { locations: [{ path: '/', action: 'return', status: 301, text: target! }] } })
    const trace = net.get('pc', old!)
    expect(trace.verdict.seen).toMatchObject({ status: 200 })
    expect(way(net, trace)).toBe('pc net old ←net ←pc | pc net new ←net ←pc')
    const between = trace.stations[4]!.hops.flatMap((id) => trace.hops[id]!.steps.map(({ code }) => code))
    expect(between).toContain('chromium.redirect')
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
