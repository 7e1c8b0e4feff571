import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import { findingCodes } from '../../testing/exercise.ts'
import { network, type NetworkBuilder } from '../../testing/network.ts'
import { codesOn, reasonOf, site } from '../../testing/site.ts'
import { judgeHost } from './hosts.ts'

/** curl asks the app directly, as in the recordings. */
function direct(config: JsonObject = {}, data: { program?: string; config?: JsonObject } = {}): NetworkBuilder {
  const zone = 'lan'
  return network()
    .zone(zone, { cidr: '192.168.1.0/24' })
    .add('client', 'curl', { zone, program: 'curl' })
    .add('web-app', 'app', { zone, config })
    .add('database', 'data', { zone, program: 'postgresql', ...data })
    .link('curl', 'app', 'data')
}

function ask(built: NetworkBuilder, path: string, method = 'GET', headers: readonly Header[] = []) {
  const address = built.compiled().addressesOf(built.id('app'))[0]
  const trace = built.get('curl', `http://${address}:8000${path}`, { method, headers })
  const last = trace.hops.at(-1)?.packetIn?.message
  const response = last?.protocol === 'http' && last.kind === 'response' ? last : undefined
  return { trace, seen: trace.verdict.seen, status: response?.status, headers: response?.headers ?? [] }
}

/** django_db-003, recorded with ALLOWED_HOSTS = ["www.example.test"]. */
it.each([
  ['www.example.test', 200],
  ['www.example.test:8000', 200],
  ['WWW.EXAMPLE.TEST', 200],
  ['example.test', 400],
  ['127.0.0.1', 400],
  ['www.example.test.', 200],
  ['evil.test', 400],
  ['a_b.test', 400],
])('with ALLOWED_HOSTS the Host %s gets %i', (host, status) => {
  expect(ask(direct({ allowedHosts: ['www.example.test'] }), '/', 'GET', [['Host', host]]).status).toBe(status)
})

it('a pattern with a dot covers the domain and all below it, not its neighbour', () => {
  const judged = ['example.test', 'a.b.example.test', 'badexample.test'].map((host) =>
    judgeHost(host, ['.example.test']),
  )
  expect(judged).toEqual(['ok', 'ok', 'not-allowed'])
})

it('an answer from a view carries X-Frame-Options, one from before it does not', () => {
  expect(get(ask(direct(), '/').headers, 'X-Frame-Options')).toBe('DENY')
  expect(get(ask(direct({ allowedHosts: ['x.test'] }), '/').headers, 'X-Frame-Options')).toBeUndefined()
})

describe('endpoints', () => {
  const endpoints = [
    { path: '/db/', usesDatabase: 'reads' },
    { path: '/only/', method: 'POST', status: 201 },
    { path: '/files/*', contentType: 'text/plain', body: 'hi' },
    { path: '/gone', status: 204 },
  ]
  const at = (path: string, method?: string) => ask(direct({ endpoints }), path, method)

  it.each([
    ['/db/', 'GET', 200],
    ['/db/', 'HEAD', 200],
    ['/db', 'GET', 301],
    ['/db?x=1', 'GET', 301],
    ['/missing/', 'GET', 404],
    ['/missing', 'GET', 404],
    ['/only/', 'GET', 405],
    ['/only/', 'POST', 201],
    ['/only/', 'OPTIONS', 200],
    ['/files/a/b', 'GET', 200],
    ['/gone', 'GET', 204],
  ])('%s %s: %i', (path, method, status) => {
    expect(at(path, method).status).toBe(status)
  })

  it('keep the query when the slash is added', () => {
    expect(get(at('/db?x=1').headers, 'Location')).toBe('/db/?x=1')
  })

  it('say with a 405 what is allowed', () => {
    expect(get(at('/only/').headers, 'Allow')).toBe('POST, OPTIONS')
  })

  it('that do not use the database answer while it is down', () => {
    const built = direct({ endpoints })
    built.change('data', { service: false })
    expect(ask(built, '/files/a').status).toBe(200)
    expect(ask(built, '/db/').status).toBe(500)
  })
})

const broken = (data: JsonObject) => {
  const built = direct({}, { config: data })
  const { trace, seen } = ask(built, '/db/')
  return { built, seen, reason: reasonOf(built, trace) }
}

