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

const passed = (config: JsonObject, headers: readonly Header[], more = {}) => {
  const server = proxy(config)
  server.get({ headers: [['Host', 'www.example.test:80'], ...headers], ...more })
  return { message: server.passed[0]!.message, server }
}

const locationFor = (to: string) => header(proxy({}, answer(302, [['Location', to]])).get(), 'Location')

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
