import { describe, expect, it } from 'vitest'
import type { HttpRequestSpec } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import type { Trace } from '../../model/trace.ts'
import { network } from '../../testing/network.ts'
import { codesOn, reasonOf, site } from '../../testing/site.ts'

const requestsAt = ({ hops }: Trace, device: string) =>
  hops.flatMap(({ device: at, packetIn }) =>
    at === device && packetIn?.message?.protocol === 'http' && packetIn.message.kind === 'request'
      ? [packetIn.message]
      : [],
  )

describe('without a scheme', () => {
  it('a public name is tried with https first', () => {
    const built = site()
    const trace = built.get('browser', 'www.example.com/x')
    expect(codesOn(built, 'browser', trace)[0]).toBe('chromium.typed-https')
    expect(trace.page?.url).toBe('https://www.example.com/x')
  })

  it('http is tried when https fails', () => {
    const built = site({ proxy: { config: { https: false } } })
    const trace = built.get('browser', 'www.example.com')
    expect(codesOn(built, 'browser', trace)).toContain('chromium.falls-back')
    expect(trace.page?.url).toBe('http://www.example.com/')
  })

  it('an address is taken with http', () => {
    const built = site()
    const address = built.compiled().addressesOf(built.id('proxy'))[0] ?? ''
    expect(built.get('browser', address).page?.url).toBe(`http://${address}/`)
  })
})

describe('http, where the browser is set to try https first', () => {
  const config = { httpsFirst: true }

  it('is asked by https for a public name, whoever asks', () => {
    for (const options of [{}, { initiator: 'link', pageOrigin: 'http://www.example.com' }] as const) {
      const built = site({ browser: { config } })
      const trace = built.get('browser', 'http://www.example.com/x', options)
      expect(codesOn(built, 'browser', trace)[0]).toBe('chromium.upgrades-http')
      expect(trace.page?.url).toBe('https://www.example.com/x')
    }
  })

  it('is taken where https does not work, where a port is written, and for an address', () => {
    const refusing = site({ browser: { config }, proxy: { config: { https: false } } })
    expect(refusing.get('browser', 'http://www.example.com/').page?.url).toBe('http://www.example.com/')
    const built = site({ browser: { config } })
    const address = built.compiled().addressesOf(built.id('proxy'))[0] ?? ''
    expect(built.get('browser', `http://${address}/`).page?.url).toBe(`http://${address}/`)
    expect(codesOn(built, 'browser', built.get('browser', 'http://www.example.com:8080/'))).not.toContain(
      'chromium.upgrades-http',
    )
  })
})

it.each([
  ['', 'empty'],
  ['ftp://www.example.com/', 'scheme-not-modelled'],
  ['https://www.example.com:99999/', 'port-invalid'],
  ['http://www.example.com:6000/', 'unsafe-port'],
])('does not send %j', (url, detail) => {
  expect(site().get('browser', url).verdict.seen).toEqual({ type: 'bad-url', detail })
})

const redirecting = (endpoints: JsonObject[]) => site({ app: { config: { endpoints } } })

const methodsAfter = (status: number) => {
  const built = redirecting([
    { path: '/a', method: 'POST', status, location: '/b' },
    { path: '/b', method: 'any' },
  ])
  const trace = built.get('browser', 'https://www.example.com/a', { method: 'POST', body: 'x', initiator: 'form' })
  return requestsAt(trace, built.id('app')).map((request) => [request.method, request.body?.bytes])
}

describe('redirects', () => {
  it('are followed over the connection that is still open', () => {
    const built = redirecting([
      { path: '/a', status: 302, location: '/b' },
      { path: '/b', body: 'here' },
    ])
    const trace = built.get('browser', 'https://www.example.com/a')
    expect(trace.page).toMatchObject({ url: 'https://www.example.com/b', text: 'here' })
    expect(codesOn(built, 'browser', trace)).toContain('chromium.reuses-connection')
  })

  it('stop after the twentieth', () => {
    const built = redirecting([{ path: '/a', status: 302, location: '/a' }])
    const trace = built.get('browser', 'https://www.example.com/a')
    expect(trace.verdict.seen).toEqual({ type: 'too-many-redirects', status: 302 })
    expect(requestsAt(trace, built.id('app'))).toHaveLength(21)
    expect(reasonOf(built, trace)[0]).toBe('app')
  })

  it('make a GET without a body of a POST, but not after 307', () => {
    expect(methodsAfter(302)).toEqual([
      ['POST', 1],
      ['GET', undefined],
    ])
    expect(methodsAfter(307)).toEqual([
      ['POST', 1],
      ['POST', 1],
    ])
  })
})

