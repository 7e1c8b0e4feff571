import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import { Served } from '../../testing/served.ts'
import { nginx } from './program.ts'

const files = [
  { path: '/index.html', text: 'ROOT' },
  { path: '/docs/a.txt', bytes: 50, cacheControl: 'max-age=60' },
  { path: '/data.bin', type: 'application/x-own' },
]
const server = (config: JsonObject = { files }) => new Served(nginx, { kind: 'web-server', config })
const host: Header = ['Host', 'example.test']
const ask = (target: string, headers: readonly Header[] = [], method = 'GET') =>
  server().get({ target, method, headers: [host, ...headers] })

describe('static files', () => {
  it.each([
    ['GET', '/', 200],
    ['GET', '/index.html', 200],
    ['GET', '/docs/', 403],
    ['GET', '/docs', 301],
    ['GET', '/missing', 404],
    ['GET', '/index.html/', 404],
    ['PUT', '/index.html', 405],
    ['TRACE', '/index.html', 405],
    ['POST', '/index.html', 405],
    ['HEAD', '/docs/a.txt', 200],
  ])('%s %s is answered %i', (method, target, status) => {
    expect(ask(target, [], method).status).toBe(status)
  })

  it('come with type, length, entity tag and date', () => {
    const reply = ask('/docs/a.txt')
    expect(reply.headers).toEqual(
      expect.arrayContaining([
        ['Content-Type', 'text/plain'],
        ['Content-Length', '50'],
        ['ETag', '"692cda80-32"'],
        ['Last-Modified', 'Mon, 01 Dec 2025 00:00:00 GMT'],
        ['Cache-Control', 'max-age=60'],
        ['Accept-Ranges', 'bytes'],
      ]),
    )
    expect(get(ask('/data.bin').headers, 'Content-Type')).toBe('application/x-own')
    expect(ask('/').body).toEqual({ bytes: 4, text: 'ROOT' })
    expect(ask('/', [], 'HEAD').body).toBeUndefined()
  })

  it('name the row that decided', () => {
    const one = server()
    one.get({ target: '/docs/a.txt', headers: [host] })
    expect(one.settingOf('file-served')).toBe('files[1]')
    one.get({ target: '/', headers: [host] })
    expect(one.settingOf('index-served')).toBe('files[0]')
  })

  it('a directory without its slash is redirected to it', () => {
    expect(get(ask('/docs?x=1').headers, 'Location')).toBe('http://example.test/docs/?x=1')
  })

  it.each([
    [[['If-None-Match', '"692cda80-32"']], 304],
    [[['If-None-Match', 'W/"692cda80-32"']], 304],
    [[['If-None-Match', '"old"']], 200],
    [[['If-Modified-Since', 'Mon, 01 Dec 2025 00:00:00 GMT']], 304],
    [[['If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT']], 200],
    [
      [
        ['If-None-Match', '"692cda80-32"'],
        ['If-Modified-Since', 'Mon, 03 Nov 2025 00:00:00 GMT'],
      ],
      200,
    ],
    [[['If-Match', '"other"']], 412],
    [[['If-Match', '"692cda80-32"']], 200],
  ] as const)('the condition %j gives %i', (headers, status) => {
    expect(ask('/docs/a.txt', headers).status).toBe(status)
  })

  it.each([
    ['bytes=0-9', 206, 'bytes 0-9/50', 10],
    ['bytes=45-', 206, 'bytes 45-49/50', 5],
    ['bytes=-5', 206, 'bytes 45-49/50', 5],
    ['bytes=40-99', 206, 'bytes 40-49/50', 10],
    ['bytes=100-', 416, 'bytes */50', 197],
    ['bytes=0-1,4-5', 206, undefined, 198],
    ['bytes=0-1,4-99', 206, undefined, 243],
    ['bytes=0-30,20-49', 200, undefined, 50],
    ['bytes=a-b', 416, 'bytes */50', 197],
    ['lines=1-2', 200, undefined, 50],
  ])('the range %s gives %i', (range, status, contentRange, length) => {
    const reply = ask('/docs/a.txt', [['Range', range]])
    expect(reply.status).toBe(status)
    expect(get(reply.headers, 'Content-Range')).toBe(contentRange)
    expect(reply.body?.bytes).toBe(length)
  })

  it('a range is not sent where If-Range names another version', () => {
    expect(
      ask('/docs/a.txt', [
        ['Range', 'bytes=0-9'],
        ['If-Range', '"old"'],
      ]).status,
    ).toBe(200)
    expect(
      ask('/docs/a.txt', [
        ['Range', 'bytes=0-9'],
        ['If-Range', '"692cda80-32"'],
      ]).status,
    ).toBe(206)
  })

  it('a fresh web server shows its welcome page, an emptied one nothing', () => {
    expect(server({}).get().body?.bytes).toBe(615)
    expect(server({ files: [] }).status()).toBe(403)
    expect(server({ files: [] }).status({ target: '/a' })).toBe(404)
  })
})
