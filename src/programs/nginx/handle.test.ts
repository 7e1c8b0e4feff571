import { describe, expect, it } from 'vitest'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import { answer, Served, type Behaviour } from '../../testing/served.ts'
import { nginx } from './program.ts'
import gzip from './recorded/gzip.json' with { type: 'json' }

const html: readonly Header[] = [['Content-Type', 'text/html']]

const proxy = (config: JsonObject = {}, behaviour: Behaviour = answer(200, html)) =>
  new Served(nginx, { config, behind: { d7: behaviour } })

const header = (message: HttpResponseMessage, name: string) => get(message.headers, name)

const tlsHello = { protocol: 'tls', kind: 'client-hello' } as const

const showing = (config: JsonObject) => ({ message: { kind: 'server-hello', certificate: config } })

const passed = (config: JsonObject, headers: readonly Header[], more = {}) => {
  const server = proxy(config)
  server.get({ headers: [['Host', 'www.example.test:80'], ...headers], ...more })
  return { message: server.passed[0]!.message, server }
}

const locationFor = (to: string) => header(proxy({}, answer(302, [['Location', to]])).get(), 'Location')

const greeted = (config: JsonObject) => {
  const server = proxy({ https: true, ...config })
  const service = { port: 443, protocol: 'tcp', speaks: 'https', tls: true } as const
  const end = { address: '198.51.100.7', port: 50_000 }
  const connection = { id: 1, local: end, remote: end, encrypted: true, memo: {} }
  return server.deliver(tlsHello, connection, service)
}

describe('what nginx refuses to read', () => {
  const cases: readonly (readonly [string, number, string, Parameters<Served['ask']>[0]])[] = [
    ['no Host in HTTP/1.1', 400, 'host-missing', { headers: [] }],
    ['no Host in HTTP/1.0', 200, 'request-passed', { headers: [], version: '1.0' }],
    [
      'two Host headers',
      400,
      'host-twice',
      {
        headers: [
          ['Host', 'a.test'],
          ['Host', 'b.test'],
        ],
      },
    ],
    ['an empty Host', 400, 'host-unreadable', { headers: [['Host', '']] }],
    ['a zero byte', 400, 'uri-unreadable', { target: '/a%00b' }],
    ['a path above the root', 400, 'uri-unreadable', { target: '/../etc' }],
    ['a path of 9000 characters', 414, 'uri-too-long', { target: `/${'a'.repeat(9000)}` }],
  ]

  it.each(cases)('%s: %i', (_, status, code, asked) => {
    const server = proxy()
    expect(server.status(asked)).toBe(status)
    expect(server.codes).toContain(code)
  })

  it('plain HTTP on the TLS port is answered 400', () => {
    const server = proxy({ https: true })
    const service = { port: 443, protocol: 'tcp', speaks: 'https', tls: true } as const
    const end = { address: '198.51.100.7', port: 50_000 }
    const connection = { id: 1, local: { ...end, port: 443 }, remote: end, encrypted: true, memo: {} }
    const message = {
      protocol: 'http',
      kind: 'request',
      method: 'GET',
      target: '/',
      version: '1.1',
      headers: [],
    } as const
    expect(server.deliver(message, connection, service)).toMatchObject({ message: { status: 400 } })
    expect(server.settingOf('plain-on-tls-port')).toBe('httpsPort')
  })

  it('TLS on the plain port and other protocols are answered 400', () => {
    const server = proxy()
    const service = { port: 80, protocol: 'tcp', speaks: 'http', tls: false } as const
    const end = { address: '198.51.100.7', port: 50_000 }
    const connection = { id: 1, local: end, remote: end, encrypted: false, memo: {} }
    expect(server.deliver(tlsHello, connection, service)).toMatchObject({ message: { status: 400 } })
    const raw = { protocol: 'raw', kind: 'bytes', text: 'hello' } as const
    expect(server.deliver(raw, connection, service)).toMatchObject({ message: { status: 400 } })
    expect(server.codes).toEqual(['tls-on-plain-port', 'not-http'])
  })
})

