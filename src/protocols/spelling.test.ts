import { describe, expect, it } from 'vitest'
import type { Header } from '../model/request.ts'
import type { FailureReason } from '../model/verdict.ts'
import { curlExit, netError, scriptError } from './spelling.ts'

// As observed with curl 7.88 and Chromium 156
describe('a failure', () => {
  it.each<[FailureReason, string | undefined, number | undefined, string | undefined]>([
    ['name-not-found', undefined, 6, 'ERR_NAME_NOT_RESOLVED'],
    ['refused', undefined, 7, 'ERR_CONNECTION_REFUSED'],
    ['timed-out', undefined, 28, 'ERR_CONNECTION_TIMED_OUT'],
    ['timed-out', 'handshake', 28, 'ERR_TIMED_OUT'],
    ['host-unreachable', undefined, 7, 'ERR_ADDRESS_UNREACHABLE'],
    ['net-unreachable', undefined, 7, 'ERR_ADDRESS_UNREACHABLE'],
    ['reset', undefined, 56, 'ERR_CONNECTION_RESET'],
    ['reset', 'handshake', 35, 'ERR_CONNECTION_RESET'],
    ['empty-reply', undefined, 52, 'ERR_EMPTY_RESPONSE'],
    ['closed', 'handshake', 35, 'ERR_CONNECTION_CLOSED'],
    ['bad-certificate', 'expired', 60, 'ERR_CERT_DATE_INVALID'],
    ['bad-certificate', 'not-yet-valid', 60, 'ERR_CERT_DATE_INVALID'],
    ['bad-certificate', 'wrong-name', 60, 'ERR_CERT_COMMON_NAME_INVALID'],
    ['bad-certificate', 'self-signed', 60, 'ERR_CERT_AUTHORITY_INVALID'],
    ['bad-certificate', 'untrusted', 60, 'ERR_CERT_AUTHORITY_INVALID'],
    ['protocol-error', undefined, 35, 'ERR_SSL_PROTOCOL_ERROR'],
    ['too-many-redirects', undefined, 47, 'ERR_TOO_MANY_REDIRECTS'],
    ['bad-url', 'unsafe-port', undefined, 'ERR_UNSAFE_PORT'],
    ['blocked-by-cors', 'no-allow-origin', undefined, 'ERR_FAILED'],
    ['not-modelled', 'idn', undefined, undefined],
  ])('%s (%s) is curl %s and Chromium %s', (type, detail, exit, error) => {
    const seen = detail === undefined ? { type } : { type, detail }
    expect([curlExit(seen), netError(seen)]).toEqual([exit, error])
  })
})

describe('an answer', () => {
  it('is no failure to curl, whatever its status', () => {
    expect(curlExit({ type: 'answer', status: 502, reason: 'Bad Gateway' })).toBe(0)
  })
})

// As observed with Chromium 156
describe('a call of fetch() that is not allowed', () => {
  const inFetch = "TypeError: Failed to execute 'fetch' on 'Window': "
  it.each<[string, { method?: string; url?: string; headers?: readonly Header[] }, string]>([
    ['body', {}, `${inFetch}Request with GET/HEAD method cannot have body.`],
    ['method', { method: 'TRACE' }, `${inFetch}'TRACE' HTTP method is unsupported.`],
    ['method', { method: 'A B' }, `${inFetch}'A B' is not a valid HTTP method.`],
    ['header', { headers: [['A B', '1']] }, `${inFetch}Invalid name`],
    ['header', { headers: [['X', 'a\nb']] }, `${inFetch}Invalid value`],
    [
      'header',
      { headers: [['X', 'ä€']] },
      `${inFetch}Failed to read the 'headers' property from 'RequestInit': String contains non ISO-8859-1 code point.`,
    ],
    ['no-cors-method', { method: 'PUT' }, `${inFetch}'PUT' is unsupported in no-cors mode.`],
    [
      'url-credentials',
      { url: 'http://ann@a.test/' },
      `${inFetch}Request cannot be constructed from a URL that includes credentials: http://ann@a.test/`,
    ],
    ['same-origin', {}, 'TypeError: Failed to fetch'],
    ['no-cors-redirect', {}, 'TypeError: Failed to fetch'],
  ])('because of %s %j throws', (detail, asked, error) => {
    const whole = { method: 'GET', url: 'http://a.test/', ...asked }
    expect(scriptError({ type: 'not-allowed', detail }, whole)).toBe(error)
  })

  it('has a name of the network where something was sent', () => {
    const asked = { method: 'GET', url: 'http://a.test/' }
    expect(scriptError({ type: 'not-allowed', detail: 'redirect' }, asked)).toBeUndefined()
    expect(scriptError({ type: 'blocked-by-cors' }, asked)).toBeUndefined()
  })
})
