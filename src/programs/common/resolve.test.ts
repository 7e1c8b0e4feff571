import { describe, expect, it } from 'vitest'
import { codesOn, reasonOf, site } from '../../testing/site.ts'

const url = 'https://www.example.com/'

describe('a name that was looked up', () => {
  it('is known until its TTL has run out, and then asked for again', () => {
    const built = site({ dns: { config: { records: [{ name: 'www.example.com', target: 'd3', ttl: 60 }] } } })
    expect(codesOn(built, 'browser', built.get('browser', url))).toContain('chromium.name-found')
    const second = built.wait(30_000).get('browser', url)
    expect(codesOn(built, 'browser', second)).toContain('chromium.cached')
    expect(codesOn(built, 'dns', second)).toEqual([])
    expect(codesOn(built, 'browser', built.wait(31_000).get('browser', url))).toContain('chromium.name-found')
  })

  it('is still known when the DNS server has stopped', () => {
    const built = site()
    built.get('browser', url)
    built.change('dns', { service: false })
    expect(built.get('browser', url).verdict.seen).toMatchObject({ type: 'answer', status: 200 })
  })

  it('is asked for each time by curl, which keeps nothing', () => {
    const built = site({ browser: { program: 'curl' } })
    built.get('browser', url)
    expect(codesOn(built, 'dns', built.get('browser', url))).toEqual(['bind.data'])
  })

  it('that does not exist is remembered as long as the SOA says', () => {
    const built = site({ dns: { config: { negativeTtl: 10 } } })
    const wrong = 'https://wwww.example.com/'
    const first = built.get('browser', wrong)
    expect(first.verdict.seen).toEqual({ type: 'name-not-found', detail: 'no-name' })
    expect(reasonOf(built, first)).toEqual(['dns', 'bind.no-name'])
    expect(reasonOf(built, built.get('browser', wrong))).toEqual(['browser', 'chromium.cached-nothing'])
    expect(reasonOf(built, built.wait(11_000).get('browser', wrong))).toEqual(['dns', 'bind.no-name'])
  })
})

describe('a DNS server that', () => {
  it('is stopped is noticed at once, in every round', () => {
    const built = site()
    built.change('dns', { service: false })
    const trace = built.get('browser', url)
    expect(trace.verdict.seen).toEqual({ type: 'name-not-found', detail: 'port-closed' })
    expect(reasonOf(built, trace)).toEqual(['dns', 'net.udp-service-stopped'])
    expect(codesOn(built, 'dns', trace)).toHaveLength(2)
    expect(trace.durationMs).toBeLessThan(10)
  })

  it('hangs costs two rounds of five seconds', () => {
    const built = site()
    built.change('dns', { fault: { type: 'hung' } })
    const trace = built.get('browser', url)
    expect(trace.verdict.seen).toEqual({ type: 'name-not-found', detail: 'timed-out' })
    expect(trace.durationMs).toBeCloseTo(10_000, -2)
  })

  it('does not serve the zone refuses, and the next one is asked', () => {
    const built = site({ dns: { config: { zones: ['example.org'] } } })
    built.add('dns-server', 'second', { zone: 'lan' }).link('browser', 'second')
    built.change('browser', { config: { resolvers: [built.id('dns'), built.id('second')] } })
    const trace = built.get('browser', url)
    expect(trace.verdict.seen).toMatchObject({ status: 200 })
    expect(codesOn(built, 'dns', trace)).toEqual(['bind.not-served'])
  })

  it('says "no such name" is believed: no second one is asked', () => {
    const built = site({ dns: { config: { records: [{ name: 'x.example.com', target: 'd3' }] } } })
    built.add('dns-server', 'second', { zone: 'lan' }).link('browser', 'second')
    built.change('browser', { config: { resolvers: [built.id('dns'), built.id('second')] } })
    const trace = built.get('browser', url)
    expect(trace.verdict.seen).toEqual({ type: 'name-not-found', detail: 'no-name' })
    expect(codesOn(built, 'second', trace)).toEqual([])
  })
})

it('a client without any DNS server can look nothing up, but reach an address', () => {
  const built = site({ browser: { config: { resolvers: [] } } })
  expect(built.get('browser', url).verdict.seen).toEqual({ type: 'name-not-found', detail: 'no-server' })
  const address = built.compiled().addressesOf(built.id('proxy'))[0]
  expect(built.get('browser', `http://${address}/`).verdict.seen).toMatchObject({ status: 200 })
})

it('the hosts file comes before any DNS server', () => {
  const built = site({ browser: { config: { hosts: [{ name: 'shop.test', address: 'd3' }] } } })
  const trace = built.get('browser', 'http://shop.test/')
  expect(trace.verdict.seen).toMatchObject({ status: 200 })
  expect(codesOn(built, 'browser', trace)).toContain('chromium.in-hosts')
  expect(codesOn(built, 'dns', trace)).toEqual([])
})

it('an alias leads on to the address of its target', () => {
  const records = [
    { name: 'www.example.com', type: 'CNAME', value: 'proxy.example.com' },
    { name: 'proxy.example.com', target: 'd3' },
  ]
  const built = site({ dns: { config: { records } } })
  const trace = built.get('browser', url)
  expect(trace.verdict.seen).toMatchObject({ status: 200 })
  expect(codesOn(built, 'browser', trace)).toContain('chromium.alias-found')
})

it('a look-up by itself shows the answer of the DNS, past hosts file and cache', () => {
  const built = site({ browser: { config: { hosts: [{ name: 'www.example.com', address: '192.0.2.1' }] } } })
  const ask = (name: string) =>
    built.send({ type: 'dns', from: built.id('browser'), name, recordType: 'A' }).verdict.seen
  const address = built.compiled().addressesOf(built.id('proxy'))[0]
  expect(ask('www.example.com')).toEqual({ type: 'dns-answer', rcode: 'NOERROR', answers: [address] })
  expect(ask('nope.example.com')).toEqual({ type: 'dns-answer', rcode: 'NXDOMAIN', answers: [] })
  expect(ask('www.elsewhere.org')).toEqual({ type: 'dns-answer', rcode: 'REFUSED', answers: [] })
})

it('a port is open, refused or silent', () => {
  const built = site()
  const check = (port: number) =>
    built.send({ type: 'tcp', from: built.id('browser'), host: 'www.example.com', port, timeoutMs: 2000 }).verdict.seen
  expect(check(443)).toEqual({ type: 'open' })
  expect(check(8443)).toEqual({ type: 'refused' })
  built.change('proxy', { power: false })
  expect(check(443)).toEqual({ type: 'timed-out' })
})

it('a ping comes back, by name too', () => {
  const built = site()
  const { seen } = built.send({ type: 'ping', from: built.id('browser'), host: 'www.example.com' }).verdict
  expect(seen.type).toBe('echo')
})

it('asks the first three DNS servers of a list and no more, as glibc does', () => {
  const resolvers = ['203.0.113.201', '203.0.113.202', '203.0.113.203', '203.0.113.204']
  const built = site({ browser: { program: 'curl', config: { resolvers, dnsAttempts: 1 } } })
  const codes = codesOn(built, 'browser', built.get('browser', url))
  expect(codes.filter((code) => /curl\.dns-asks/.test(code))).toHaveLength(3)
})