describe('ports and names', () => {
  it('listens where it is told', () => {
    const { wiring } = proxy()
    const ports = (config: JsonObject) =>
      nginx.services({ ...proxy(config).settings }, wiring).map(({ port, tls }) => `${port}${tls ? ' tls' : ''}`)
    expect(ports({})).toEqual(['80'])
    expect(ports({ httpPort: 8080 })).toEqual(['8080'])
    expect(ports({ https: true, httpsPort: 8443 })).toEqual(['80', '8443 tls'])
    expect(ports({ https: true, httpPort: 443 })).toEqual(['443 tls'])
  })

  it('ends TLS with the certificate that is set', () => {
    expect(greeted({ certificateNames: 'a.test' })).toMatchObject(showing({ names: ['a.test'] }))
    expect(greeted({ certificateIssuer: 'self-signed' })).toMatchObject(showing({ selfSigned: true }))
    expect(greeted({ certificateState: 'expired' })).not.toEqual(greeted({}))
  })

  it('serves only its names, and others get 404 from the default server', () => {
    const server = proxy({ serverNames: ['www.example.test', '*.shop.test'] })
    expect(server.status({ headers: [['Host', 'WWW.example.test:80']] })).toBe(200)
    expect(server.settingOf('server-matched')).toBe('serverNames[0]')
    expect(server.status({ headers: [['Host', 'a.shop.test']] })).toBe(200)
    expect(server.status({ headers: [['Host', 'other.test']] })).toBe(404)
    expect(server.settingOf('server-unknown')).toBe('serverNames')
  })

  it('sends plain HTTP on to HTTPS, with its port where it is not 443', () => {
    const redirect = (config: JsonObject) =>
      proxy({ https: true, redirectToHttps: true, ...config }).get({ target: '/a?b' })
    expect(redirect({}).status).toBe(301)
    expect(header(redirect({}), 'Location')).toBe('https://www.example.test/a?b')
    expect(header(redirect({ httpsPort: 8443 }), 'Location')).toBe('https://www.example.test:8443/a?b')
    expect(proxy({ https: true, redirectToHttps: true }).status({ tls: true })).toBe(200)
  })
})

describe('locations', () => {
  it('an answer of its own is given at once', () => {
    const server = proxy({
      locations: [
        { path: '/health', action: 'return', text: 'up for $host' },
        { path: '/old', action: 'return', status: 301, text: '/new' },
        { path: '/gone', action: 'return', status: 410 },
        { path: '/quiet', action: 'return', status: 444 },
      ],
    })
    expect(server.get({ target: '/health' }).body).toEqual({ bytes: 23, text: 'up for www.example.test' })
    expect(server.settingOf('location-matched')).toBe('locations[0]')
    expect(header(server.get({ target: '/old' }), 'Location')).toBe('http://www.example.test/new')
    expect(server.status({ target: '/gone' })).toBe(410)
    expect(server.ask({ target: '/quiet' })).toMatchObject({ type: 'close' })
    expect(server.status({ target: '/else' })).toBe(404)
    expect(server.settingOf('location-none')).toBe('locations')
  })

  it('a host of its own makes a server block of its own', () => {
    const server = proxy({
      locations: [
        { host: 'api.test', action: 'return', text: 'api' },
        { action: 'return', text: 'other' },
      ],
    })
    expect(server.get({ headers: [['Host', 'api.test']] }).body?.text).toBe('api')
    expect(server.get({ headers: [['Host', 'www.test']] }).body?.text).toBe('other')
    const named = proxy({ serverNames: ['www.test'], locations: [{ host: 'api.test', action: 'return', text: 'api' }] })
    expect(named.status({ headers: [['Host', 'api.test']] })).toBe(200)
    expect(named.status({ headers: [['Host', 'else.test']] })).toBe(404)
  })

  it('one location may go to one server only', () => {
    const server = new Served(nginx, {
      config: { locations: [{ path: '/api/', server: 'd8', upstreamUri: '/v1/' }, { path: '/' }] },
      behind: { d7: answer(200), d8: answer(200) },
    })
    server.get({ target: '/api/users?x=1' })
    expect(server.tried).toEqual(['d8'])
    expect(server.passed[0]?.message.target).toBe('/v1/users?x=1')
    expect(server.settingOf('uri-rewritten')).toBe('locations[0].upstreamUri')
    expect(server.settingOf('only-server')).toBe('locations[0].server')
  })

  it('a proxied location that ends with a slash redirects the path without it', () => {
    const server = proxy({ locations: [{ path: '/api/' }, { path: '/' }] })
    const reply = server.get({ target: '/api?x=1' })
    expect(reply.status).toBe(301)
    expect(header(reply, 'Location')).toBe('http://www.example.test/api/?x=1')
  })

  it('a static location never asks the servers behind', () => {
    const server = proxy({
      locations: [{ path: '/static/', action: 'static' }, { path: '/' }],
      files: [{ path: '/static/a.css' }],
    })
    expect(server.status({ target: '/static/a.css' })).toBe(200)
    expect(server.status({ target: '/static/b.css' })).toBe(404)
    expect(server.tried).toEqual([])
    expect(server.status({ target: '/b.css' })).toBe(200)
  })

  it('files are tried before the application where both are there', () => {
    const files = [{ path: '/logo.png', bytes: 300 }]
    const server = proxy({ files })
    expect(header(server.get({ target: '/logo.png' }), 'Content-Type')).toBe('image/png')
    expect(server.passed).toEqual([])
    expect(server.status({ target: '/shop' })).toBe(200)
    expect(server.codes).toContain('try-files-passed')
  })
})

