import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { answer, Served } from '../../testing/served.ts'
import { rangeOf } from '../common/conditional.ts'
import { plainRow } from './fields.ts'
import { apache } from './program.ts'
import { read } from './read.ts'
import { isReadableHost } from './virtual-host.ts'
import { newWorkerState, pickWorker } from './workers.ts'

const file = { path: '/docs/a.txt', bytes: 50, type: 'text/plain' }
const ask = (method: string, target: string, headers: readonly Header[] = []) => {
  const config = { upstreams: [], files: [file], denied: [{ path: '/deny' }] }
  const server = new Served(apache, { config })
  return server.get({ method, target, headers: [['Host', 'a.test'], ...headers] })
}
const status = (method: string, target: string, headers: readonly Header[] = []) => ask(method, target, headers).status

const asked = (range: string) => rangeOf([['Range', range]], 50, { etag: undefined, lastModified: undefined })

const passed = (config: JsonObject, target: string, headers: readonly Header[] = []) => {
  const server = new Served(apache, { config, behind: { d7: answer(200) } })
  server.get({ target, headers: [['Host', 'a.test'], ...headers] })
  return server
}

/** What Apache 2.4.71 of Debian answered to the same requests. */
describe('requests as the real server takes them', () => {
  it.each([
    ['GET', '/../index.html', 400],
    ['GET', '/docs/a.txt#part', 400],
    ['GET', '/docs/a b.txt', 400],
    ['GET', 'docs/a.txt', 400],
    ['GET', `/${'a'.repeat(255)}`, 404],
    ['GET', `/${'a'.repeat(256)}`, 403],

    ['PUT', '/nope', 405],
    ['BREW', '/docs/a.txt', 501],
    ['get', '/docs/a.txt', 501],
    ['TRACE', '/deny/x', 200],
    ['CONNECT', '/docs/a.txt', 400],
    ['CONNECT', 'a.test:443', 405],
    ['OPTIONS', '*', 200],
    ['OPTIONS', '/nope', 200],
    ['POST', '/docs/', 404],
  ])('%s %s: %i', (method, target, expected) => {
    expect(status(method, target)).toBe(expected)
  })

  it.each<[string, string, number]>([
    ['Expect', 'wonders', 417],
    ['X-Long', 'a'.repeat(8190), 400],
    ['Content-Length', 'abc', 400],
    ['If-Unmodified-Since', 'Mon, 01 Jan 2024 00:00:00 GMT', 412],
    ['If-None-Match', '*', 304],
  ])('a header %s of its own decides', (name, value, expected) => {
    expect(status('GET', '/docs/a.txt', [[name, value]])).toBe(expected)
  })

  it('a condition that fits stops everything but reading', () => {
    expect(status('POST', '/docs/a.txt', [['If-None-Match', '*']])).toBe(412)
  })

  it.each([
    ['example.org:80', true],
    ['[::1]:80', true],
    ['[::1', false],
    ['::1', false],
    ['example..org', false],
    ['example.org:', false],
    ['example.org:99999', false],
  ])('the Host %s: %s', (host, isReadable) => {
    expect(isReadableHost(host)).toBe(isReadable)
  })
})

describe('ranges', () => {
  it.each([
    ['bytes=0-4,5-9', { part: 'bytes', first: 0, last: 9 }],
    ['bytes=0-1,100-200', { part: 'bytes', first: 0, last: 1 }],
    [
      'bytes=0-9,20-29',
      {
        part: 'several',
        ranges: [
          { first: 0, last: 9 },
          { first: 20, last: 29 },
        ],
      },
    ],
    ['bytes=100-200,300-', { part: 'unsatisfiable' }],
    ['bytes=-0', { part: 'whole' }],
    ['bytes=5-2', { part: 'whole' }],
    ['bytes=-', { part: 'whole' }],
    ['items=0-5', { part: 'whole' }],
  ])('%s', (range, expected) => {
    expect(asked(range)).toEqual(expected)
  })

  it('names no length on the page for a range outside', () => {
    expect(get(ask('GET', '/docs/a.txt', [['Range', 'bytes=60-']]).headers, 'Content-Range')).toBeUndefined()
  })
})

