import { describe, expect, it } from 'vitest'
import type { HttpRequestSpec } from '../model/request.ts'
import type { JsonObject } from '../model/topology.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { definitionOf } from './definitions.ts'

/**
 * A setting that changes nothing must not exist. For each one: a config with and one without it, what is sent, and
 * what is compared is the whole trace.
 */
interface Effect {
  readonly set: JsonObject
  readonly against?: JsonObject
  /** Sent one after the other; the traces of all are compared. */
  readonly requests?: readonly (Partial<HttpRequestSpec> & { readonly afterMs?: number })[]
  readonly arrange?: (built: NetworkBuilder) => void
}

type Table = Readonly<Record<string, Effect>>

const app = 'http://www.example.com/api/x'
const page = 'http://shop.example'

const secure = { url: 'https://www.example.com/' }

/** A web server with TLS in the place of the app. */
function withTls(built: NetworkBuilder): void {
  const program = { id: 'nginx', profile: '1.22', configVersion: 0 }
  built.change('app', { kind: 'web-server', program, config: { https: true } })
}

const clients: Table = {
  hosts: { set: { hosts: [{ name: 'www.example.com', address: '192.168.1.99' }] } },
  resolvers: { set: { resolvers: ['192.168.1.77'] } },
  dnsTimeoutMs: { set: { dnsTimeoutMs: 900 }, arrange: (built) => built.change('dns', { power: false }) },
  searchDomains: {
    set: { searchDomains: ['example.com'] },
    requests: [{ url: 'http://www/' }],
  },
  ndots: {
    set: { searchDomains: ['example.com'], ndots: 2 },
    against: { searchDomains: ['example.com'] },
    requests: [{ url: 'http://nope.www/' }],
  },
  tlsLowest: { set: { tlsLowest: '1.3' }, requests: [secure], arrange: withTls },
  tlsHighest: { set: { tlsHighest: '1.2' }, requests: [secure], arrange: withTls },
  tlsCiphers: { set: { tlsCiphers: 'ECDHE-RSA-AES128-GCM-SHA256' }, requests: [secure], arrange: withTls },
  clientCertificate: { set: { clientCertificate: 'expired' }, requests: [secure], arrange: withTls },
  dnsAttempts: { set: { dnsAttempts: 3 }, arrange: (built) => built.change('dns', { service: false }) },
  connectTimeoutMs: { set: { connectTimeoutMs: 700 }, arrange: (built) => built.change('app', { power: false }) },
  totalTimeoutMs: {
    set: { totalTimeoutMs: 700 },
    arrange: (built) => built.change('app', { fault: { type: 'hung' } }),
  },
}

const fetch = { initiator: 'fetch', pageOrigin: page } as const
const preflighted = { ...fetch, method: 'PUT' } as const

const oneHost = { hosts: [{ name: 'host.example.com', address: 'd3' }] }

/** A DNS server that others can ask: `d5`. It knows two addresses; the client keeps nothing itself. */
function withSecondServer(built: NetworkBuilder): void {
  const records = ['d3', '192.168.1.99'].map((target) => ({ name: 'www.example.com', target, ttl: 90 }))
  built.add('dns-server', 'upper', { zone: 'lan', config: { records } }).link('dns', 'upper')
  built.change('browser', { program: { id: 'curl', profile: '7.88', configVersion: 0 } })
}