describe('the request that is passed on', () => {
  it('is HTTP/1.0 with a connection and a Host of its own by default', () => {
    const { message } = passed({}, [])
    expect(message.version).toBe('1.0')
    expect(message.headers).toEqual([
      ['Host', '10.0.0.7:8000'],
      ['Connection', 'close'],
    ])
  })

  it('names the group where there are several servers, or the name that was asked for', () => {
    const upstreams = [{ server: 'd7' }, { server: '192.0.2.9', port: 81 }]
    expect(get(passed({ upstreams }, []).message.headers, 'Host')).toBe('backend')
    expect(get(passed({ upstreams: [{ server: 'd7', port: 80 }] }, []).message.headers, 'Host')).toBe('10.0.0.7')
    expect(get(passed({ proxyHost: '$host' }, []).message.headers, 'Host')).toBe('www.example.test')
  })

  it('says who asks if told to, and appends to what others said', () => {
    const sent = passed({ forwardedHeaders: true }, [['X-Forwarded-For', '1.2.3.4']]).message.headers
    expect(get(sent, 'X-Forwarded-For')).toBe('1.2.3.4, 198.51.100.7')
    expect(get(sent, 'X-Forwarded-Proto')).toBe('http')
    expect(get(sent, 'X-Real-IP')).toBe('198.51.100.7')
    const spoofed = passed({}, [['X-Forwarded-For', '1.2.3.4']]).message.headers
    expect(get(spoofed, 'X-Forwarded-For')).toBe('1.2.3.4')
    expect(
      get(passed({ https: true, forwardedHeaders: true }, [], { tls: true }).message.headers, 'X-Forwarded-Proto'),
    ).toBe('https')
  })

  it('leaves out what belongs to one hop and names with an underscore, but keeps what Connection names', () => {
    const { message, server } = passed({}, [
      ['Connection', 'close, X-Foo'],
      ['X-Foo', '1'],
      ['Keep-Alive', '5'],
      ['TE', 'trailers'],
      ['Upgrade', 'h2c'],
      ['Proxy-Authorization', 'x'],
      ['Expect', '100-continue'],
      ['my_header', 'x'],
    ])
    expect(message.headers.slice(1)).toEqual([
      ['Connection', 'close'],
      ['X-Foo', '1'],
      ['Proxy-Authorization', 'x'],
    ])
    expect(server.codes).toContain('headers-ignored')
  })

  it('has a limit to its body', () => {
    expect(proxy().status({ method: 'POST', bodyBytes: 1_048_576 })).toBe(200)
    const server = proxy()
    expect(server.status({ method: 'POST', bodyBytes: 1_048_577 })).toBe(413)
    expect(server.settingOf('body-too-large')).toBe('clientMaxBodyBytes')
    expect(proxy({ clientMaxBodyBytes: 0 }).status({ method: 'POST', bodyBytes: 9_000_000 })).toBe(200)
    expect(proxy({ clientMaxBodyBytes: 10 }).status({ method: 'POST', bodyBytes: 11 })).toBe(413)
  })

  it('asks whole and unconditionally where the answer may be kept, and GET for HEAD', () => {
    const { message } = passed(
      { cache: true },
      [
        ['Range', 'bytes=0-1'],
        ['If-None-Match', '"x"'],
      ],
      { method: 'HEAD' },
    )
    expect(message.method).toBe('GET')
    expect(message.headers.map(([name]) => name)).toEqual(['Host', 'Connection'])
  })

  it('waits as long as the time-outs say', () => {
    const late = proxy({ connectTimeoutMs: 1000 }, 'connect-timed-out')
    expect(late.status()).toBe(504)
    expect(late.steps.find(({ code }) => code === 'nginx.connect-late')).toMatchObject({
      setting: 'connectTimeoutMs',
      data: { timeout: { value: 1000 } },
    })
    const slow = proxy({ readTimeoutMs: 2000 }, 'timed-out')
    expect(slow.status()).toBe(504)
    expect(slow.steps.find(({ code }) => code === 'nginx.answer-late')).toMatchObject({
      setting: 'readTimeoutMs',
      data: { timeout: { value: 2000 } },
    })
  })
})