const fromSecurePage = (initiator: NonNullable<HttpRequestSpec['initiator']>, url: string) =>
  site().get('browser', url, { initiator, pageOrigin: 'https://www.example.com' })

describe('a secure page', () => {
  it.each(['fetch', 'iframe', 'form'] as const)('does not get plain http by %s', (initiator) => {
    const trace = fromSecurePage(initiator, 'http://www.example.com/x')
    expect(trace.verdict.seen).toEqual({ type: 'mixed-content', detail: initiator })
    expect(trace.hops).toHaveLength(1)
  })

  it('gets its pictures by https instead', () => {
    expect(fromSecurePage('image', 'http://www.example.com/x.png').page?.url).toBe('https://www.example.com/x.png')
  })

  it('may link to plain http', () => {
    expect(fromSecurePage('link', 'http://www.example.com/x').page?.url).toBe('http://www.example.com/x')
  })

  it('reads a relative address from its own origin', () => {
    expect(fromSecurePage('fetch', '/api/x').page?.url).toBe('https://www.example.com/api/x')
  })
})

describe('a page of another origin', () => {
  const pageOrigin = 'https://shop.example'
  const ask = (config: JsonObject, request: Partial<HttpRequestSpec> = {}) => {
    const built = site({ app: { config } })
    const send = () =>
      built.get('browser', 'https://www.example.com/api/x', { initiator: 'fetch', pageOrigin, ...request })
    const trace = send()
    return {
      built,
      send,
      trace,
      seen: trace.verdict.seen,
      sent: requestsAt(trace, built.id('app')).map((one) => one.method),
    }
  }

  it('gets what the server lets it see', () => {
    const { seen, sent, trace, built } = ask({ corsOrigins: [pageOrigin] })
    expect(seen).toMatchObject({ type: 'answer', status: 200 })
    expect(sent).toEqual(['GET'])
    expect(codesOn(built, 'browser', trace)).toEqual(
      expect.arrayContaining(['chromium.no-preflight', 'chromium.cors-passed']),
    )
  })

  it('does not get an answer without the header, although the request was carried out', () => {
    const { seen, sent, trace } = ask({})
    expect(seen).toEqual({ type: 'blocked-by-cors', detail: 'no-allow-origin', status: 200 })
    expect(sent).toEqual(['GET'])
    expect(trace.page).toBeUndefined()
  })

  it('asks in advance for what is not simple, and only then sends it', () => {
    expect(ask({ corsOrigins: [pageOrigin] }, { method: 'PUT' }).sent).toEqual(['OPTIONS', 'PUT'])
    const json: Partial<HttpRequestSpec> = {
      method: 'POST',
      body: '{}',
      headers: [['Content-Type', 'application/json']],
    }
    expect(ask({ corsOrigins: [pageOrigin] }, json).sent).toEqual(['OPTIONS', 'POST'])
    expect(ask({ corsOrigins: [pageOrigin] }, { method: 'POST', body: 'a=1' }).sent).toEqual(['POST'])
  })

  it('is stopped by the answer in advance: the request itself never reaches the server', () => {
    const { seen, sent } = ask({ corsOrigins: [pageOrigin], corsMethods: ['GET'] }, { method: 'DELETE' })
    expect(seen).toEqual({ type: 'blocked-by-cors', detail: 'method-not-allowed', status: 200 })
    expect(sent).toEqual(['OPTIONS'])
  })

  it('asks in advance once, as long as the answer may be kept', () => {
    const { built, send } = ask({ corsOrigins: [pageOrigin], corsMaxAge: 60 }, { method: 'PUT' })
    const methods = () => requestsAt(send(), built.id('app')).map((one) => one.method)
    expect(methods()).toEqual(['PUT'])
    built.wait(61_000)
    expect(methods()).toEqual(['OPTIONS', 'PUT'])
  })

  it('with cookies needs its own name in the answer, not "*"', () => {
    const request = { credentials: 'include' } as const
    const open = { corsOrigins: ['*'] }
    expect(ask(open).seen).toMatchObject({ status: 200 })
    expect(ask(open, request).seen).toMatchObject({ detail: 'wildcard-with-credentials' })
    expect(ask({ ...open, corsCredentials: true }, request).seen).toMatchObject({ type: 'answer', status: 200 })
  })

  it('sees the 500 of an app that sends the header on errors too', () => {
    const { seen } = ask({
      corsOrigins: [pageOrigin],
      database: 'd99',
      endpoints: [{ path: '/*', usesDatabase: 'reads' }],
    })
    expect(seen).toMatchObject({ type: 'answer', status: 500 })
  })
})

