import { describe, expect, it } from 'vitest'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'
import { answer, Served, type Behaviour } from '../../testing/served.ts'
import { nginx } from './program.ts'

const html: readonly Header[] = [['Content-Type', 'text/html']]

const proxy = (config: JsonObject = {}, behaviour: Behaviour = answer(200, html)) =>
  new Served(nginx, { config, behind: { d7: behaviour } })

const header = (message: HttpResponseMessage, name: string) => get(message.headers, name)

const tlsHello = { protocol: 'tls', kind: 'client-hello' } as const

const showing = (config: JsonObject) => ({ message: { kind: 'server-hello', certificate: config } })

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
    const message = request({ method: 'GET', target: '/', headers: [] })
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