const tables: Readonly<Record<string, Table>> = {
  chromium: {
    ...clients,
    thirdPartyCookies: {
      set: { thirdPartyCookies: 'allowed' },
      arrange: (built) => {
        const config = { addHeaders: [{ name: 'Set-Cookie', value: 'a=1', always: true }] }
        built.change('app', { program: { id: 'nginx', profile: '1.22', configVersion: 0 }, config })
      },
      requests: [{ initiator: 'image', pageOrigin: page }],
    },
    httpsFirst: { set: { httpsFirst: true } },
    httpCache: { set: { httpCache: true } },
    corsRules: {
      set: { corsRules: 'standard' },
      requests: [{ ...fetch, headers: [['Save-Data', 'on']] }],
    },
  },
  curl: {
    ...clients,
    insecure: { set: { insecure: true }, requests: [secure], arrange: withTls },
    followRedirects: {
      set: { followRedirects: true },
      arrange: (built) => built.change('app', { config: { port: 80, endpoints: [{ path: '/api/x/' }] } }),
    },
    maxRedirects: {
      set: { followRedirects: true, maxRedirects: 2 },
      against: { followRedirects: true },
      arrange: (built) =>
        built.change('app', { config: { port: 80, endpoints: [{ path: '/*', status: 302, location: '/y' }] } }),
    },
    cachesNames: { set: { cachesNames: true }, requests: [{}, {}] },
  },
  bind: {
    records: { set: { records: [{ name: 'www.example.com', target: '192.168.1.99' }] } },
    'records.name': { set: { records: [{ name: 'w.example.com', target: '192.168.1.99' }] } },
    'records.type': {
      set: { records: [{ name: 'www.example.com', type: 'TXT', value: 'a' }] },
      against: { records: [{ name: 'www.example.com', type: 'CNAME', value: 'a' }] },
    },
    'records.target': {
      set: { records: [{ name: 'www.example.com', target: '192.168.1.99' }] },
      against: { records: [{ name: 'www.example.com', target: 'd3' }] },
    },
    'records.value': {
      set: { records: [{ name: 'www.example.com', type: 'CNAME', value: 'a.example.com' }] },
      against: { records: [{ name: 'www.example.com', type: 'CNAME', value: 'b.example.com' }] },
    },
    'records.ttl': {
      set: { records: [{ name: 'www.example.com', target: 'd3', ttl: 5 }] },
      against: { records: [{ name: 'www.example.com', target: 'd3', ttl: 60 }] },
    },
    zones: { set: { zones: ['example.org'] } },
    negativeTtl: { set: { negativeTtl: 1 }, requests: [{ url: 'http://nope.example.com' }] },
  },
  dnsmasq: {
    servers: { set: { servers: ['192.168.1.77'] } },
    hosts: { set: { hosts: [{ name: 'www.example.com', address: '192.168.1.99' }] } },
    domains: { set: { domains: [{ domain: 'example.com', address: '192.168.1.99' }] } },
    'domains.domain': {
      set: { domains: [{ domain: 'example.com', address: '192.168.1.99' }] },
      against: { domains: [{ domain: 'example.org', address: '192.168.1.99' }] },
    },
    'domains.address': {
      set: { domains: [{ domain: 'example.com', address: '192.168.1.99' }] },
      against: { domains: [{ domain: 'example.com', address: 'd3' }] },
    },
    aliases: { set: { ...oneHost, aliases: [{ name: 'www.example.com', target: 'host.example.com' }] } },
    'aliases.name': {
      set: { ...oneHost, aliases: [{ name: 'www.example.com', target: 'host.example.com' }] },
      against: { ...oneHost, aliases: [{ name: 'w.example.com', target: 'host.example.com' }] },
    },
    'aliases.target': {
      set: { ...oneHost, aliases: [{ name: 'www.example.com', target: 'host.example.com' }] },
      against: { ...oneHost, aliases: [{ name: 'www.example.com', target: 'other.example.com' }] },
    },
    localDomains: { set: { localDomains: ['example.com'] } },
    stopRebind: {
      set: { servers: ['d5'], stopRebind: true },
      against: { servers: ['d5'] },
      arrange: withSecondServer,
    },
    localTtl: {
      set: { hosts: [{ name: 'www.example.com', address: 'd3' }], localTtl: 60 },
      against: { hosts: [{ name: 'www.example.com', address: 'd3' }] },
    },
    cacheSize: {
      set: { servers: ['d5'], cacheSize: 0 },
      against: { servers: ['d5'] },
      requests: [{}, {}],
      arrange: withSecondServer,
    },
  },
  unbound: {
    forwardTo: { set: { forwardTo: ['192.168.1.77'] } },
    rootServers: { set: { rootServers: ['192.168.1.77'] } },
    localData: { set: { localData: [{ name: 'www.example.com', address: 'd3' }] } },
    'localData.name': {
      set: { localData: [{ name: 'www.example.com', address: 'd3' }] },
      against: { localData: [{ name: 'w.example.com', address: 'd3' }] },
    },
    'localData.address': {
      set: { localData: [{ name: 'www.example.com', address: 'd3' }] },
      against: { localData: [{ name: 'www.example.com', address: '192.168.1.99' }] },
    },
    roundRobin: {
      set: { forwardTo: ['d5'], roundRobin: false },
      against: { forwardTo: ['d5'] },
      requests: [{}, {}],
      arrange: withSecondServer,
    },
  },
  django: {
    port: { set: { port: 8080 } },
    endpoints: { set: { endpoints: [] } },
    'endpoints.method': {
      set: { endpoints: [{ path: '/*', method: 'POST' }] },
      against: { endpoints: [{ path: '/*' }] },
    },
    'endpoints.path': { set: { endpoints: [{ path: '/x' }] }, against: { endpoints: [{ path: '/*' }] } },
    'endpoints.status': {
      set: { endpoints: [{ path: '/*', status: 201 }] },
      against: { endpoints: [{ path: '/*' }] },
    },
    'endpoints.usesDatabase': {
      set: { endpoints: [{ path: '/*', usesDatabase: 'writes' }] },
      against: { endpoints: [{ path: '/*', usesDatabase: 'reads' }] },
    },
    'endpoints.durationMs': {
      set: { endpoints: [{ path: '/*', durationMs: 1 }] },
      against: { endpoints: [{ path: '/*' }] },
    },
    'endpoints.contentType': {
      set: { endpoints: [{ path: '/*', contentType: 'text/html' }] },
      against: { endpoints: [{ path: '/*' }] },
    },
    'endpoints.body': { set: { endpoints: [{ path: '/*', body: 'hi' }] }, against: { endpoints: [{ path: '/*' }] } },
    'endpoints.bytes': { set: { endpoints: [{ path: '/*', bytes: 9 }] }, against: { endpoints: [{ path: '/*' }] } },
    'endpoints.cacheControl': {
      set: { endpoints: [{ path: '/*', cacheControl: 'max-age=60' }] },
      against: { endpoints: [{ path: '/*' }] },
    },
    'endpoints.location': {
      set: { endpoints: [{ path: '/*', status: 302, location: '/y' }] },
      against: { endpoints: [{ path: '/*', status: 302 }] },
    },
    appendSlash: {
      set: { appendSlash: false, endpoints: [{ path: '/api/x/' }] },
      against: { endpoints: [{ path: '/api/x/' }] },
    },
    allowedHosts: { set: { allowedHosts: ['other.example'] } },
    corsOrigins: { set: { corsOrigins: [page] }, requests: [fetch] },
    corsCredentials: {
      set: { corsOrigins: [page], corsCredentials: true },
      against: { corsOrigins: [page] },
      requests: [{ ...fetch, credentials: 'include' }],
    },
    corsMethods: {
      set: { corsOrigins: [page], corsMethods: ['GET'] },
      against: { corsOrigins: [page] },
      requests: [preflighted],
    },
    corsHeaders: {
      set: { corsOrigins: [page], corsHeaders: ['x-a'] },
      against: { corsOrigins: [page] },
      requests: [{ ...fetch, headers: [['X-A', '1']] }],
    },
    corsMaxAge: {
      set: { corsOrigins: [page], corsMaxAge: 0 },
      against: { corsOrigins: [page] },
      requests: [preflighted],
    },
    database: { set: { database: 'd99' } },
    databaseTimeoutMs: {
      set: { databaseTimeoutMs: 2000 },
      arrange: (built) => built.change('data', { power: false }),
    },
    workerTimeoutMs: {
      set: { workerTimeoutMs: 1000, endpoints: [{ path: '/*', durationMs: 5000 }] },
      against: { endpoints: [{ path: '/*', durationMs: 5000 }] },
    },
    'endpoints.ends': {
      set: { endpoints: [{ path: '/*', ends: 'raises' }] },
      against: { endpoints: [{ path: '/*' }] },
    },
    'endpoints.showsForm': {
      set: { csrfProtection: true, endpoints: [{ path: '/*', showsForm: true }] },
      against: { csrfProtection: true, endpoints: [{ path: '/*' }] },
    },
    'endpoints.csrfExempt': {
      set: { csrfProtection: true, endpoints: [{ path: '/*', method: 'any', csrfExempt: true }] },
      against: { csrfProtection: true, endpoints: [{ path: '/*', method: 'any' }] },
      requests: [{ method: 'POST' }],
    },
    'endpoints.tellsRequest': {
      set: { endpoints: [{ path: '/*', tellsRequest: true }] },
      against: { endpoints: [{ path: '/*' }] },
    },
    notFoundPage: { set: { endpoints: [], notFoundPage: '<h1>Lost</h1>' }, against: { endpoints: [] } },
    serverErrorPage: {
      set: { endpoints: [{ path: '/*', ends: 'raises' }], serverErrorPage: '<h1>Sorry</h1>' },
      against: { endpoints: [{ path: '/*', ends: 'raises' }] },
    },
    debug: { set: { allowedHosts: [], debug: true }, against: { allowedHosts: [] } },
    useForwardedHost: {
      set: { useForwardedHost: true, allowedHosts: ['www.example.com'] },
      against: { allowedHosts: ['www.example.com'] },
      requests: [{ headers: [['X-Forwarded-Host', 'a.example']] }],
    },
    trustForwardedProto: {
      set: { sslRedirect: true, trustForwardedProto: true },
      against: { sslRedirect: true },
      requests: [{ headers: [['X-Forwarded-Proto', 'https']] }],
    },
    sslRedirect: { set: { sslRedirect: true } },
    hstsSeconds: {
      set: { trustForwardedProto: true, hstsSeconds: 60 },
      against: { trustForwardedProto: true },
      requests: [{ headers: [['X-Forwarded-Proto', 'https']] }],
    },
    csrfProtection: { set: { csrfProtection: true }, requests: [{ method: 'POST' }] },
    csrfTrustedOrigins: {
      set: { csrfProtection: true, csrfTrustedOrigins: [page] },
      against: { csrfProtection: true },
      requests: [{ method: 'POST', headers: [['Origin', page]] }],
    },
    maxBodyBytes: { set: { maxBodyBytes: 3 }, requests: [{ method: 'POST', body: 'abcd' }] },
    workers: {
      set: { workers: 2, endpoints: [{ path: '/*', durationMs: 9000 }] },
      against: { endpoints: [{ path: '/*', durationMs: 9000 }] },
      requests: [{ timeoutMs: 1000 }, {}],
    },
    coldStartMs: { set: { coldStartMs: 160 } },
    forwardedAllowIps: {
      set: { sslRedirect: true, forwardedAllowIps: ['*'] },
      against: { sslRedirect: true },
      requests: [{ headers: [['X-Forwarded-Proto', 'https']] }],
    },
  },
  sqlite: {
    fileName: { set: { fileName: 'shop.db' } },
    hasTables: { set: { hasTables: false } },
    rows: { set: { rows: 3 } },
    queryMs: { set: { queryMs: 77 } },
    hasDirectory: { set: { hasDirectory: false } },
    otherLock: { set: { otherLock: 'exclusive' } },
    busyTimeoutMs: { set: { otherLock: 'exclusive', busyTimeoutMs: 900 }, against: { otherLock: 'exclusive' } },
  },
  postgresql: {
    port: { set: { port: 5433 } },
    listenAddress: { set: { listenAddress: 'localhost' } },
    acceptsPassword: { set: { acceptsPassword: false } },
    hasTables: { set: { hasTables: false } },
    rows: { set: { rows: 3 } },
    queryMs: { set: { queryMs: 77 } },
    maxConnections: { set: { maxConnections: 10, otherConnections: 50 }, against: { otherConnections: 50 } },
    otherConnections: { set: { otherConnections: 97 } },
    login: { set: { login: 'unknown-user' } },
    mayUseTables: { set: { mayUseTables: false } },
    tableLockedMs: { set: { tableLockedMs: 300 } },
  },
  mysql: {
    port: { set: { port: 3307 } },
    listenAddress: { set: { listenAddress: 'localhost' } },
    acceptsPassword: { set: { acceptsPassword: false } },
    login: { set: { login: 'unknown-user' } },
    hasTables: { set: { hasTables: false } },
    mayUseTables: { set: { mayUseTables: false } },
    rows: { set: { rows: 3 } },
    queryMs: { set: { queryMs: 77 } },
    maxConnections: { set: { maxConnections: 10, otherConnections: 50 }, against: { otherConnections: 50 } },
    otherConnections: { set: { otherConnections: 151 } },
    rowsLockedMs: { set: { rowsLockedMs: 300 }, requests: [{ method: 'POST' }] },
    lockWaitMs: {
      set: { rowsLockedMs: 9000, lockWaitMs: 1000 },
      against: { rowsLockedMs: 9000 },
      requests: [{ method: 'POST' }],
    },
  },
}

