import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { request as makeRequest } from '../../protocols/http/messages.ts'
import { masked, newSecret, secretIn } from './csrf-token.ts'
import { checkCsrf } from './csrf.ts'

const random = () => 0.3
const secret = newSecret(random)
const token = masked(secret, () => 0.7)
const host = 'www.example.test'

interface Sent {
  readonly headers?: readonly Header[]
  readonly isSecure?: boolean
  readonly trusted?: readonly string[]
  readonly profile?: string
  readonly method?: string
  readonly body?: string
  readonly type?: string
}

function check({
  headers = [],
  isSecure = false,
  trusted = [],
  profile = '4.2',
  method = 'POST',
  body,
  ...sent
}: Sent) {
  const { type = 'application/x-www-form-urlencoded' } = sent
  const text = body ?? `csrfmiddlewaretoken=${token}`
  const request = makeRequest({
    method,
    target: '/form/',
    headers: [['Cookie', `a=b; csrftoken=${secret}`], ['Content-Type', type], ...headers],
    body: { bytes: text.length, text },
  })
  const settings = { csrfProtection: true, csrfTrustedOrigins: trusted, allowedHosts: [host], debug: false }
  return checkCsrf(request, { csrfExempt: false }, { host, isSecure, remote: '127.0.0.1' }, settings, profile)
}

const from = (origin: string): Sent => ({ headers: [['Origin', origin]] })
const referred = (referer: string): Sent => ({ headers: [['Referer', referer]], isSecure: true })

/** django_db-013 to -022, and the same asked of Django 4.2.21 and 3.2.25. */
describe('a form', () => {
  it.each([
    [{}, undefined],
    [from(`http://${host}`), undefined],
    [from('http://evil.test'), 'origin'],
    [from(`https://${host}`), 'origin'],
    [from('null'), 'origin'],
    [{ headers: [['Referer', 'http://evil.test/']] }, undefined],
    [{ isSecure: true }, 'no-referer'],
    [{ type: 'text/plain' }, 'no-token'],
    [{ type: 'application/json' }, 'no-token'],
    [{ type: 'multipart/form-data; boundary=x' }, undefined],
    [{ type: 'application/x-www-form-urlencoded;charset=UTF-8' }, undefined],
    [referred(`https://${host}/form/`), undefined],
    [referred(`http://${host}/form/`), 'insecure-referer'],
    [referred('https://evil.test/'), 'referer'],
    [referred('/form/'), 'malformed-referer'],
    [{ ...from(`https://${host}`), isSecure: true }, undefined],
    [{ body: 'a=1' }, 'no-token'],
    [{ body: 'csrfmiddlewaretoken=abc' }, 'wrong-token'],
    [{ body: 'a=1', headers: [['X-CSRFToken', secret]] }, undefined],
    [{ body: 'x', method: 'PUT', headers: [['X-CSRFToken', token]] }, undefined],
    [{ method: 'PUT' }, 'no-token'],
    [{ method: 'GET', body: '' }, undefined],
  ] as const)('%j gets %s', (sent, refusal) => {
    expect(check(sent)).toBe(refusal)
  })

  const trusted = ['https://app.example.test', 'https://*.partner.test']
  it.each([
    ['https://app.example.test', undefined],
    ['http://app.example.test', 'origin'],
    ['https://a.partner.test', undefined],
    ['https://partner.test', undefined],
    ['https://a.b.partner.test', undefined],
    ['https://badpartner.test', 'origin'],
  ])('from %s with trusted origins gets %s', (origin, refusal) => {
    expect(check({ ...from(origin), isSecure: true, trusted })).toBe(refusal)
  })

  it('of a page elsewhere does not trouble Django 3.2 without TLS; with it the Referer is all that counts', () => {
    expect(check({ ...from('http://evil.test'), profile: '3.2' })).toBeUndefined()
    expect(check({ ...from(`https://${host}`), isSecure: true, profile: '3.2' })).toBe('no-referer')
    const sent = referred('https://app.example.test/')
    expect(check({ ...sent, profile: '3.2', trusted })).toBe('referer')
    expect(check({ ...sent, profile: '3.2', trusted: ['.example.test'] })).toBeUndefined()
  })
})

it('a token holds its secret under a mask', () => {
  expect(token).toHaveLength(64)
  expect(token).not.toContain(secret)
  expect(secretIn(token)).toBe(secret)
  expect(secretIn('no token!')).toBeUndefined()
})
