import { expect, it } from 'vitest'
import type { DnsRequestSpec } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { network, type NetworkBuilder } from '../../testing/network.ts'
import { codesOn } from '../../testing/site.ts'

const zone = 'net'
const records = (...rows: readonly (readonly [name: string, type: string, data: string, ttl?: number])[]) => ({
  records: rows.map(([name, type, data, ttl = 300]) => ({
    name,
    type,
    ...(type === 'A' ? { target: data } : { value: data }),
    ttl,
  })),
})

/** A root, a top-level domain and a shop's own name server; unbound begins at the root. */
function world(): NetworkBuilder {
  const at = (address: string) => ({ zone, interfaces: [{ network: 'z1', addresses: [address] }] })
  const net = network()
    .zone(zone, { cidr: '10.53.0.0/24', exposure: 'public' })
    .add('client', 'client', {
      program: 'curl',
      ...at('10.53.0.100'),
      config: { resolvers: ['10.53.0.10'], dnsAttempts: 1 },
    })
    .add('dns-server', 'root', {
      ...at('10.53.0.1'),
      config: { zones: ['.'], ...records(['example', 'NS', 'ns.example'], ['ns.example', 'A', '10.53.0.2']) },
    })
    .add('dns-server', 'tld', {
      ...at('10.53.0.2'),
      config: {
        zones: ['example'],
        ...records(['shop.example', 'NS', 'ns.shop.example'], ['ns.shop.example', 'A', '10.53.0.3']),
      },
    })
    .add('dns-server', 'own', {
      ...at('10.53.0.3'),
      config: records(['www.shop.example', 'CNAME', 'shop.example', 20], ['shop.example', 'A', '203.0.113.10', 60]),
    })
    .add('dns-server', 'resolver', { program: 'unbound', ...at('10.53.0.10'), config: { rootServers: ['10.53.0.1'] } })
  for (const name of ['root', 'tld', 'own']) net.cable('resolver', name, { latencyMs: 0 })
  return net.cable('client', 'resolver', { latencyMs: 0 })
}

const ask = (net: NetworkBuilder, name: string) => {
  const request: DnsRequestSpec = { type: 'dns', from: net.id('client'), name, recordType: 'A' }
  return net.send(request)
}
const asked = (net: NetworkBuilder, trace: ReturnType<typeof ask>) =>
  ['root', 'tld', 'own'].filter((name) => codesOn(net, name, trace).length > 0)

it('goes from the root down, one referral after the other, and follows the alias', () => {
  const net = world()
  const trace = ask(net, 'www.shop.example')
  expect(trace.verdict.seen).toEqual({
    type: 'dns-answer',
    rcode: 'NOERROR',
    answers: ['shop.example', '203.0.113.10'],
  })
  expect(asked(net, trace)).toEqual(['root', 'tld', 'own'])
})

it('keeps each record for its own time, and the way to the zone longer', () => {
  const net = world()
  ask(net, 'www.shop.example')
  expect(asked(net, ask(net, 'www.shop.example'))).toEqual([])
  net.wait(61_000)
  expect(asked(net, ask(net, 'www.shop.example'))).toEqual(['own'])
})

it('keeps a "no such name" too, as long as the start of authority says', () => {
  const net = world()
  expect(ask(net, 'nope.shop.example').verdict.seen).toMatchObject({ rcode: 'NXDOMAIN' })
  expect(asked(net, ask(net, 'nope.shop.example'))).toEqual([])
})

it('says SERVFAIL when the server in charge refuses, and keeps on answering what it knows when it is gone', () => {
  const net = world()
  ask(net, 'shop.example')
  net.change('own', { config: { zones: ['other.example'], records: [] } })
  expect(ask(net, 'new.shop.example').verdict.seen).toMatchObject({ rcode: 'SERVFAIL' })
  net.change('own', { power: false })
  expect(ask(net, 'shop.example').verdict.seen).toMatchObject({ rcode: 'NOERROR', answers: ['203.0.113.10'] })
})

it('waits longer each time for a server that is silent, until the one who asked has gone', () => {
  const net = world().change('own', { service: false })
  expect(ask(net, 'shop.example').verdict.seen.type).toBe('timed-out')
})

it('two that ask each other do not ask in circles: the same question is asked once at a time', () => {
  const net = network()
    .zone(zone, { cidr: '10.53.0.0/24' })
    .add('client', 'client', { program: 'curl', zone, config: { resolvers: ['10.53.0.10'], dnsAttempts: 1 } })
    .add('dns-server', 'one', {
      program: 'unbound',
      zone,
      interfaces: [{ network: 'z1', addresses: ['10.53.0.10'] }],
      config: { forwardTo: ['10.53.0.20'] },
    })
    .add('dns-server', 'other', {
      program: 'dnsmasq',
      zone,
      interfaces: [{ network: 'z1', addresses: ['10.53.0.20'] }],
      config: { servers: ['10.53.0.10'] },
    })
    .link('client', 'one', 'other')
  const trace = ask(net, 'www.shop.example')
  expect(trace.verdict.seen.type).toBe('timed-out')
  expect(trace.hops.length).toBeLessThan(40)
})

it('takes from a server nothing about names outside its zone, though it says it: it asks who is in charge', () => {
  const net = world()
  const tld = net.device('tld').config['records'] as readonly JsonObject[]
  const more = records(['bank.example', 'NS', 'ns.bank.example'], ['ns.bank.example', 'A', '10.53.0.4'])
  net.change('tld', { config: { records: [...tld, ...more.records] } })
  const lies = records(['www.shop.example', 'CNAME', 'www.bank.example'], ['www.bank.example', 'A', '203.0.113.66'])
  net.change('own', { config: { zones: ['shop.example', 'bank.example'], ...lies } })
  net.add('dns-server', 'bank', {
    zone,
    interfaces: [{ network: 'z1', addresses: ['10.53.0.4'] }],
    config: { zones: ['bank.example'], ...records(['www.bank.example', 'A', '203.0.113.99']) },
  })
  net.cable('resolver', 'bank')
  expect(ask(net, 'www.shop.example').verdict.seen).toMatchObject({ answers: ['www.bank.example', '203.0.113.99'] })
})
