import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import type { Trace } from '../../model/trace.ts'
import { network, type NetworkBuilder } from '../../testing/network.ts'

/** A client, a balancer and web servers A, B … in one network, the balancer asked by its address. */
function site(config: JsonObject, count = 2): NetworkBuilder {
  const built = network()
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('client', 'browser', { zone: 'lan', program: 'curl' })
    .add('load-balancer', 'lb', { zone: 'lan', bare: true, config: { mode: 'http', ...config } })
    .link('browser', 'lb')
  for (const name of ['A', 'B', 'C'].slice(0, count)) {
    built.add('web-server', name, { zone: 'lan' }).link('lb', name)
  }
  return built
}

const get = (built: NetworkBuilder, options: Parameters<NetworkBuilder['get']>[2] = {}): Trace =>
  built.get('browser', `http://${built.compiled().addressesOf(built.id('lb'))[0]}/`, options)

/** TLS ends at A, whose certificate is for the balancer's address. */
function getEncrypted(built: NetworkBuilder): Trace {
  const address = built.compiled().addressesOf(built.id('lb'))[0] ?? ''
  built.change('A', { config: { https: true, certificateNames: address } })
  return built.get('browser', `https://${address}/`)
}

/** What the balancer said, in order, without its prefix. */
const said = (built: NetworkBuilder, trace: Trace): string[] =>
  trace.hops
    .filter(({ device }) => device === built.id('lb'))
    .flatMap(({ steps }) => steps.map(({ code }) => code))
    .filter((code) => code.startsWith('haproxy.'))
    .map((code) => code.slice('haproxy.'.length))

/** Status and whole ms, and the server that the answer came from. */
function outcome(built: NetworkBuilder, trace: Trace) {
  const { seen } = trace.verdict
  const served = ['A', 'B', 'C'].find((name) =>
    trace.hops.some(
      ({ device, purpose, leg, steps }) =>
        purpose === 'message' && leg === 'request' && steps.length > 0 && built.nameOf(device) === name,
    ),
  )
  return {
    status: seen.type === 'answer' ? seen.status : seen.type,
    seconds: Math.round(trace.durationMs / 100) / 10,
    served,
  }
}

const off = { check: false } as const

describe('mode tcp', () => {
  it('reaches web apps on the port on which they listen, though clients come to another one', () => {
    const built = network()
      .add('client', 'browser', { program: 'curl' })
      .add('load-balancer', 'lb')
      .add('web-app', 'A')
      .add('web-app', 'B')
      .link('browser', 'lb', 'A')
      .link('lb', 'B')
    expect([get(built), get(built)].map((trace) => outcome(built, trace).served)).toEqual(['A', 'B'])
  })
})