describe('what is passed on', () => {
  it.each([
    ['/a|b', '/a%7Cb'],
    ['/[x]', '/%5Bx%5D'],
    ["/a'b(c)!*~;=", "/a'b(c)!*~;="],
  ])('%s goes on as %s', (target, expected) => {
    expect(passed({}, target).passed[0]?.message.target).toBe(expected)
  })

  it('a target without a slash at its end breaks the address', () => {
    const config = { proxyPass: [{ path: '/', server: 'd7', upstreamUri: '' }] }
    const server = new Served(apache, { config, behind: { d7: answer(200) } })
    expect(server.get({ target: '/api', headers: [['Host', 'a.test']] }).status).toBe(500)
    expect(server.codes).toContain('target-unreadable')
  })

  it('what Connection names stays here, before the chain is told', () => {
    const sent: readonly Header[] = [
      ['Connection', 'close, X-Forwarded-For'],
      ['X-Forwarded-For', '1.2.3.4'],
    ]
    const [chain] = all(passed({}, '/', sent).passed[0]?.message.headers ?? [], 'X-Forwarded-For')
    expect(chain).not.toContain('1.2.3.4')
  })

  it('RequestHeader comes before what the proxy adds', () => {
    const requestHeaders = [{ action: 'set', name: 'X-Forwarded-For', value: '9.9.9.9' }]
    const [chain] = all(passed({ requestHeaders }, '/').passed[0]?.message.headers ?? [], 'X-Forwarded-For')
    expect(chain).toMatch(/^9\.9\.9\.9, /)
  })
})

describe('what a configuration says that is not modelled', () => {
  it.each([
    ['RequestHeader set X-Real-IP "%{REMOTE_ADDR}s"', 0],
    ['RequestHeader set X-Real-IP "expr=%{tolower:%{HTTP_HOST}}"', 0],
    ['RequestHeader set X-A b "expr=true"', 0],
    ['RequestHeader set Transfer-Encoding chunked', 0],
    ['ProxyPass /a http://10.0.0.7/ mapping=servlet', 0],
    ['ProxyPass /a ws://10.0.0.7/', 0],
    ['ProxyErrorOverride On 404', 0],
    ['ServerName own.test:8080', 0],
    ['<Location /a>\nProxyPreserveHost On\n</Location>', 1],
    ['<Proxy balancer://u>\nBalancerMember http://10.0.0.7 loadfactor=1.5\n</Proxy>', 1],
    ['<Proxy balancer://u>\nBalancerMember http://10.0.0.7 status=+Q\n</Proxy>', 1],
  ])('%s is named, not guessed', (text, line) => {
    expect(read(text).notRead).toMatchObject([{ line: line + 1 }])
  })

  it('settings of a balancer behind ProxyPass are its own', () => {
    const { config } = read('ProxyPass / balancer://u/ failonstatus=503 failontimeout=On timeout=2')
    expect(config).toMatchObject({ balancers: [{ name: 'u', failOnStatus: '503', failOnTimeout: true }] })
    expect(config).toMatchObject({ balancers: [{ waitMs: 2000 }] })
    expect(config).not.toHaveProperty('timeoutMs')
  })
})

describe('bytraffic', () => {
  it('reckons in whole numbers for a hundredfold weight', () => {
    const workers = [2, 1].map((weight) => ({
      row: { ...plainRow('d7'), weight },
      state: newWorkerState(weight),
    }))
    const turns = Array.from({ length: 8 }, () => {
      const index = pickWorker(workers, 0, 'bytraffic')?.index ?? 0
      const state = workers[index]?.state
      if (state) state.sent += 190
      return index
    })
    expect(turns).toEqual([0, 0, 1, 0, 1, 0, 0, 1])
  })
})
