import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'
import { answer, Served, type Behaviour } from '../../testing/served.ts'
import { plainRow } from './fields.ts'
import { aliasLength } from './mapping.ts'
import { apache } from './program.ts'
import balance from './recorded/balance.json' with { type: 'json' }
import failover from './recorded/failover.json' with { type: 'json' }
import { newWorkerState, pickWorker } from './workers.ts'

const proxy = (config: JsonObject = {}, behaviour: Behaviour = answer(200)) =>
  new Served(apache, { config, behind: { d7: behaviour } })
const header = (message: HttpResponseMessage, name: string) => get(message.headers, name)
const host: Header = ['Host', 'client.test']

const pair = (a: Behaviour, b: Behaviour, config = {}) => new Served(apache, { config, behind: { d7: a, d8: b } })

const redirectedTo = (config: JsonObject) =>
  header(proxy(config, answer(302, [['Location', 'http://10.0.0.7:8000/x']])).get({ headers: [host] }), 'Location')

const shownCertificate = (config: JsonObject) => {
  const server = proxy({ https: true, ...config })
  const [, secure] = apache.services(server.settings, server.wiring)
  const end = { address: '198.51.100.7', port: 50_000 }
  const connection = { id: 1, local: end, remote: end, encrypted: true, memo: {} }
  return server.deliver({ protocol: 'tls', kind: 'client-hello' }, connection, secure!)
}

const workersOf = (weights: readonly number[]) =>
  weights.map((weight) => ({
    row: { ...plainRow('d7'), weight },
    state: newWorkerState(weight),
  }))

it('byrequests gives every member exactly its share of each cycle, whatever the load factors', () => {
  const factors = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(factors, (values) => {
      const workers = workersOf(values)
      const length = values.reduce((sum, factor) => sum + factor, 0)
      for (let cycle = 0; cycle < 2; cycle++) {
        const chosen = Array.from({ length }, () => pickWorker(workers, 0)?.index)
        expect(values.map((_, index) => chosen.filter((one) => one === index).length)).toEqual(values)
      }
    }),
    { seed: 20_260_105 },
  )
})

it.each(balance)('$id: byrequests chose the same members as Apache 2.4', ({ servers, sequence }) => {
  const workers = workersOf(servers.map(({ weight }) => weight))
  const chosen = sequence.map(() => servers[pickWorker(workers, 0)?.index ?? -1]?.id)
  expect(chosen).toEqual(sequence)
})

const faults: Readonly<Record<string, Behaviour>> = { dead: 'refused', 'close=1': 'closed' }

it.each(failover)('$id: $title is answered as by Apache 2.4', ({ faults: recorded, requests, responses }) => {
  const letters = Object.entries(recorded).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const behind = letters.map(([letter, fault]) => {
    const status = Number(/^status=(\d+)$/.exec(fault)?.[1] ?? 200)
    return [`d${10 + letter.charCodeAt(0) - 65}`, faults[fault] ?? answer(status)] as const
  })
  const server = new Served(apache, { behind: Object.fromEntries(behind) })
  const seen = Array.from({ length: requests }, () => {
    const status = server.status()
    return { status, by: server.passed.at(-1)?.to }
  })
  expect(seen.map(({ status }) => status)).toEqual(responses.map(({ status }) => status))
  const served = responses.flatMap(({ servedBy }, index) => (servedBy === null ? [] : [{ servedBy, index }]))
  for (const { servedBy, index } of served) expect(seen[index]?.by).toBe(`d${10 + servedBy.charCodeAt(0) - 65}`)
})

