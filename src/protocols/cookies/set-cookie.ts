import { err, ok, type Result } from '../../lib/result.ts'
import { isSubdomain } from '../dns/name.ts'
import { isPublicSuffix } from '../dns/public-suffix.ts'
import { isAddress } from '../ip/address.ts'
import { isTrustworthy, type Url } from '../url/url.ts'
import { parseCookieDate } from './cookie-date.ts'
import { siteOf } from './send.ts'

/** A cookie as a browser keeps it, plain data; times are epoch ms. */
export type Cookie = {
  readonly name: string
  readonly value: string
  /** The host that set it, or the domain it named. */
  readonly domain: string
  /** Goes to that host only, not to those below it. */
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly sameSite: 'strict' | 'lax' | 'none' | 'unset'
  /** The site in the tab in which it was set and to which it is bound (CHIPS); missing: not bound (no `Partitioned`). */
  readonly partition?: string
  readonly createdAt: number
  /** Missing: it ends with the session. In the past: it deletes the one that there was. */
  readonly expiresAt?: number
}

/** Why a browser does not keep a cookie. */
export type CookieRefusal =
  | 'control-character'
  | 'empty'
  | 'too-long'
  | 'foreign-domain'
  | 'public-suffix'
  | 'secure-over-http'
  | 'same-site-none-without-secure'
  | 'secure-prefix'
  | 'host-prefix'
  | 'http-prefix'
  | 'partitioned-without-secure'

const longestAge = 400 * 86_400_000
/** Room for name and value together, and for an attribute's value, in characters (RFC 6265bis section 5.6). */
const maxPair = 4096
const maxAttribute = 1024

/**
 * Reads one Set-Cookie header as a browser does that got it from `url` (RFC 6265bis sections 5.6 and 5.7). `tabSite` is
 * the site of the page in the tab, for `Partitioned`.
 */
export function parseSetCookie(
  text: string,
  url: Url,
  nowEpochMs: number,
  tabSite: string = siteOf(url),
): Result<Cookie, CookieRefusal> {
  if (text.split('').some((character) => (character < ' ' && character !== '\t') || character === '\x7f')) {
    return err('control-character')
  }
  const [pair = '', ...rest] = text.split(';')
  const [name, value] = splitPair(pair)
  if (name === '' && value === '') return err('empty')
  if (name.length + value.length > maxPair) return err('too-long')
  const attributes = readAttributes(rest)
  const written = attributes.get('domain') ?? ''
  // A lone dot is no domain, and one at the end is part of the name.
  const domain =
    written === '.' ? err('foreign-domain' as const) : judgeDomain(written.replace(/^\./, '').toLowerCase(), url.host)
  if (!domain.ok) return domain
  const expiresAt = expiry(attributes, nowEpochMs)
  const path = attributes.get('path') ?? ''
  const cookie: Cookie = {
    name,
    value,
    domain: domain.value === '' ? url.host : domain.value,
    hostOnly: domain.value === '',
    path: path.startsWith('/') ? path : defaultPath(url.path),
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    sameSite: readSameSite(attributes.get('samesite')),
    createdAt: nowEpochMs,
    ...(attributes.has('partitioned') && { partition: tabSite }),
    ...(expiresAt !== undefined && { expiresAt }),
  }
  if (attributes.has('partitioned') && !cookie.secure) return err('partitioned-without-secure')
  const refusal = judgeFlags(cookie, url, path === '/')
  return refusal === undefined ? ok(cookie) : err(refusal)
}

/** Without `=` the whole is the value, as browsers have it. */
function splitPair(pair: string): [name: string, value: string] {
  const equals = pair.indexOf('=')
  return [equals < 0 ? '' : trim(pair.slice(0, equals)), trim(pair.slice(equals + 1))]
}

const trim = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '')

/** Attributes in lower case; the last of a name counts. */
function readAttributes(parts: readonly string[]): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const part of parts) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part) ?? []
    if (trim(value).length <= maxAttribute) attributes.set(trim(name).toLowerCase(), trim(value))
  }
  return attributes
}

/** The domain to use, empty for the host alone. */
function judgeDomain(domain: string, host: string): Result<string, CookieRefusal> {
  if (domain === '' || domain === host) return ok(isAddress(host) || isPublicSuffix(host) ? '' : domain)
  if (isAddress(host) || !isSubdomain(host, domain) || domain.endsWith('.')) return err('foreign-domain')
  return isPublicSuffix(domain) ? err('public-suffix') : ok(domain)
}

/** Max-Age comes before Expires; both reach 400 days at most. */
function expiry(attributes: ReadonlyMap<string, string>, now: number): number | undefined {
  const maxAge = attributes.get('max-age') ?? ''
  if (/^-?\d+$/.test(maxAge)) return now + Math.min(Math.max(Number(maxAge), 0) * 1000, longestAge)
  const expires = parseCookieDate(attributes.get('expires') ?? '')
  return expires === undefined ? undefined : Math.min(expires, now + longestAge)
}

function readSameSite(value: string | undefined): Cookie['sameSite'] {
  const lower = value?.toLowerCase()
  return lower === 'strict' || lower === 'lax' || lower === 'none' ? lower : 'unset'
}

/** The path up to its last slash (RFC 6265bis section 5.1.4). */
const defaultPath = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'

function judgeFlags(cookie: Cookie, url: Url, isForWholeHost: boolean): CookieRefusal | undefined {
  const { name, value, secure, httpOnly, hostOnly, sameSite } = cookie
  if (secure && !isTrustworthy(url)) return 'secure-over-http'
  if (sameSite === 'none' && !secure) return 'same-site-none-without-secure'
  const claimed = name === '' ? value : name
  if (/^__secure-/i.test(claimed) && !(secure && name !== '')) return 'secure-prefix'
  if (/^__(?:host-)?http-/i.test(claimed) && !(secure && httpOnly && name !== '')) return 'http-prefix'
  const isHosts = secure && hostOnly && isForWholeHost && name !== ''
  return /^__host-/i.test(claimed) && !isHosts ? 'host-prefix' : undefined
}