describe('the answer that goes back', () => {
  it('hides the server behind and its headers', () => {
    const headers: readonly Header[] = [
      ['Server', 'gunicorn'],
      ['X-Accel-Expires', '5'],
      ['Connection', 'close'],
      ['X-Own', '1'],
    ]
    const server = proxy({}, answer(200, headers))
    const reply = server.get()
    expect(header(reply, 'Server')).toBe('nginx/1.22.1')
    expect(header(reply, 'X-Accel-Expires')).toBeUndefined()
    expect(header(reply, 'Connection')).toBe('keep-alive')
    expect(header(reply, 'X-Own')).toBe('1')
    expect(reply.version).toBe('1.1')
    expect(server.codes).toContain('server-hidden')
  })

  it('turns redirects to the inside into redirects to here, and no others', () => {
    expect(locationFor('http://10.0.0.7:8000/x')).toBe('http://www.example.test/x')
    expect(locationFor('http://other.test/x')).toBe('http://other.test/x')
    expect(locationFor('/x')).toBe('/x')
  })

  it('gets headers added, on errors only with always', () => {
    const add = (always: boolean, status: number, value = 'v') =>
      header(proxy({ addHeaders: [{ name: 'X-A', value, always }] }, answer(status)).get(), 'X-A')
    expect(add(false, 200)).toBe('v')
    expect(add(false, 304)).toBe('v')
    expect(add(false, 404)).toBeUndefined()
    expect(add(true, 404)).toBe('v')
    expect(add(false, 200, '$upstream_addr')).toBe('10.0.0.7:8000')
    expect(add(false, 200, '$nothing')).toBeUndefined()
    const server = proxy({ addHeaders: [{ name: 'X-A' }] }, 'refused')
    server.get()
    expect(server.settingOf('headers-lost')).toBe('addHeaders[0]')
  })

  it.each(gzip)('$id: gzip “$title” as in nginx 1.22.1', ({ directives, origin, headers, version, encoding }) => {
    const types = /gzip_types ([^;]+);/.exec(directives)?.[1]?.split(' ')
    const size = Number(/size=(\d+)/.exec(origin)?.[1])
    const type = decodeURIComponent(/ct=([^&]+)/.exec(origin)?.[1] ?? '')
    const config = { gzip: directives.includes('gzip on'), ...(types ? { gzipTypes: types } : {}) }
    const server = proxy(
      config,
      answer(
        200,
        [
          ['Content-Type', type],
          ['Content-Length', String(size)],
        ],
        size,
      ),
    )
    const asked: Header[] = [['Host', 'x'], ...Object.entries(headers)]
    const reply = server.get({ headers: asked, version: version === '1.0' ? '1.0' : '1.1' })
    expect(header(reply, 'Content-Encoding') ?? null).toBe(encoding)
    expect(header(reply, 'Content-Length') ?? null).toBe(encoding ? null : String(size))
    expect(header(reply, 'Transfer-Encoding') ?? null).toBe(encoding ? 'chunked' : null)
  })

  it('is compressed from 20 bytes on, and its entity tag becomes weak', () => {
    const asks: readonly Header[] = [
      ['Host', 'x'],
      ['Accept-Encoding', 'gzip'],
    ]
    const reply = (bytes: number, config: JsonObject = {}) =>
      proxy({ gzip: true, ...config }, answer(200, [...html, ['ETag', '"e"']], bytes)).get({ headers: asks })
    expect(header(reply(19), 'Content-Encoding')).toBeUndefined()
    expect(header(reply(20), 'Content-Encoding')).toBe('gzip')
    expect(header(reply(20), 'ETag')).toBe('W/"e"')
    expect(header(reply(2000, { gzipMinLength: 5000 }), 'Content-Encoding')).toBeUndefined()
    expect(reply(2000).body?.bytes).toBeLessThan(2000)
  })

  it.each([
    [{ gzip: true }, [['Accept-Encoding', 'gzip']], 'text/css', 'uncompressed-type', 'gzipTypes'],
    [
      { gzip: true },
      [
        ['Accept-Encoding', 'gzip'],
        ['Via', '1.1 p'],
      ],
      'text/html',
      'uncompressed-via',
      'gzip',
    ],
    [
      { gzip: true, gzipMinLength: 9999 },
      [['Accept-Encoding', 'gzip']],
      'text/html',
      'uncompressed-small',
      'gzipMinLength',
    ],
  ] as const)('says why it is not compressed: %j %j %s', (config, headers, type, code, setting) => {
    const server = proxy(config, answer(200, [['Content-Type', type]], 1000))
    server.get({ headers: [['Host', 'x'], ...headers] })
    expect(server.settingOf(code)).toBe(setting)
  })
})