describe('recorded with HAProxy 2.6: failures without health checks', () => {
  it('one of two dead, with redispatch: the other one at once, and the dead one is tried again next time', () => {
    const built = site({ ...off, redispatch: true }).change('B', { service: false })
    const outcomes = [1, 2, 3, 4].map(() => get(built))
    expect(outcomes.map((trace) => outcome(built, trace))).toEqual(
      Array.from({ length: 4 }, () => ({ status: 200, seconds: 0, served: 'A' })),
    )
    expect(outcomes.map((trace) => said(built, trace).includes('redispatched'))).toEqual([false, true, true, true])
  })

  it('a single dead one: 503 after three seconds', () => {
    const built = site(off, 1).change('A', { service: false })
    const trace = get(built)
    expect(outcome(built, trace)).toMatchObject({ status: 503, seconds: 3 })
    expect(said(built, trace).filter((code) => code === 'retried-after')).toHaveLength(3)
    const gaveUp = trace.hops.flatMap(({ steps }) => steps).find(({ code }) => code === 'haproxy.gave-up')
    expect(gaveUp?.data).toMatchObject({ termination: { text: 'SC' }, tries: { value: 4 } })
  })

  it('blames the stopped server for it', () => {
    const built = site(off, 1).change('A', { service: false })
    const { verdict, hops } = get(built)
    expect(hops[verdict.because.hop]?.device).toBe(built.id('A'))
  })

  it('the other of two keeps its turn without redispatch: every second request waits three seconds', () => {
    const built = site(off).change('B', { service: false })
    expect([1, 2, 3].map(() => outcome(built, get(built)).status)).toEqual([200, 503, 200])
  })

  it('a backup without checks is never used, redispatch or not', () => {
    const servers = [{ server: 'd3' }, { server: 'd4', backup: true }]
    const built = site({ ...off, redispatch: true, servers }).change('A', { service: false })
    expect(outcome(built, get(built))).toMatchObject({ status: 503, seconds: 3 })
  })

  it('one that nobody hears from: the connect time-out for each try, without a pause between', () => {
    const built = site({ ...off, connectTimeoutMs: 1000 }, 1).change('A', { power: false })
    const trace = get(built)
    expect(outcome(built, trace)).toMatchObject({ status: 503, seconds: 4 })
    const none = site({ ...off, connectTimeoutMs: 1000, retries: 0 }, 1).change('A', { power: false })
    expect(outcome(none, get(none))).toMatchObject({ status: 503, seconds: 1 })
  })

  it('one that closes without an answer: 502, and no other is tried', () => {
    const built = site(off).change('A', { fault: { type: 'closes' } })
    expect([1, 2, 3, 4].map(() => outcome(built, get(built)).status)).toEqual([502, 200, 502, 200])
  })

  it('one that answers 500: the 500 is passed on', () => {
    const built = site(off).change('A', { fault: { type: 'answers', status: 500 } })
    expect([1, 2, 3, 4].map(() => outcome(built, get(built)).status)).toEqual([500, 200, 500, 200])
  })

  it('one slower than the time-out: 504 after it', () => {
    const built = site({ ...off, serverTimeoutMs: 1000 }).change('A', { fault: { type: 'slow', ms: 2500 } })
    expect([1, 2, 3, 4].map(() => outcome(built, get(built)).status)).toEqual([504, 200, 504, 200])
    const again = site({ ...off, serverTimeoutMs: 1000 }).change('A', { fault: { type: 'hung' } })
    expect(outcome(again, get(again))).toMatchObject({ status: 504, seconds: 1 })
  })
})

describe('health checks', () => {
  it('leave out a server whose service is stopped, and say so', () => {
    const built = site({}).change('B', { service: false })
    const traces = [1, 2, 3].map(() => get(built))
    expect(traces.map((trace) => outcome(built, trace))).toEqual(
      Array.from({ length: 3 }, () => ({ status: 200, seconds: 0, served: 'A' })),
    )
    expect(said(built, traces[0] ?? get(built))).toEqual([
      'skipped-down',
      'last-target',
      'request-sent',
      'answer-passed',
    ])
  })

  it('find out while the balancer runs, and take the server back', () => {
    const built = site({ checkIntervalMs: 1000, rise: 2, fall: 3 })
    get(built)
    built.change('B', { service: false })
    built.wait(5000)
    expect([1, 2, 3].map(() => outcome(built, get(built)).served)).toEqual(['A', 'A', 'A'])
    built.change('B', { service: true })
    built.wait(5000)
    const served = [1, 2, 3, 4].map(() => outcome(built, get(built)).served)
    expect(served.filter((name) => name === 'A')).toHaveLength(2)
    expect(served.filter((name) => name === 'B')).toHaveLength(2)
  })

  it('answer 503 at once when nobody is healthy', () => {
    const built = site({}).change('A', { service: false }).change('B', { power: false })
    const trace = get(built)
    expect(outcome(built, trace)).toEqual({ status: 503, seconds: 0, served: undefined })
    expect(said(built, trace)).toEqual(['skipped-down', 'skipped-down', 'no-usable-server', 'answers-itself'])
    expect(trace.page?.text).toContain('No server is available')
  })

  it('that only open a connection do not notice an application that answers 500', () => {
    const fault = { type: 'answers', status: 500 } as const
    const blind = site({ checkType: 'tcp' }).change('B', { fault })
    expect([1, 2].map(() => outcome(blind, get(blind)).status)).toEqual([200, 500])
    const seeing = site({ checkType: 'http' }).change('B', { fault })
    expect([1, 2].map(() => outcome(seeing, get(seeing)).status)).toEqual([200, 200])
  })

  it('of a path that is not there take every server out', () => {
    const built = site({ checkType: 'http', checkPath: '/health' })
    expect(outcome(built, get(built)).status).toBe(503)
  })

  it('let the backup take over', () => {
    const servers = [{ server: 'd3' }, { server: 'd4', backup: true }]
    const built = site({ servers }).change('A', { service: false })
    const trace = get(built)
    expect(outcome(built, trace)).toEqual({ status: 200, seconds: 0, served: 'B' })
    expect(said(built, trace)).toContain('picked-backup')
  })
})