describe('failures behind', () => {
  it('a member that refused is not even tried again before the retry time is over', () => {
    const upstreams = [{ server: 'd7', retryMs: 5000 }, { server: 'd8' }]
    const server = pair('refused', answer(200), { upstreams })
    expect(server.status()).toBe(200)
    expect(server.tried).toEqual(['d7', 'd8'])
    expect(server.settingOf('member-failed')).toBe('upstreams[0].retryMs')
    const triedAt = (clock: number) => {
      server.clock = clock
      server.get()
      return [...server.tried]
    }
    expect(triedAt(5000)).toEqual(['d8'])
    expect(server.codes).toContain('member-left-out')
    expect([triedAt(5001), triedAt(5001)].flat()).toContain('d7')
  })

  it('one server alone is asked every time, and never goes into the error state', () => {
    const server = proxy({ proxyPass: [{ path: '/', server: 'd7' }] }, 'refused')
    expect(server.ask()).toMatchObject({ message: { status: 503 }, because: { hop: 9 } })
    expect(server.tried).toEqual(['d7'])
    server.behind['d7'] = answer(200)
    expect(server.status()).toBe(200)
  })

  it('a balancer whose members all failed tries them all again', () => {
    const server = pair('refused', 'host-unreachable')
    expect(server.status()).toBe(503)
    expect(server.tried).toEqual(['d7', 'd8'])
    expect(server.status()).toBe(503)
    expect(server.tried).toHaveLength(2)
    expect(server.codes).toContain('all-failed-retried')
  })

  it.each(['timed-out', 'reset', 'closed'] as const)(
    '%s after sending is 502 and nobody else is asked',
    (behaviour) => {
      const server = pair(behaviour, answer(200))
      expect(server.status()).toBe(502)
      expect(server.tried).toEqual(['d7'])
    },
  )

  it('bytes without a status line pass for an answer of HTTP/0.9', () => {
    expect(proxy({}, { protocol: 'raw', kind: 'bytes', text: 'SSH' }).status()).toBe(200)
  })

  it('standbys come last, disabled members never', () => {
    const upstreams = [
      { server: 'd7', down: true },
      { server: 'd8', backup: true },
    ]
    const server = pair(answer(200), answer(200), { upstreams })
    server.get()
    expect(server.tried).toEqual(['d8'])
    expect(server.settingOf('member-standby')).toBe('upstreams[1].backup')
    expect(server.settingOf('member-down')).toBe('upstreams[0].down')
  })

  it('weights decide the sequence', () => {
    const server = pair(answer(200), answer(200), { upstreams: [{ server: 'd7', weight: 2 }, { server: 'd8' }] })
    const tried = [0, 1, 2].map(() => {
      server.get()
      return server.tried[0]
    })
    expect(tried).toEqual(['d7', 'd8', 'd7'])
  })

  it('waits as long as the time-outs say', () => {
    const slow = proxy({ timeoutMs: 2000 }, 'timed-out')
    slow.get()
    expect(slow.steps.find(({ code }) => code === 'apache.answer-late')?.data['timeout']).toMatchObject({ value: 2000 })
    const late = proxy({ timeoutMs: 2000, connectTimeoutMs: 500 }, 'connect-timed-out')
    expect(late.status()).toBe(503)
    expect(late.steps.find(({ code }) => code === 'apache.connect-late')).toMatchObject({
      setting: 'connectTimeoutMs',
      data: { timeout: { value: 500 } },
    })
  })
})

