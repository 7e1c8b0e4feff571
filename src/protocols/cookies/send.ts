import { isSubdomain } from '../dns/name.ts'
import { registrableDomain } from '../dns/public-suffix.ts'
import { isAddress } from '../ip/address.ts'
import { isTrustworthy, type Url } from '../url/url.ts'
import type { Cookie } from './set-cookie.ts'

/** The request that a cookie may go with. */
export interface CookieContext {
  readonly url: Url
  readonly method: string
  /** The page that makes the request; missing where a person typed the address. */
  readonly page?: Url
  /** Whether the answer becomes the page in the tab, as with links and forms but not with frames. */
  readonly topLevel: boolean
  readonly thirdParty: 'blocked' | 'allowed'
  readonly nowEpochMs: number
}

/** Why a cookie goes along or stays. `lax-grace`: no SameSite, set within the last two minutes. */
export type SendReason =
  | 'sent'
  | 'lax-grace'
  | 'expired'
  | 'domain'
  | 'path'
  | 'secure'
  | 'partition'
  | 'third-party'
  | 'strict'
  | 'lax'
  | 'unset'

const graceMs = 120_000

/** Whether a cookie goes with a request (RFC 6265bis section 5.8.3, and as Chromium does without SameSite). */
export function judgeSend(
  cookie: Cookie,
  context: CookieContext,
): { readonly send: boolean; readonly reason: SendReason } {
  const { url, page, topLevel, nowEpochMs } = context
  const no = (reason: SendReason) => ({ send: false, reason })
  if (cookie.expiresAt !== undefined && cookie.expiresAt <= nowEpochMs) return no('expired')
  if (!matchesDomain(cookie, url.host)) return no('domain')
  if (!matchesPath(cookie.path, url.path)) return no('path')
  if (cookie.secure && !isTrustworthy(url)) return no('secure')
  const { partition } = cookie
  if (partition !== undefined && partition !== tabSiteOf(url, page, topLevel)) return no('partition')
  if (!page || isSameSite(page, url)) return { send: true, reason: 'sent' }
  if (!topLevel && partition === undefined && context.thirdParty === 'blocked') return no('third-party')
  if (cookie.sameSite === 'none') return { send: true, reason: 'sent' }
  if (cookie.sameSite === 'strict') return no('strict')
  if (topLevel && /^(?:GET|HEAD|OPTIONS|TRACE)$/.test(context.method)) return { send: true, reason: 'sent' }
  const isYoung = cookie.sameSite === 'unset' && nowEpochMs - cookie.createdAt <= graceMs
  return topLevel && isYoung ? { send: true, reason: 'lax-grace' } : no(cookie.sameSite)
}

/** The value of the Cookie header: longer paths first, then older ones (RFC 6265bis section 5.8.3). */
export function cookieHeader(cookies: readonly Cookie[]): string {
  const ordered = cookies.toSorted((a, b) => b.path.length - a.path.length || a.createdAt - b.createdAt)
  return ordered.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ')
}

/** RFC 6265bis section 5.1.3; an address has nothing below it. */
function matchesDomain({ domain, hostOnly }: Cookie, host: string): boolean {
  return hostOnly || isAddress(host) ? host === domain : isSubdomain(host, domain)
}

/** RFC 6265bis section 5.1.4. */
export function matchesPath(cookiePath: string, path: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
}

/** Scheme and registrable domain: what counts as one site. */
export const siteOf = ({ scheme, host }: Pick<Url, 'scheme' | 'host'>): string =>
  `${scheme}://${registrableDomain(host)}`

/** Whether two addresses belong to one site: scheme and registrable domain (HTML, "schemelessly same site" plus scheme). */
export const isSameSite = (a: Url, b: Url): boolean => siteOf(a) === siteOf(b)

/** The site of the page in the tab: of the one that asks, or of what it becomes with the answer. */
export const tabSiteOf = (url: Url, page: Url | undefined, topLevel: boolean): string =>
  siteOf(topLevel ? url : (page ?? url))
