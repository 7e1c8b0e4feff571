import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import { findingCodes } from '../../testing/exercise.ts'
import { network, type NetworkBuilder } from '../../testing/network.ts'
import { codesOn, reasonOf, site } from '../../testing/site.ts'

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

it('gunicorn looks once a second who is late, and once more where a worker waits for a database', () => {
  const slow = (durationMs: number) =>
    ask(direct({ workerTimeoutMs: 2000, endpoints: [{ path: '/*', durationMs }] }), '/slow/')
  expect(slow(2900).status).toBe(200)
  expect(Math.floor(slow(6000).trace.durationMs / 1000)).toBe(3)
  const built = direct({ workerTimeoutMs: 2000 }).change('data', { fault: { type: 'hung' } })
  expect(Math.floor(ask(built, '/db/').trace.durationMs / 1000)).toBe(4)
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

const redirecting = (config: JsonObject) => found({ app: { config: { sslRedirect: true, ...config } } })

describe('the check', () => {
  it('has nothing to say about a plain site', () => {
    expect(found({}).filter((code) => code.startsWith('django.') || code.startsWith('bind.'))).toEqual([])
  })

  it('notices ALLOWED_HOSTS that fits no name, and CORS open to all with cookies', () => {
    const codes = found({ app: { config: { allowedHosts: ['x.test'], corsOrigins: ['*'], corsCredentials: true } } })
    expect(codes).toEqual(expect.arrayContaining(['django.finding.hosts', 'django.finding.cors-open']))
  })

  it('notices a redirect to TLS that never ends, and offers to believe the proxy', () => {
    const loop = 'django.finding.redirect-loop'
    expect(redirecting({})).toContain(loop)
    expect(redirecting({ trustForwardedProto: true })).not.toContain(loop)
    expect(redirecting({ forwardedAllowIps: ['*'] })).not.toContain(loop)
    const alone = network()
      .add('client', 'pc')
      .add('web-app', 'app', { config: { sslRedirect: true } })
      .link('pc', 'app')
    expect(findingCodes(alone.topology)).not.toContain(loop)
  })

  it('notices DEBUG, and a trusted origin as another version wants it', () => {
    expect(found({ app: { config: { debug: true } } })).toContain('django.finding.debug')
    const trusting = (origin: string) =>
      found({ app: { config: { csrfProtection: true, csrfTrustedOrigins: [origin] } } })
    expect(trusting('app.test')).toContain('django.finding.csrf-origins')
    expect(trusting('https://app.test')).not.toContain('django.finding.csrf-origins')
    const old = site({ app: { config: { csrfProtection: true, csrfTrustedOrigins: ['https://app.test'] } } })
    old.change('app', { program: { ...old.device('app').program, profile: '3.2' } })
    expect(findingCodes(old.topology)).toContain('django.finding.csrf-hosts')
  })

  it('notices an endpoint without its database, an app without any, and one that listens to itself', () => {
    const wanting = network().add('web-app', 'app', { config: { endpoints: [{ usesDatabase: 'reads' }] } })
    expect(findingCodes(wanting.topology)).toContain('django.finding.database-missing')
    expect(findingCodes(network().add('web-app', 'app').topology)).toContain('django.finding.no-database')
    expect(found({ data: { config: { listenAddress: 'localhost' } } })).toContain('postgresql.finding.localhost')
  })
})

describe('gunicorn’s workers', () => {
  it('are replaced when one ends itself: the next request is served', () => {
    const built = direct({ endpoints: [{ path: '/exit/', ends: 'exits' }, { path: '/' }] })
    expect(ask(built, '/exit/').seen).toEqual({ type: 'empty-reply' })
    expect(ask(built, '/').status).toBe(200)
  })

  it('that still sleep for somebody who has gone keep the next request waiting', () => {
    const endpoints = [{ path: '/slow/', durationMs: 5000 }, { path: '/' }]
    const built = direct({ endpoints })
    built.get('curl', `http://${built.compiled().addressesOf(built.id('app'))[0]}:8000/slow/`, { timeoutMs: 2000 })
    const { trace } = ask(built, '/')
    expect(codesOn(built, 'app', trace)).toContain('django.workers-busy')
    expect(trace.durationMs).toBeGreaterThan(2900)
    expect(trace.durationMs).toBeLessThan(3200)
  })

  it('load the application with their first request only, one after the other', () => {
    const built = direct({ coldStartMs: 160, workers: 2, endpoints: [{ path: '/', durationMs: 500 }] })
    const address = built.compiled().addressesOf(built.id('app'))[0] ?? ''
    const request = { type: 'http', method: 'GET', url: `http://${address}:8000/`, from: built.id('curl') } as const
    const traces = built.run([0, 20, 40].map((at) => ({ type: 'request', at, request })))
    const took = traces.map(({ durationMs }) => Math.round(durationMs / 10) * 10)
    expect(took).toEqual([660, 800, 1120])
  })
})

describe('a view that', () => {
  it.each([
    ['raises', 500],
    ['forbids', 403],
    ['suspects', 400],
    ['finds-nothing', 404],
  ])('%s gets %i with the headers of every view', (ends, status) => {
    const answer = ask(direct({ endpoints: [{ path: '/x/', ends }] }), '/x/')
    expect([answer.status, get(answer.headers, 'X-Frame-Options')]).toEqual([status, 'DENY'])
  })

  it('shows a form sets the cookie, and takes back what belongs to it only', () => {
    const built = direct({ csrfProtection: true, endpoints: [{ path: '/form/', method: 'any', showsForm: true }] })
    const page = ask(built, '/form/')
    const cookie = get(page.headers, 'Set-Cookie')
    const secret = /csrftoken=([a-zA-Z0-9]{32});/.exec(cookie ?? '')?.[1] ?? ''
    expect(cookie).toContain('Max-Age=31449600; Path=/; SameSite=Lax')
    const token = (JSON.parse(page.trace.page?.text ?? '{}') as { csrfToken?: string }).csrfToken ?? ''
    const address = built.compiled().addressesOf(built.id('app'))[0] ?? ''
    const post = (body: string, cookies: string) =>
      built.get('curl', `http://${address}:8000/form/`, { method: 'POST', body, headers: [['Cookie', cookies]] })
    const status = (body: string, cookies: string) => post(body, cookies).verdict.seen
    expect(status(`csrfmiddlewaretoken=${token}`, `csrftoken=${secret}`)).toMatchObject({ status: 200 })
    expect(status(`csrfmiddlewaretoken=${token}`, '')).toMatchObject({ status: 403 })
    expect(status('', `csrftoken=${secret}`)).toMatchObject({ status: 403 })
    // The browser keeps its secret: a form in another tab stays good.
    const again = ask(built, '/form/', 'GET', [['Cookie', `csrftoken=${secret}`]])
    expect(get(again.headers, 'Set-Cookie')).toContain(`csrftoken=${secret};`)
  })
})

const lost = (config: JsonObject) =>
  ask(direct({ endpoints: [], notFoundPage: '<h1>Lost</h1>', ...config }), '/').trace.page?.text

it('the app’s own error page takes the place of Django’s, but not with DEBUG', () => {
  expect(lost({})).toBe('<h1>Lost</h1>')
  expect(lost({ debug: true })).not.toBe('<h1>Lost</h1>')
})

const redirectSaid = (config: JsonObject, headers: readonly Header[] = []) => {
  const built = direct({ sslRedirect: true, ...config })
  return codesOn(built, 'app', ask(built, '/', 'GET', headers).trace).at(-1)
}
const forwardedProto = (value: string): readonly Header[] => [['X-Forwarded-Proto', value]]

describe('redirects', () => {
  it('to TLS say what they went by: a header that is believed, one that is not, or none', () => {
    expect(redirectSaid({})).toBe('django.ssl-redirect')
    expect(redirectSaid({ trustForwardedProto: true }, forwardedProto('http'))).toBe('django.ssl-redirect-said')
    expect(redirectSaid({}, forwardedProto('https'))).toBe('django.ssl-redirect-untold')
  })

  it('to TLS keep path and query', () => {
    expect(get(ask(direct({ sslRedirect: true }), '/db/?a=1').headers, 'Location')).toMatch(/^https:\/\/.*\/db\/\?a=1$/)
  })

  it('for a missing slash would lose a form: with DEBUG that is an error', () => {
    const endpoints = [{ path: '/db/', method: 'any' }]
    expect(ask(direct({ endpoints }), '/db', 'POST').status).toBe(301)
    expect(ask(direct({ endpoints, debug: true }), '/db', 'POST').status).toBe(500)
    expect(ask(direct({ endpoints, debug: true }), '/db', 'DELETE').status).toBe(301)
  })
})

const on = (config: JsonObject, host: string) => ask(direct(config), '/', 'GET', [['Host', host]]).status

it('without any ALLOWED_HOSTS nobody is let in, with DEBUG the machine itself', () => {
  expect(on({ allowedHosts: [] }, 'localhost')).toBe(400)
  expect(
    ['localhost', 'a.localhost', '127.0.0.1', 'www.test'].map((host) => on({ allowedHosts: [], debug: true }, host)),
  ).toEqual([200, 200, 200, 400])
  expect(on({ allowedHosts: ['*'] }, 'anything.test')).toBe(200)
})

describe('SQLite', () => {
  it.each([
    ['write', '/db/', 'GET', 200],
    ['write', '/db/', 'POST', 500],
    ['exclusive', '/db/', 'GET', 500],
  ])('with a lock (%s) of another process: %s %s gets %i', (otherLock, path, method, status) => {
    const built = direct({}, { program: 'sqlite', config: { otherLock, busyTimeoutMs: 1000 } })
    const { trace, ...answer } = ask(built, path, method)
    expect(answer.status).toBe(status)
    expect(trace.durationMs > 1000).toBe(status === 500)
  })

  it('does not keep who writes waiting for who reads', () => {
    const built = direct({ workers: 2 }, { program: 'sqlite', config: { queryMs: 300 } })
    const url = `http://${built.compiled().addressesOf(built.id('app'))[0]}:8000/`
    const request = { type: 'http', url, from: built.id('curl') } as const
    const [, writing] = built.run(
      ['GET', 'POST'].map((method) => ({ type: 'request', at: 0, request: { ...request, method } })),
    )
    expect(Math.round((writing?.durationMs ?? 0) / 100)).toBe(3)
  })

  it('lets one write at a time', () => {
    const built = direct({ workers: 2 }, { program: 'sqlite', config: { queryMs: 300 } })
    const address = built.compiled().addressesOf(built.id('app'))[0] ?? ''
    const url = `http://${address}:8000/`
    const request = { type: 'http', method: 'POST', url, from: built.id('curl') } as const
    const [first, second] = built.run([0, 0].map((at) => ({ type: 'request', at, request })))
    expect(Math.round(((second?.durationMs ?? 0) - (first?.durationMs ?? 0)) / 10)).toBe(30)
  })
})

it('PostgreSQL says no in its own words: unknown user, unknown database, no right, no line in pg_hba.conf', () => {
  const codes = [
    { login: 'unknown-user' },
    { login: 'unknown-database' },
    { login: 'no-hba-entry' },
    { mayUseTables: false },
  ].map((data) => broken(data).reason[1])
  expect(codes).toEqual(
    ['unknown-user', 'unknown-database', 'no-hba-entry', 'no-permission'].map((code) => `postgresql.${code}`),
  )
})

/** django_db-036: another transaction holds the table for 3 s; the query waits, and nothing is wrong. */
it('a locked table only takes time', () => {
  const { trace, status } = ask(direct({}, { config: { tableLockedMs: 3000 } }), '/db/')
  expect(status).toBe(200)
  expect(Math.round(trace.durationMs / 100)).toBe(30)
})
