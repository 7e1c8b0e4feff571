import { describe, expect, it } from 'vitest'
import { parseUrl, type Url } from '../url/url.ts'
import { parseCookieDate } from './cookie-date.ts'
import { cookieHeader, judgeSend, type CookieContext } from './send.ts'
import { parseSetCookie, type Cookie, type CookieRefusal } from './set-cookie.ts'

const now = Date.UTC(2026, 0, 5, 12)
const day = 86_400_000

function url(text: string): Url {
  const parsed = parseUrl(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`)
  return parsed.value
}

function bake(text: string, from = 'https://bank.example/dir/page', at = now): Cookie {
  const cookie = parseSetCookie(text, url(from), at)
  if (!cookie.ok) throw new Error(`${text}: ${cookie.error}`)
  return cookie.value
}

describe('a cookie', () => {
  it('has what its header says, the last attribute of a name, and defaults', () => {
    expect(bake('id=a=b ; Path=/x;Path=/app; SECURE; HttpOnly; SameSite=sTrict; Max-Age=60; Colour=red')).toEqual({
      name: 'id',
      value: 'a=b',
      domain: 'bank.example',
      hostOnly: true,
      path: '/app',
      secure: true,
      httpOnly: true,
      sameSite: 'strict',
      createdAt: now,
      expiresAt: now + 60_000,
    })
    expect(bake('id=1')).toMatchObject({ path: '/dir', sameSite: 'unset', secure: false, httpOnly: false })
    expect(bake('id=1')).not.toHaveProperty('expiresAt')
    expect(bake('id=1; Path=app', 'https://bank.example/page').path).toBe('/')
    expect(bake('alone')).toMatchObject({ name: '', value: 'alone' })
  })

  it.each([
    ['Max-Age=0', 0],
    ['Max-Age=-5', 0],
    ['Max-Age=60; Expires=Mon, 05 Jan 2026 13:00:00 GMT', 60_000],
    ['Max-Age=soon; Expires=Mon, 05 Jan 2026 13:00:00 GMT', 3_600_000],
    ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', -now],
    ['Max-Age=99999999999', 400 * day],
    ['Expires=Fri, 31 Dec 2099 00:00:00 GMT', 400 * day],
  ])('with %s ends in time', (attribute, afterMs) => {
    expect(bake(`id=1; ${attribute}`).expiresAt).toBe(now + afterMs)
  })

  // RFC 6265 section 5.1.1
  it.each([
    ['Wed, 09 Jun 2021 10:18:14 GMT', Date.UTC(2021, 5, 9, 10, 18, 14)],
    ['Wednesday, 09-Jun-21 10:18:14 GMT', Date.UTC(2021, 5, 9, 10, 18, 14)],
    ['9 june 2021 1:2:3', Date.UTC(2021, 5, 9, 1, 2, 3)],
    ['Jun 9 10:18:14 1999', Date.UTC(1999, 5, 9, 10, 18, 14)],
    ['09 Jun 99 10:18:14', Date.UTC(1999, 5, 9, 10, 18, 14)],
    ['31 Jun 2021 10:18:14', undefined],
    ['09 Jun 1600 10:18:14', undefined],
    ['09 Jun 2021', undefined],
    ['tomorrow', undefined],
  ])('dated %s ends then', (text, expected) => {
    expect(parseCookieDate(text)).toBe(expected)
  })

  it('of 4096 characters, name and value together, is kept', () => {
    expect(parseSetCookie(`a=${'b'.repeat(4095)}`, url('https://bank.example/'), now).ok).toBe(true)
  })

  it.each<[string, string, CookieRefusal]>([
    ['', 'https://bank.example/', 'empty'],
    [' = ; Path=/', 'https://bank.example/', 'empty'],
    ['a=\u0001', 'https://bank.example/', 'control-character'],
    [`a=${'b'.repeat(4096)}`, 'https://bank.example/', 'too-long'],
    ['a=1; Domain=other.example', 'https://bank.example/', 'foreign-domain'],
    ['a=1; Domain=www.bank.example', 'https://bank.example/', 'foreign-domain'],
    ['a=1; Domain=0.2.1', 'https://192.0.2.1/', 'foreign-domain'],
    ['a=1; Domain=example', 'https://bank.example/', 'public-suffix'],
    ['a=1; Domain=.', 'https://bank.example/', 'foreign-domain'],
    ['a=1; Domain=bank.example.', 'https://bank.example/', 'foreign-domain'],
    ['a=1; Domain=co.uk', 'https://bank.co.uk/', 'public-suffix'],
    ['a=1; Partitioned', 'https://bank.example/', 'partitioned-without-secure'],
    ['__Http-a=1; Secure', 'https://bank.example/', 'http-prefix'],
    ['__Host-Http-a=1; Secure; Path=/', 'https://bank.example/', 'http-prefix'],
    ['a=1; Secure', 'http://bank.example/', 'secure-over-http'],
    ['a=1; SameSite=None', 'https://bank.example/', 'same-site-none-without-secure'],
    ['__Secure-a=1', 'https://bank.example/', 'secure-prefix'],
    ['__Host-a=1; Secure; Path=/x', 'https://bank.example/', 'host-prefix'],
    ['__Host-a=1; Secure', 'https://bank.example/', 'host-prefix'],
    ['__host-a=1; Secure; Path=/; Domain=bank.example', 'https://bank.example/', 'host-prefix'],
    ['__Host-a', 'https://bank.example/', 'host-prefix'],
  ])('%j from %s is refused: %s', (text, from, error) => {
    expect(parseSetCookie(text, url(from), now)).toEqual({ ok: false, error })
  })

  it('is the whole host’s with its prefix', () => {
    expect(bake('__Host-a=1; Secure; Path=/').name).toBe('__Host-a')
  })
})

const visit = (to: string, change: Partial<CookieContext> = {}): CookieContext => ({
  url: url(to),
  method: 'GET',
  topLevel: true,
  thirdParty: 'blocked',
  nowEpochMs: now,
  ...change,
})

describe('a cookie goes', () => {
  it.each([
    ['a=1', 'https://bank.example/dir/x', 'sent'],
    ['a=1', 'https://bank.example/', 'path'],
    ['a=1', 'https://www.bank.example/dir/x', 'domain'],
    ['a=1; Path=/', 'https://bank.example:8443/', 'sent'],
    ['a=1; Path=/', 'http://bank.example/', 'sent'],
    ['a=1; Path=/; Secure', 'http://bank.example/', 'secure'],
    ['a=1; Path=/; Domain=.bank.example', 'https://www.bank.example/', 'sent'],
    ['a=1; Path=/; Domain=bank.example', 'https://mybank.example/', 'domain'],
    ['a=1; Path=/app', 'https://bank.example/app', 'sent'],
    ['a=1; Path=/app', 'https://bank.example/app/x', 'sent'],
    ['a=1; Path=/app', 'https://bank.example/apple', 'path'],
    ['a=1; Path=/; Max-Age=0', 'https://bank.example/', 'expired'],
  ])('%s to %s, or stays: %s', (text, to, reason) => {
    expect(judgeSend(bake(text), visit(to)).reason).toBe(reason)
  })

  const evil = url('https://evil.example/')
  const kinds = {
    link: { page: evil },
    post: { page: evil, method: 'POST' },
    image: { page: evil, topLevel: false },
    'image where third parties may': { page: evil, topLevel: false, thirdParty: 'allowed' },
    'post after two minutes': { page: evil, method: 'POST', nowEpochMs: now + 120_000 },
    'late post': { page: evil, method: 'POST', nowEpochMs: now + 120_001 },
    'image of a sister host': { page: url('https://www.bank.example/'), topLevel: false },
    'link from http': { page: url('http://bank.example/'), method: 'POST', nowEpochMs: now + 120_001 },
  } as const

  // As observed with Chromium 156, besides the two rows with clocks of their own
  it.each<[keyof typeof kinds, string, string, string, string]>([
    ['link', 'strict', 'sent', 'sent', 'sent'],
    ['post', 'strict', 'lax', 'sent', 'lax-grace'],
    ['image', 'third-party', 'third-party', 'third-party', 'third-party'],
    ['image where third parties may', 'strict', 'lax', 'sent', 'unset'],
    ['post after two minutes', 'strict', 'lax', 'sent', 'lax-grace'],
    ['late post', 'strict', 'lax', 'sent', 'unset'],
    ['image of a sister host', 'sent', 'sent', 'sent', 'sent'],
    ['link from http', 'strict', 'lax', 'sent', 'unset'],
  ])('with a %s by its SameSite', (kind, ...expected) => {
    const reasons = ['SameSite=Strict', 'SameSite=Lax', 'SameSite=None; Secure', ''].map((attributes) => {
      const { send, reason } = judgeSend(
        bake(`a=1; Path=/; ${attributes}`),
        visit('https://bank.example/', kinds[kind]),
      )
      expect(send).toBe(reason === 'sent' || reason === 'lax-grace')
      return reason
    })
    expect(reasons).toEqual(expected)
  })

  it('behind those with longer paths and before younger ones', () => {
    const cookies = [
      bake('young=1; Path=/', 'https://bank.example/', now + 1),
      bake('old=2; Path=/'),
      bake('deep=3; Path=/app', 'https://bank.example/', now + 2),
      bake('bare; Path=/', 'https://bank.example/', now + 3),
    ]
    expect(cookieHeader(cookies)).toBe('deep=3; old=2; young=1; bare')
  })
})