describe('passing on', () => {
  it.each([
    ['/api', '/api', '/api/users', '/api/users'],
    ['/api', '/', '/api/users', '//users'],
    ['/api/', '/', '/api/users?x=1', '/users?x=1'],
    ['/', '/app/', '/a%20b', '/app/a%20b'],
  ])('ProxyPass %s to %s makes %s to %s', (path, upstreamUri, uri, target) => {
    const server = proxy({ proxyPass: [{ path, upstreamUri }] })
    server.get({ target: uri })
    expect(server.passed[0]?.message.target).toBe(target)
    expect(server.settingOf('path-mapped')).toBe('proxyPass[0]')
  })

  it('covers whole segments of a path', () => {
    expect(aliasLength('/api', '/apix')).toBe(0)
    expect(aliasLength('/api', '/api')).toBe(4)
    expect(aliasLength('/api/', '/api')).toBe(0)
    expect(proxy({ proxyPass: [{ path: '/api/' }] }).status({ target: '/api' })).toBe(404)
  })

  it('the first line that fits counts, and ! keeps a path here', () => {
    const config = {
      proxyPass: [{ path: '/static', action: 'static' }, { path: '/' }],
      files: [{ path: '/static/a.css' }],
    }
    const server = proxy(config)
    expect(header(server.get({ target: '/static/a.css' }), 'Content-Type')).toBe('text/css')
    expect(server.tried).toEqual([])
    server.get({ target: '/page' })
    expect(server.tried).toEqual(['d7'])
  })

  it('asks on the port that is set', () => {
    const server = proxy({ upstreams: [{ server: 'd7', port: 8081 }] })
    server.get()
    expect(get(server.passed[0]!.message.headers, 'Host')).toBe('10.0.0.7:8081')
  })

  it('one path may go to one server only', () => {
    const config = { proxyPass: [{ path: '/api', server: 'd8' }, { path: '/' }] }
    const server = new Served(apache, { config, behind: { d7: answer(200), d8: answer(200) } })
    server.get({ target: '/api' })
    expect(server.tried).toEqual(['d8'])
    expect(server.settingOf('only-member')).toBe('proxyPass[0].server')
  })

  it('speaks HTTP/1.1, adds three headers, and drops what Connection names', () => {
    const server = proxy({ serverNames: ['client.test'] })
    server.get({
      headers: [host, ['Connection', 'close, X-Foo'], ['X-Foo', '1'], ['X-Forwarded-For', '1.2.3.4'], ['TE', 'x']],
    })
    expect(server.passed[0]?.message).toMatchObject({
      version: '1.1',
      headers: [
        ['Host', '10.0.0.7:8000'],
        ['X-Forwarded-For', '1.2.3.4, 198.51.100.7'],
        ['X-Forwarded-Host', 'client.test'],
        ['X-Forwarded-Server', 'client.test'],
        ['Connection', 'Keep-Alive'],
      ],
    })
  })

  it('keeps the Host header and adds nothing if told so', () => {
    const server = proxy({ preserveHost: true, addProxyHeaders: false })
    server.get({ headers: [host] })
    expect(server.passed[0]?.message.headers).toEqual([host, ['Connection', 'Keep-Alive']])
  })

  it('corrects redirects to the inside, if told so', () => {
    expect(redirectedTo({})).toBe('http://client.test/x')
    expect(redirectedTo({ reverseRedirects: false })).toBe('http://10.0.0.7:8000/x')
  })

  it('lets the Server header of the backend through, as nginx does not', () => {
    expect(header(proxy({}, answer(200, [['Server', 'gunicorn']])).get(), 'Server')).toBe('gunicorn')
  })
})