const roles: Readonly<Record<string, string>> = {
  chromium: 'browser',
  curl: 'browser',
  bind: 'dns',
  dnsmasq: 'dns',
  unbound: 'dns',
  django: 'app',
  sqlite: 'data',
  postgresql: 'data',
  mysql: 'data',
}

function tracesOf(program: string, config: JsonObject, { requests = [{}], arrange }: Effect): unknown {
  const chosen = (role: string, kind: JsonObject) =>
    roles[program] === role ? { program, config: { ...kind, ...config } } : { config: kind }
  const built = network()
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('client', 'browser', { zone: 'lan', ...chosen('browser', {}) })
    .add('dns-server', 'dns', { zone: 'lan', ...chosen('dns', {}) })
    .add('web-app', 'app', { zone: 'lan', ...chosen('app', { port: 80 }) })
    .add('database', 'data', { zone: 'lan', program: 'postgresql', ...chosen('data', {}) })
    .link('browser', 'dns')
    .link('browser', 'app', 'data')
  arrange?.(built)
  return requests.map((request) => built.get('browser', app, request))
}

describe.each(Object.entries(tables))('%s', (id, table) => {
  it('has an effect listed for each of its settings', () => {
    const settings = Object.entries(definitionOf(id)?.fields ?? {}).flatMap(([name, { spec }]) => {
      const columns = spec.type === 'table' && name !== 'hosts' ? Object.keys(spec.columns) : []
      return [name, ...columns.map((column) => `${name}.${column}`)]
    })
    expect(Object.keys(table).toSorted()).toEqual(settings.toSorted())
  })

  it.each(Object.entries(table))('%s changes what happens', (_, effect) => {
    expect(tracesOf(id, effect.set, effect)).not.toEqual(tracesOf(id, effect.against ?? {}, effect))
  })
})
