import type { Device, JsonObject } from '../model/topology.ts'
import { network, type NetworkBuilder } from './network.ts'

/** A part of the recorded chain, by the names of the recordings. */
export type Tier = 'client' | 'dns' | 'net' | 'fw' | 'lb' | 'px1' | 'px2' | 'web1' | 'web2' | 'app1' | 'app2' | 'db'

/** What a case changes before its first request. */
export type Change = Omit<Partial<Device>, 'config'> & { readonly config?: JsonObject }

const place = (network: string, ...addresses: string[]) => ({ interfaces: [{ network, addresses }] })
const cables: readonly (readonly [Tier, Tier])[] = [
  ['client', 'net'],
  ['net', 'dns'],
  ['net', 'fw'],
  ['fw', 'lb'],
  ['fw', 'px1'],
  ['fw', 'px2'],
  ['fw', 'web1'],
  ['fw', 'web2'],
  ['fw', 'app1'],
  ['fw', 'app2'],
  ['fw', 'db'],
]
/** Ids are given out in the order in which devices and cables are added. */
const order: readonly Tier[] = ['client', 'dns', 'net', 'fw', 'lb', 'px1', 'px2', 'web1', 'web2', 'app1', 'app2', 'db']
export const idOf = (tier: Tier): string => `d${order.indexOf(tier) + 1}`
const cableOf = (from: Tier, to: Tier): string =>
  `l${cables.findIndex(([one, other]) => one === from && other === to) + 1}`

/** The base rules of the recordings' head; `est` is the firewall's memory. */
export const baseRules: readonly JsonObject[] = [
  { name: 'wan', interfaceIn: 'wan', interfaceOut: 'dmz', to: '10.0.1.10', protocol: 'tcp', ports: '80, 443' },
  { name: 'px1', interfaceIn: 'dmz', interfaceOut: 'lan', from: '10.0.1.21', protocol: 'tcp', ports: '80' },
  { name: 'px2', interfaceIn: 'dmz', interfaceOut: 'lan', from: '10.0.1.22', protocol: 'tcp', ports: '80' },
]

/** The application of the recordings, as far as its pages differ for a network. */
export const endpoints: readonly JsonObject[] = [
  { method: 'any', path: '/', contentType: 'text/html' },
  { method: 'GET', path: '/db/', usesDatabase: 'reads' },
  { method: 'GET', path: '/cacheable/', cacheControl: 'max-age=60' },
  { method: 'POST', path: '/api/' },
]

const css = { path: '/static/a.css', bytes: 4000, type: 'text/css' }
const name = 'www.example.test'
const apps: readonly JsonObject[] = [{ server: idOf('app1') }, { server: idOf('app2') }]
export const webs: readonly JsonObject[] = [{ server: idOf('web1') }, { server: idOf('web2') }]

const proxy: JsonObject = {
  https: false,
  upstreams: webs,
  proxyHost: '$host',
  forwardedHeaders: true,
  cache: true,
  connectTimeoutMs: 1000,
  readTimeoutMs: 6000,
}
const app: JsonObject = { endpoints, allowedHosts: [name], database: idOf('db') }

/** The topology of the `e2e_chain` recordings: addresses, time-outs and base rules stand in the file's head. */
export function e2eChain(): NetworkBuilder {
  const dmz = { zone: 'dmz' }
  const lan = { zone: 'lan' }
  const net = network()
    .zone('dmz', { cidr: '10.0.1.0/24', exposure: 'dmz' })
    .zone('lan', { cidr: '10.0.2.0/24' })
    .add('client', 'client', {
      program: 'curl',
      ...place(cableOf('client', 'net'), '198.51.100.10'),
      config: { connectTimeoutMs: 3000, totalTimeoutMs: 14_000, dnsTimeoutMs: 1000, dnsAttempts: 2 },
    })
    .add('dns-server', 'dns', {
      program: 'bind',
      ...place(cableOf('net', 'dns'), '192.0.2.53'),
      config: { records: [{ name, type: 'A', target: '203.0.113.10' }] },
    })
    .add('internet', 'net')
    .add('firewall', 'fw', {
      ...place(cableOf('net', 'fw'), '203.0.113.2', '203.0.113.10'),
      config: {
        rules: baseRules,
        portForwarding: [
          { protocol: 'tcp', port: 80, to: '10.0.1.10' },
          { protocol: 'tcp', port: 443, to: '10.0.1.10' },
        ],
        masquerade: false,
      },
    })
    .add('load-balancer', 'lb', {
      ...dmz,
      ...place('z1', '10.0.1.10'),
      config: {
        mode: 'http',
        servers: [{ server: idOf('px1') }, { server: idOf('px2') }],
        connectTimeoutMs: 1000,
        serverTimeoutMs: 9000,
        retries: 2,
        redispatch: true,
        checkIntervalMs: 250,
        fall: 2,
        rise: 1,
        forwardedFor: true,
        forwardedProto: true,
      },
    })
    .add('reverse-proxy', 'px1', { ...dmz, program: 'nginx', ...place('z1', '10.0.1.21'), config: proxy })
    .add('reverse-proxy', 'px2', { ...dmz, program: 'nginx', ...place('z1', '10.0.1.22'), config: proxy })
    .add('web-server', 'web1', {
      ...lan,
      program: 'nginx',
      ...place('z2', '10.0.2.31'),
      config: {
        upstreams: apps,
        serverNames: [name],
        proxyHost: '$host',
        forwardedHeaders: true,
        files: [css],
        connectTimeoutMs: 1000,
        readTimeoutMs: 2000,
      },
    })
    .add('web-server', 'web2', {
      ...lan,
      program: 'apache',
      ...place('z2', '10.0.2.32'),
      config: {
        upstreams: apps,
        serverNames: [name],
        preserveHost: true,
        files: [css],
        connectTimeoutMs: 1000,
        timeoutMs: 2000,
      },
    })
    .add('web-app', 'app1', { ...lan, ...place('z2', '10.0.2.41'), config: app })
    .add('web-app', 'app2', { ...lan, ...place('z2', '10.0.2.42'), config: app })
    .add('database', 'db', { ...lan, program: 'postgresql', ...place('z2', '10.0.2.50') })
  for (const [from, to] of cables) net.cable(from, to, { latencyMs: 0 })
  return net
}