describe('a database that', () => {
  it.each([
    ['refuses the password', { acceptsPassword: false }, 'postgresql.wrong-password'],
    ['has no connection left', { otherConnections: 97 }, 'postgresql.too-many'],
    ['has no tables', { hasTables: false }, 'postgresql.no-table'],
    ['listens on its own machine only', { listenAddress: 'localhost' }, 'net.only-local'],
  ])('%s makes a 500, because of a step on the database', (_, data, code) => {
    const { reason, seen } = broken(data)
    expect(seen).toMatchObject({ type: 'answer', status: 500 })
    expect(reason).toEqual(['data', code])
  })

  /** django_db-039: 2.008 s. */
  it('is silent makes a 500 when the app’s patience for connecting ends', () => {
    const built = direct({ databaseTimeoutMs: 2000 })
    built.change('data', { power: false })
    const { trace, status } = ask(built, '/db/')
    expect(status).toBe(500)
    expect(trace.durationMs).toBeGreaterThan(2000)
    expect(trace.durationMs).toBeLessThan(2100)
  })

  it('never answers lets gunicorn end its worker: an empty reply', () => {
    const built = direct({ workerTimeoutMs: 4000 })
    built.change('data', { fault: { type: 'hung' } })
    const { seen, trace } = ask(built, '/db/')
    expect(seen).toEqual({ type: 'empty-reply' })
    expect(codesOn(built, 'app', trace)).toContain('django.worker-timeout')
    expect(reasonOf(built, trace)[0]).toBe('data')
  })
})

it('an endpoint that takes longer than gunicorn waits gets no answer out', () => {
  const built = direct({ workerTimeoutMs: 1000, endpoints: [{ path: '/*', durationMs: 4000 }] })
  const { seen, trace } = ask(built, '/slow/')
  expect(seen).toEqual({ type: 'empty-reply' })
  expect(reasonOf(built, trace)).toEqual(['app', 'django.worker-timeout'])
})

describe('django-cors-headers', () => {
  const origin = 'https://shop.example'
  const preflight: readonly Header[] = [
    ['Origin', origin],
    ['Access-Control-Request-Method', 'PUT'],
  ]

  it('answers a preflight itself with 200, even for a host that is not allowed', () => {
    const { headers, status } = ask(
      direct({ corsOrigins: [origin], allowedHosts: ['x.test'] }),
      '/db/',
      'OPTIONS',
      preflight,
    )
    expect(status).toBe(200)
    expect(get(headers, 'Access-Control-Allow-Origin')).toBe(origin)
    expect(get(headers, 'Access-Control-Allow-Methods')).toContain('PUT')
  })

  it('says nothing to a foreign origin, but varies by it', () => {
    const { headers } = ask(direct({ corsOrigins: [origin] }), '/', 'GET', [['Origin', 'https://evil.test']])
    expect(get(headers, 'Access-Control-Allow-Origin')).toBeUndefined()
    expect(get(headers, 'Vary')).toBe('origin')
  })

  it('sets its header on a 500 too', () => {
    const built = direct({ corsOrigins: ['*'] }, { config: { hasTables: false } })
    const { headers, status } = ask(built, '/', 'GET', [['Origin', origin]])
    expect([status, get(headers, 'Access-Control-Allow-Origin')]).toEqual([500, '*'])
  })

  it('is not there when no origin is allowed: OPTIONS goes to the endpoint', () => {
    const { headers, status } = ask(direct({ endpoints: [{ path: '/' }] }), '/', 'OPTIONS', preflight)
    expect([status, get(headers, 'Vary')]).toEqual([200, undefined])
  })
})

it('SQLite is a file with the app: no packet, no address, and a stopped one cannot be opened', () => {
  const built = direct({}, { program: 'sqlite' })
  const { trace } = ask(built, '/db/')
  const visits = trace.hops.filter((hop) => hop.device === built.id('data'))
  expect(visits.map((hop) => hop.packetIn?.transport)).toContainEqual({ type: 'file', path: 'db.sqlite3' })
  expect(built.compiled().addressesOf(built.id('data'))).toEqual([])
  built.change('data', { service: false })
  const stopped = ask(built, '/db/')
  expect(stopped.status).toBe(500)
  expect(reasonOf(built, stopped.trace)[1]).toBe('net.file-unavailable')
})

it('POST writes, and the database says what it has changed', () => {
  const built = direct()
  expect(codesOn(built, 'data', ask(built, '/bestellungen', 'POST').trace)).toContain('postgresql.changed')
})

const found = (parts: Parameters<typeof site>[0]) => findingCodes(site(parts).topology)

describe('the check', () => {
  it('has nothing to say about a plain site', () => {
    expect(found({}).filter((code) => code.startsWith('django.') || code.startsWith('bind.'))).toEqual([])
  })

  it('notices ALLOWED_HOSTS that fits no name, and CORS open to all with cookies', () => {
    const codes = found({ app: { config: { allowedHosts: ['x.test'], corsOrigins: ['*'], corsCredentials: true } } })
    expect(codes).toEqual(expect.arrayContaining(['django.finding.hosts', 'django.finding.cors-open']))
  })

  it('notices an endpoint without its database, an app without any, and one that listens to itself', () => {
    const wanting = network().add('web-app', 'app', { config: { endpoints: [{ usesDatabase: 'reads' }] } })
    expect(findingCodes(wanting.topology)).toContain('django.finding.database-missing')
    expect(findingCodes(network().add('web-app', 'app').topology)).toContain('django.finding.no-database')
    expect(found({ data: { config: { listenAddress: 'localhost' } } })).toContain('postgresql.finding.localhost')
  })
})