it('the browser and the page on the same origin need no permission', () => {
  const trace = site().get('browser', 'https://www.example.com/api/x', {
    initiator: 'fetch',
    pageOrigin: 'https://www.example.com',
    method: 'DELETE',
  })
  expect(trace.verdict.seen).toMatchObject({ type: 'answer', status: 200 })
})

describe('what ends a request before it is answered', () => {
  it.each([
    ['hung', 'timed-out'],
    ['resets', 'reset'],
    ['closes', 'empty-reply'],
  ] as const)('a server that %s', (type, reason) => {
    const built = site()
    built.change('proxy', { fault: { type } })
    expect(built.get('browser', 'http://www.example.com/').verdict.seen).toEqual({ type: reason })
  })

  it.each([
    ['resets', 'reset'],
    ['closes', 'closed'],
  ] as const)('a server that %s within the handshake of TLS', (type, reason) => {
    const built = site()
    built.change('proxy', { fault: { type } })
    const seen = { type: reason, detail: 'handshake' }
    expect(built.get('browser', 'https://www.example.com/').verdict.seen).toEqual(seen)
  })

  it('a server that is silent within the handshake of TLS, for 30 s', () => {
    const built = site()
    built.change('proxy', { fault: { type: 'hung' } })
    const trace = built.get('browser', 'https://www.example.com/')
    expect(trace.verdict.seen).toEqual({ type: 'timed-out', detail: 'handshake' })
    expect(trace.durationMs).toBeCloseTo(30_000, -2)
  })

  it('a machine that is off is found out by ARP, or by the client’s own patience if that is shorter', () => {
    const built = site()
    built.change('proxy', { power: false })
    expect(built.get('browser', 'http://www.example.com/').verdict.seen).toEqual({ type: 'host-unreachable' })
    const impatient = built.get('browser', 'http://www.example.com/', { connectTimeoutMs: 1000 })
    expect(impatient.verdict.seen).toEqual({ type: 'timed-out' })
    expect(impatient.durationMs).toBeCloseTo(1000, -1)
  })

  it('a service that is stopped', () => {
    const built = site()
    built.change('proxy', { service: false })
    const trace = built.get('browser', 'http://www.example.com/')
    expect(trace.verdict.seen).toEqual({ type: 'refused' })
    expect(reasonOf(built, trace)).toEqual(['proxy', 'net.service-stopped'])
  })
})

it('a second address is tried when the first one refuses', () => {
  const built = network()
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('client', 'browser', { zone: 'lan', program: 'curl' })
    .add('dns-server', 'dns', { zone: 'lan' })
    .add('web-app', 'one', { zone: 'lan', service: false, config: { port: 80 } })
    .add('web-app', 'two', { zone: 'lan', config: { port: 80 } })
    .link('browser', 'dns')
    .link('browser', 'one')
    .link('browser', 'two')
  const records = ['one', 'two'].map((name) => ({ name: 'www.example.com', target: built.id(name) }))
  built.change('dns', { config: { records } })
  for (let count = 0; count < 4; count += 1) {
    expect(built.get('browser', 'http://www.example.com/').verdict.seen).toMatchObject({ status: 200 })
  }
})

it('calls a scheme that it does not know by its name', () => {
  const built = site()
  const trace = built.get('browser', 'htps://www.example.com/')
  const step = trace.hops[trace.verdict.because.hop]?.steps[trace.verdict.because.step]
  expect(step?.code).toBe('chromium.unknown-scheme')
  expect(step?.data['scheme']).toEqual({ t: 'code', text: 'htps://' })
})
