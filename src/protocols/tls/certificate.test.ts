import { describe, expect, it } from 'vitest'
import type { CertificateInfo } from '../../model/packet.ts'
import { judgeCertificate } from './certificate.ts'

const now = Date.UTC(2026, 0, 5, 12)
const day = 86_400_000
const name = 'www.example.test'

const good: CertificateInfo = {
  subject: name,
  names: [name, 'example.test'],
  issuer: 'root',
  notBefore: now - 30 * day,
  notAfter: now + 60 * day,
  selfSigned: false,
  trusted: true,
}
const expired: Partial<CertificateInfo> = { notAfter: now - 1 }
const wrong: Partial<CertificateInfo> = { subject: 'other.test', names: ['other.test'] }
const selfSigned: Partial<CertificateInfo> = { selfSigned: true, trusted: false }

const judge = (change: Partial<CertificateInfo>, profile: 'curl' | 'chromium', host = name): string => {
  const verdict = judgeCertificate({ ...good, ...change }, host, now, profile)
  return verdict.ok ? 'ok' : verdict.reason
}

describe('a certificate', () => {
  it.each<[string, Partial<CertificateInfo>, string, string]>([
    ['fits', {}, 'ok', 'ok'],
    ['has expired', expired, 'expired', 'expired'],
    ['ends right now', { notAfter: now }, 'ok', 'ok'],
    ['begins right now', { notBefore: now }, 'ok', 'ok'],
    ['is not valid yet', { notBefore: now + 1 }, 'not-yet-valid', 'not-yet-valid'],
    ['is for another name', wrong, 'wrong-name', 'wrong-name'],
    ['is signed by itself', selfSigned, 'self-signed', 'self-signed'],
    ['is signed by itself and trusted by hand', { selfSigned: true }, 'ok', 'ok'],
    ['is signed by a stranger', { trusted: false }, 'untrusted', 'untrusted'],
    ['has a subject but no names', { names: [] }, 'ok', 'wrong-name'],
    ['has names, so that its subject does not count', { names: ['other.test'] }, 'wrong-name', 'wrong-name'],
    ['has expired and is for another name', { ...wrong, ...expired }, 'expired', 'wrong-name'],
    ['has every fault', { ...wrong, ...expired, ...selfSigned }, 'self-signed', 'self-signed'],
  ])('that %s', (_, change, curl, chromium) => {
    expect([judge(change, 'curl'), judge(change, 'chromium')]).toEqual([curl, chromium])
  })

  it.each([
    [['*.example.test'], 'www.example.test', 'ok'],
    [['*.example.test'], 'example.test', 'wrong-name'],
    [['*.example.test'], 'a.www.example.test', 'wrong-name'],
    [['*.*.test'], 'www.example.test', 'wrong-name'],
    [['192.0.2.1'], '192.0.2.1', 'ok'],
    [['*.0.2.1'], '192.0.2.1', 'wrong-name'],
    [['2001:DB8:0::1'], '2001:db8::1', 'ok'],
    [['192.0.2.1'], 'www.example.test', 'wrong-name'],
  ])('with the names %j for %s is %s', (names, host, expected) => {
    expect([judge({ names }, 'curl', host), judge({ names }, 'chromium', host)]).toEqual([expected, expected])
  })
})

it('without a name that was asked for, as HAProxy without verifyhost and sni, only issuer and dates count', () => {
  expect(judgeCertificate({ ...good, ...wrong }, undefined, now, 'curl')).toEqual({ ok: true })
  expect(judgeCertificate({ ...good, ...expired }, undefined, now, 'curl')).toEqual({ ok: false, reason: 'expired' })
})