describe('mode http', () => {
  it('takes turns from request to request', () => {
    const built = site({}, 3)
    expect([1, 2, 3, 4].map(() => outcome(built, get(built)).served)).toEqual(['A', 'B', 'C', 'A'])
  })

  it('ends TLS and passes plain HTTP on to where the server speaks it', () => {
    const built = site({})
    const trace = built.get('browser', `https://${built.compiled().addressesOf(built.id('lb'))[0]}/`)
    expect(trace.verdict.seen).toMatchObject({ type: 'answer', status: 200 })
    const upstream = trace.hops.find(({ device, purpose }) => device === built.id('A') && purpose === 'message')
    expect(upstream?.packetIn).toMatchObject({ transport: { destinationPort: 80 } })
    expect(upstream?.packetIn?.encrypted).toBeUndefined()
  })

  it('adds a header line of its own for the address of the client, beside one that is there', () => {
    const built = site({ forwardedFor: true })
    const trace = get(built, { headers: [['X-Forwarded-For', '198.51.100.7']] })
    const seen = trace.hops.find(({ device, purpose }) => device === built.id('A') && purpose === 'message')
    const message = seen?.packetIn?.message
    const lines = message?.protocol === 'http' ? message.headers.filter(([name]) => name === 'X-Forwarded-For') : []
    const client = built.compiled().addressesOf(built.id('browser'))[0]
    expect(lines.map(([, value]) => value)).toEqual(['198.51.100.7', client])
  })

  it('takes its own tokens out of Connection and leaves the rest', () => {
    const built = site({})
    const trace = get(built, { headers: [['Connection', 'close, X-Foo']] })
    const seen = trace.hops.find(({ device, purpose }) => device === built.id('A') && purpose === 'message')
    const message = seen?.packetIn?.message
    expect(message?.protocol === 'http' && message.headers).toContainEqual(['Connection', 'X-Foo'])
  })

  it('counts connections only while they last', () => {
    const built = site({})
    get(built)
    const state = built.world.states[built.id('lb')]?.state
    expect(state).toMatchObject({ servers: { d3: { connections: 0, sessions: 1 } } })
  })

  it('counts a connection out when the client does not wait for its answer', () => {
    const built = site({ check: false }).change('A', { fault: { type: 'hung' } })
    expect(get(built, { timeoutMs: 500 }).verdict.seen.type).toBe('timed-out')
    const state = built.world.states[built.id('lb')]?.state
    expect(state).toMatchObject({ servers: { d3: { connections: 0, sessions: 1 } } })
  })
})

describe('mode tcp', () => {
  it('passes TLS through, unread, to the port that the client came to', () => {
    const built = site({ mode: 'tcp' })
    const trace = getEncrypted(built)
    expect(trace.verdict.seen).toMatchObject({ type: 'answer', status: 200 })
    const upstream = trace.hops.find(({ device, purpose }) => device === built.id('A') && purpose === 'message')
    expect(upstream?.packetIn).toMatchObject({ transport: { destinationPort: 443 }, encrypted: { version: 'TLS 1.3' } })
  })

  it('keeps the server that a connection was given', () => {
    const built = site({ mode: 'tcp' })
    const trace = getEncrypted(built)
    expect(said(built, trace)).toEqual(['picked-roundrobin', 'relays', 'relays-back', 'relays-on', 'relays-back'])
  })

  it('closes when nobody is healthy', () => {
    const built = site({ mode: 'tcp' }).change('A', { service: false }).change('B', { service: false })
    const trace = get(built)
    expect(trace.verdict.seen.type).toBe('empty-reply')
    expect(said(built, trace)).toContain('closes-client')
  })

  it('says that with one target there is nothing to distribute, and who distributes instead', () => {
    const single = site({ mode: 'tcp' }, 1)
    expect(said(single, get(single))).toContain('only-target')
    const before = site({ mode: 'tcp' }, 0)
      .add('reverse-proxy', 'proxy', { zone: 'lan' })
      .add('web-server', 'A', { zone: 'lan' })
      .add('web-server', 'B', { zone: 'lan' })
      .link('lb', 'proxy', 'A')
      .link('proxy', 'B')
    expect(said(before, get(before))).toContain('only-target-distributes')
  })
})