describe('the cache', () => {
  const kept = answer(200, [...html, ['Cache-Control', 'max-age=60'], ['ETag', '"v1"']], 100)

  it('turns a second request round here, without asking behind and without adding Age', () => {
    const server = proxy({ cache: true }, kept)
    server.get()
    expect(server.codes).toContain('cache-miss')
    expect(server.codes).toContain('cache-stored')
    const reply = server.ask()
    expect(server.tried).toEqual([])
    expect(server.codes).toEqual(['unset-proxy', 'cache-hit'])
    expect(reply).toMatchObject({ because: { hop: 1, step: 1 } })
    expect(header(server.get(), 'Age')).toBeUndefined()
    server.clock = 61_000
    server.get()
    expect(server.codes).toContain('cache-expired')
  })

  it('is off unless turned on, here or for one location', () => {
    const off = proxy({}, kept)
    off.get()
    off.get()
    expect(off.tried).toEqual(['d7'])
    const one = proxy({ locations: [{ path: '/a', cache: true }, { path: '/' }] }, kept)
    one.get({ target: '/a' })
    expect(one.settingOf('cache-miss')).toBe('locations[0].cache')
    one.get({ target: '/b' })
    expect(one.codes).not.toContain('cache-miss')
  })

  it('keeps only the paths that are set', () => {
    const server = proxy({ cache: true, cachePaths: ['/static/'] }, kept)
    server.get({ target: '/static/a' })
    expect(server.settingOf('cache-miss')).toBe('cachePaths[0]')
    server.get({ target: '/static/a' })
    expect(server.settingOf('cache-hit')).toBe('cachePaths[0]')
    server.get({ target: '/api' })
    expect(server.codes).not.toContain('cache-miss')
  })

  it('keeps what does not say it itself for the time that is set', () => {
    const plain = answer(200, html)
    const without = proxy({ cache: true }, plain)
    without.get()
    expect(without.codes).toContain('not-stored-lifetime')
    const server = proxy({ cache: true, cacheValidMs: 5000 }, plain)
    server.get()
    expect(server.settingOf('cache-stored')).toBe('cacheValidMs')
    server.get()
    expect(server.codes).toContain('cache-hit')
  })

  it('goes past it for a request that asks for a fresh answer', () => {
    const server = proxy({ cache: true, cacheBypassHeader: 'X-Fresh' }, kept)
    server.get()
    server.get({
      headers: [
        ['Host', 'www.example.test'],
        ['X-Fresh', '1'],
      ],
    })
    expect(server.settingOf('cache-bypass')).toBe('cacheBypassHeader')
    expect(server.tried).toEqual(['d7'])
  })

  it.each([
    [
      [
        ['Set-Cookie', 'a=b'],
        ['Cache-Control', 'max-age=60'],
      ],
      'not-stored-cookie',
    ],
    [
      [
        ['Vary', '*'],
        ['Cache-Control', 'max-age=60'],
      ],
      'not-stored-vary',
    ],
    [[['Cache-Control', 'private']], 'not-stored-header'],
  ] as const)('does not keep an answer with %j', (headers, code) => {
    const server = proxy({ cache: true, cacheValidMs: 60_000 }, answer(200, headers))
    server.get()
    expect(server.codes).toContain(code)
  })

  it('spares the body where the caller already has what is kept', () => {
    const server = proxy({ cache: true }, kept)
    server.get()
    const reply = server.get({
      headers: [
        ['Host', 'www.example.test'],
        ['If-None-Match', '"v1"'],
      ],
    })
    expect(reply.status).toBe(304)
    expect(reply.body).toBeUndefined()
    expect(server.codes).toContain('not-modified')
  })

  it('keeps nothing for POST', () => {
    const server = proxy({ cache: true }, kept)
    server.get({ method: 'POST', bodyBytes: 2 })
    expect(server.codes).toContain('cache-method')
    server.get()
    expect(server.tried).toEqual(['d7'])
  })

  it('throws away what nobody asked for in ten minutes', () => {
    const long = answer(200, [['Cache-Control', 'max-age=9999']])
    const server = proxy({ cache: true }, long)
    server.get()
    server.clock = 601_000
    server.get()
    expect(server.codes).toContain('cache-miss')
  })
})
