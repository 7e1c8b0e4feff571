import { expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { request } from '../../protocols/http/messages.ts'
import { isOverLimit } from './limits.ts'
import { factsOf, gunicornScheme } from './request-facts.ts'

const proxy = '10.0.2.31'
const settings: Parameters<typeof factsOf>[2] = {
  forwardedAllowIps: ['127.0.0.1'],
  trustForwardedProto: false,
  useForwardedHost: false,
}
const end = (address: string, port = 8000) => ({ address, port })

function facts(headers: readonly Header[], changed: Partial<typeof settings> = {}, peer = proxy, profile = '4.2') {
  const connection = { remote: end(peer, 50_000), local: end('10.0.2.41') }
  return factsOf({ headers }, connection, { ...settings, ...changed }, profile)
}

const proto = (value: string): readonly Header[] => [['X-Forwarded-Proto', value]]

/** django_db-010 to -012: gunicorn believes its own machine only; SECURE_PROXY_SSL_HEADER believes everybody. */
it.each([
  [proto('https'), {}, '127.0.0.1', true],
  [proto('https'), {}, proxy, false],
  [proto('https'), { forwardedAllowIps: ['*'] }, proxy, true],
  [proto('https, http'), {}, '127.0.0.1', false],
  [proto('https, http'), { trustForwardedProto: true }, proxy, true],
  [proto('http'), { trustForwardedProto: true }, proxy, false],
  [[['X-Forwarded-Ssl', 'on']] as const, {}, '127.0.0.1', true],
  [[], { trustForwardedProto: true }, '127.0.0.1', false],
] as const)('%j with %j from %s: TLS %s', (headers, changed, peer, isSecure) => {
  expect(facts(headers, changed, peer).isSecure).toBe(isSecure)
})

it('Django 3.2 compares the whole header', () => {
  expect(facts(proto('https, http'), { trustForwardedProto: true }, proxy, '3.2').isSecure).toBe(false)
})

it('a trusted proxy that says both is not understood', () => {
  const headers = [...proto('https'), ['X-Forwarded-Ssl', 'off'] as const]
  expect(gunicornScheme({ headers }, '127.0.0.1', settings)).toBe('contradictory')
})

it('the host is the Host, unless the proxy’s header counts; without any it is the address that was called', () => {
  const headers: readonly Header[] = [
    ['Host', 'a.test'],
    ['X-Forwarded-Host', 'b.test'],
  ]
  expect(facts(headers).host).toBe('a.test')
  expect(facts(headers, { useForwardedHost: true }).host).toBe('b.test')
  expect(facts([]).host).toBe('10.0.2.41:8000')
  expect(facts([['Host', '']]).host).toBe('')
})

const sent = (target: string, headers: readonly Header[]) => isOverLimit(request({ method: 'GET', target, headers }))

it('gunicorn’s own limits come first', () => {
  expect(sent('/'.padEnd(4094 - 'GET  HTTP/1.1'.length, 'a'), [])).toBe(false)
  expect(sent('/'.padEnd(4095 - 'GET  HTTP/1.1'.length, 'a'), [])).toBe(true)
  const many = Array.from({ length: 101 }, (_, index): Header => [`X-${index}`, '1'])
  expect(sent('/', many)).toBe(true)
  expect(sent('/', many.slice(1))).toBe(false)
  expect(sent('/', [['X', 'a'.repeat(8188)]])).toBe(true)
  expect(sent('/', [['X', 'a'.repeat(8187)]])).toBe(false)
})
