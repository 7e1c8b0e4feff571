import { describe, expect, it } from 'vitest'
import type { FailureReason } from '../model/verdict.ts'
import { curlExit, netError } from './spelling.ts'

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
