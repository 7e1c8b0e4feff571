import type { Header } from '../../model/request.ts'
import { parseHttpDate } from '../../protocols/http/date.ts'
import { all } from '../../protocols/http/headers.ts'
import type { CacheEntry, NginxState } from './state.ts'

/** Entries that nobody asked for this long are thrown away: `inactive` of `proxy_cache_path`, its default in seconds. */
const inactiveSeconds = 600

/** `proxy_cache_key $scheme$host$request_uri`. */
export const cacheKey = (scheme: string, host: string, target: string): string => `${scheme}${host}${target}`

export type CacheLookup =
  | { readonly status: 'HIT'; readonly entry: CacheEntry }
  | { readonly status: 'MISS' | 'EXPIRED' }

/** Values of headers by which nginx compares answers that differ by language or coding: only the members count. */
const listHeaders = new Set(['accept-charset', 'accept-encoding', 'accept-language'])

/** What a request says for each header that an answer varies by. */
export function variantOf(vary: string, headers: readonly Header[]): string {
  const names = vary.split(',').map((name) => name.trim().toLowerCase())
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const values = all(headers, name)
      if (!listHeaders.has(name)) return `${name}:${values.join(',')}`
      return `${name}:${values
        .flatMap((value) => value.split(/[\s,]+/))
        .filter((member) => member !== '')
        .join(',')}`
    })
    .join('\n')
}

/** Looks a request up; `now` in whole seconds. nginx heeds no Cache-Control and no Pragma of the request. */
export function cacheLookup(state: NginxState, key: string, headers: readonly Header[], now: number): CacheLookup {
  const entries = state.cache[key] ?? []
  const entry = entries.find(({ vary, variant, usedAt }) => {
    return now - usedAt <= inactiveSeconds && variantOf(vary, headers) === variant
  })
  if (!entry) return { status: 'MISS' }
  entry.usedAt = now
  return entry.validUntil >= now ? { status: 'HIT', entry } : { status: 'EXPIRED' }
}

/** Why an answer is not kept. */
export type NotStored =
  | { readonly reason: 'set-cookie' }
  | { readonly reason: 'vary' }
  | { readonly reason: 'no-lifetime' }
  | { readonly reason: 'header'; readonly name: string; readonly value: string }

export type Storable =
  | { readonly ok: true; readonly seconds: number; readonly by: 'header' | 'cacheValidMs'; readonly name: string }
  | { readonly ok: false; readonly why: NotStored }

type Lifetime = { readonly seconds: number } | 'forbidden' | undefined

/** `s-maxage` before `max-age`, the first of each; anything but digits behind it forbids (ngx_http_upstream.c). */
function lifetimeOfCacheControl(value: string): Lifetime {
  if (/no-cache|no-store|private/i.test(value)) return 'forbidden'
  const found = /s-maxage=([^,; ]*)/i.exec(value) ?? /max-age=([^,; ]*)/i.exec(value)
  if (!found) return undefined
  const digits = found[1] ?? ''
  return /^\d*$/.test(digits) && Number(digits) > 0 ? { seconds: Number(digits) } : 'forbidden'
}

function lifetimeOfExpires(value: string, date: number): Lifetime {
  const expires = parseHttpDate(value)
  return expires === undefined || expires < date
    ? 'forbidden'
    : { seconds: Math.floor(expires / 1000) - Math.floor(date / 1000) }
}

/** Seconds from now, `@` and seconds since 1970, or 0 for never; what cannot be read says nothing. */
function lifetimeOfAccelExpires(value: string, date: number): Lifetime {
  if (!/^@?\d+$/.test(value)) return undefined
  if (value.startsWith('@')) return { seconds: Number(value.slice(1)) - Math.floor(date / 1000) }
  return Number(value) === 0 ? 'forbidden' : { seconds: Number(value) }
}

function lifetimeOf([name, value]: Header, date: number): Lifetime {
  switch (name.toLowerCase()) {
    case 'x-accel-expires':
      return lifetimeOfAccelExpires(value, date)
    case 'cache-control':
      return lifetimeOfCacheControl(value)
    case 'expires':
      return lifetimeOfExpires(value, date)
    default:
      return undefined
  }
}

/**
 * Whether and how long an answer may be kept. In 1.22 the headers count in the order in which they were sent: the
 * first that sets a time silences the later ones, and one that forbids is final.
 * @param date virtual epoch ms
 */
export function mayStore(
  response: { readonly status: number; readonly headers: readonly Header[] },
  cacheValidMs: number | undefined,
  date: number,
): Storable {
  let lifetime: { readonly seconds: number; readonly name: string } | undefined
  let why: NotStored | undefined
  for (const header of response.headers) {
    const [name, value] = header
    const lower = name.toLowerCase()
    if (lower === 'set-cookie') why ??= { reason: 'set-cookie' }
    else if (lower === 'vary' && value.trim() === '*') why ??= { reason: 'vary' }
    else if (lifetime === undefined) {
      const found = lifetimeOf(header, date)
      if (found === 'forbidden') why ??= { reason: 'header', name, value }
      else if (found) lifetime = { ...found, name }
    }
  }
  if (why) return { ok: false, why }
  if (lifetime) return { ok: true, seconds: lifetime.seconds, by: 'header', name: lifetime.name }
  if (cacheValidMs !== undefined && cacheValidMs >= 1000 && [200, 301, 302].includes(response.status)) {
    return { ok: true, seconds: Math.floor(cacheValidMs / 1000), by: 'cacheValidMs', name: 'proxy_cache_valid' }
  }
  return { ok: false, why: { reason: 'no-lifetime' } }
}

/** Keeps an answer in place of the one for the same variant, and throws away what nobody asked for any more. */
export function store(state: NginxState, key: string, entry: CacheEntry): void {
  for (const [other, entries] of Object.entries(state.cache)) {
    const used = entries.filter(({ usedAt }) => entry.usedAt - usedAt <= inactiveSeconds)
    if (used.length > 0) state.cache[other] = used
    else delete state.cache[other]
  }
  // Another list of varying headers replaces the old ones: nginx keeps one main entry for a key.
  const kept = (state.cache[key] ?? []).filter(({ vary, variant }) => vary === entry.vary && variant !== entry.variant)
  state.cache[key] = [...kept, entry]
}