describe('static files', () => {
  const files = [
    { path: '/index.html', text: 'ROOT' },
    { path: '/docs/a.txt', bytes: 50, type: 'text/own', cacheControl: 'no-cache' },
  ]
  const server = () => new Served(apache, { kind: 'web-server', config: { files } })

  it.each([
    ['GET', '/', 200],
    ['GET', '/docs/a.txt/extra', 404],
    ['GET', '/docs', 301],
    ['GET', '/docs/', 403],
    ['GET', '/al', 404],
    ['GET', '/docs/../index.html', 200],
    ['GET', '/a%00b', 404],
    ['GET', '/a%2Fb', 404],
    ['GET', '/../x', 400],
    ['GET', `/${'a'.repeat(9000)}`, 414],
    ['POST', '/docs/a.txt', 200],
    ['TRACE', '/docs/a.txt', 200],
    ['OPTIONS', '/docs/a.txt', 200],
    ['PUT', '/docs/a.txt', 405],
  ])('%s %s is answered %i', (method, target, status) => {
    expect(server().status({ method, target })).toBe(status)
  })

  it.each([
    [['Range', 'bytes=0-9'], 206],
    [['Range', 'bytes=100-'], 416],
    [['If-Modified-Since', 'Mon, 05 Jan 2026 11:00:00 GMT'], 304],
    [['If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT'], 200],
    [['If-None-Match', '"32-644d8a90ba000"'], 304],
    [['If-Match', '"other"'], 412],
  ] as const)('%j is answered %i', (condition, status) => {
    expect(server().status({ target: '/docs/a.txt', headers: [host, condition] })).toBe(status)
  })

  it('come with their own type and rules for caches', () => {
    const one = server()
    const reply = one.get({ target: '/docs/a.txt' })
    expect(header(reply, 'Content-Type')).toBe('text/own')
    expect(header(reply, 'Cache-Control')).toBe('no-cache')
    expect(one.settingOf('file-served')).toBe('files[1]')
    expect(reply.body?.bytes).toBe(50)
    expect(one.get().body?.text).toBe('ROOT')
  })

  it('a fresh Apache shows the page that it came with', () => {
    expect(new Served(apache, { kind: 'web-server' }).get().body?.bytes).toBe(10_701)
  })
})

describe('what comes in', () => {
  it.each([
    ['no Host', [], 400],
    ['two Host headers', [host, host], 400],
    ['a Host that breaks the rules', [['Host', 'a b']], 400],
  ] as const)('%s: %s is answered %i', (_, headers, status) => {
    expect(proxy().status({ headers })).toBe(status)
  })

  it('listens where it is told, and sends plain HTTP on to HTTPS', () => {
    const server = proxy({ httpPort: 8080, https: true, httpsPort: 8443, redirectToHttps: true })
    const ports = apache.services(server.settings, server.wiring).map(({ port }) => port)
    expect(ports).toEqual([8080, 8443])
    const reply = server.get({ target: '/a?b', headers: [host] })
    expect(reply.status).toBe(301)
    expect(header(reply, 'Location')).toBe('https://client.test:8443/a?b')
    expect(server.status({ tls: true })).toBe(200)
  })

  it('serves only its names', () => {
    const server = proxy({ serverNames: ['client.test', '*.shop.test'] })
    expect(server.status({ headers: [host] })).toBe(200)
    expect(server.status({ headers: [['Host', 'a.shop.test']] })).toBe(200)
    expect(server.status({ headers: [['Host', 'other.test']] })).toBe(404)
  })

  it('plain HTTP on the TLS port, and TLS on the plain one, are answered 400', () => {
    const server = proxy({ https: true })
    const end = { address: '198.51.100.7', port: 50_000 }
    const connection = () => ({ id: 1, local: end, remote: end, encrypted: true, memo: {} })
    const [plain, secure] = apache.services(server.settings, server.wiring)
    const message = request({ method: 'GET', target: '/', headers: [] })
    expect(server.deliver(message, connection(), secure!)).toMatchObject({ message: { status: 400 } })
    const hello = { protocol: 'tls', kind: 'client-hello' } as const
    expect(server.deliver(hello, connection(), plain!)).toMatchObject({ message: { status: 400 } })
    expect(server.deliver({ protocol: 'raw', kind: 'bytes', text: '?' }, connection(), plain!)).toMatchObject({
      message: { status: 400 },
    })
    expect(server.deliver(hello, connection(), secure!)).toMatchObject({ message: { kind: 'server-hello' } })
  })

  it('ends TLS with the certificate that is set', () => {
    expect(shownCertificate({ certificateNames: 'a.test' })).toMatchObject({
      message: { certificate: { names: ['a.test'] } },
    })
    expect(shownCertificate({ certificateIssuer: 'self-signed' })).toMatchObject({
      message: { certificate: { selfSigned: true } },
    })
    expect(shownCertificate({ certificateState: 'expired' })).not.toEqual(shownCertificate({}))
  })
})
