import { err, ok, type Result } from '../../lib/result.ts'
import { isSubdomain } from '../dns/name.ts'
import { isTrustworthy, type Url } from '../url/url.ts'
import { matchesPath } from './send.ts'
import type { Cookie } from './set-cookie.ts'

/** What became of a cookie that an answer set. */
export type Stored = 'stored' | 'replaced' | 'deleted' | 'expired'

/**
 * Puts a cookie that came from `url` into the jar, in place of the one with the same name, domain, path and partition
 * (RFC 6265bis section 5.7, CHIPS). What came unprotected may not displace a secure one.
 */
export function keepCookie(
  jar: readonly Cookie[],
  cookie: Cookie,
  url: Url,
  nowEpochMs: number,
): Result<{ readonly jar: Cookie[]; readonly what: Stored }, 'displaces-secure'> {
  const { domain, hostOnly, name, partition, path, secure, expiresAt } = cookie
  const isProtected = (other: Cookie): boolean =>
    other.secure &&
    other.name === name &&
    (isSubdomain(other.domain, domain) || isSubdomain(domain, other.domain)) &&
    matchesPath(other.path, path)
  if (!secure && !isTrustworthy(url) && jar.some(isProtected)) return err('displaces-secure')
  const isSame = (other: Cookie): boolean =>
    other.name === name &&
    other.domain === domain &&
    other.path === path &&
    other.hostOnly === hostOnly &&
    other.partition === partition
  const old = jar.find(isSame)
  const rest = jar.filter((other) => !isSame(other))
  if (expiresAt !== undefined && expiresAt <= nowEpochMs) return ok({ jar: rest, what: old ? 'deleted' : 'expired' })
  if (!old) return ok({ jar: [...rest, cookie], what: 'stored' })
  // The standard always keeps the age of the first; Chromium only where the value stays the same.
  if (cookie.value !== old.value) return ok({ jar: [...rest, cookie], what: 'replaced' })
  const renewed = { ...cookie, createdAt: old.createdAt }
  return ok({ jar: jar.map((other) => (other === old ? renewed : other)), what: 'replaced' })
}
