import type { Header } from '../../model/request.ts'
import { deltaSeconds, parseCacheControl } from './cache-control.ts'
import { parseHttpDate } from './date.ts'
import { all, get, has, listValues, remove } from './headers.ts'

/** The cache that decides. A private one may guess a lifetime unless told not to, a shared one only if told to. */
export interface CacheKind {
  readonly shared: boolean
  readonly heuristics?: boolean
}

interface Answered {
  readonly status: number
  readonly headers: readonly Header[]
}

/** A response in a cache; times are epoch ms: when its request was sent and when it came. */
export interface StoredResponse extends Answered {
  readonly requestedAt: number
  readonly receivedAt: number
}

/** What was decided, why, and by which section of RFC 9111. */
interface Ruling<Reason extends string> {
  readonly reason: Reason
  readonly section: string
}

export type StoreReason =
  | 'method'
  | 'status'
  | 'must-understand'
  | 'request-no-store'
  | 'no-store'
  | 'private'
  | 'authorization'
  | 'no-freshness'
  | 'explicit'
  | 'public'
  | 'by-status'

export type FreshnessReason = 's-maxage' | 'max-age' | 'expires' | 'invalid' | 'heuristic' | 'none'

export type ReuseReason =
  | 'fresh'
  | 'max-stale'
  | 'stale'
  | 'no-cache'
  | 'must-revalidate'
  | 'proxy-revalidate'
  | 's-maxage'
  | 'request-no-cache'
  | 'request-pragma'
  | 'request-max-age'
  | 'request-min-fresh'

/** Statuses that may be stored although nothing says how long (RFC 9110 section 15.1); 206 is not, parts are not kept. */
const heuristicStatuses = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501])

/** Whether a response may be kept (RFC 9111 section 3). A `private` that names fields counts for the whole response. */
export function judgeStorable(
  request: { readonly method: string; readonly headers: readonly Header[] },
  response: Answered,
  cache: CacheKind,
): Ruling<StoreReason> & { readonly storable: boolean } {
  const no = (reason: StoreReason, section: string) => ({ storable: false, reason, section })
  const yes = (reason: StoreReason, section: string) => ({ storable: true, reason, section })
  const { status, headers } = response
  const directives = parseCacheControl(headers)
  if (request.method !== 'GET' && request.method !== 'HEAD') return no('method', '3')
  if (status < 200 || status === 206 || status === 304) return no('status', '3')
  const mustUnderstand = directives.has('must-understand')
  if (mustUnderstand && !heuristicStatuses.has(status)) return no('must-understand', '5.2.2.3')
  if (parseCacheControl(request.headers).has('no-store')) return no('request-no-store', '5.2.1.5')
  if (directives.has('no-store') && !mustUnderstand) return no('no-store', '5.2.2.5')
  if (cache.shared && directives.has('private')) return no('private', '5.2.2.7')
  const isForEveryone = ['public', 'must-revalidate', 's-maxage'].some((name) => directives.has(name))
  if (cache.shared && has(request.headers, 'Authorization') && !isForEveryone) return no('authorization', '3.5')
  if (cache.shared && directives.has('s-maxage')) return yes('explicit', '5.2.2.10')
  if (directives.has('max-age')) return yes('explicit', '5.2.2.1')
  if (has(headers, 'Expires')) return yes('explicit', '5.3')
  if (directives.has('public')) return yes('public', '5.2.2.9')
  const isByDefault = heuristicStatuses.has(status) || (!cache.shared && directives.has('private'))
  return isByDefault ? yes('by-status', '4.2.2') : no('no-freshness', '3')
}

/**
 * For how many seconds a response is fresh (RFC 9111 section 4.2.1). Of an unreadable number or date nothing is
 * fresh. Guessing takes a tenth of the time since the last change (section 4.2.2).
 */
export function freshnessLifetime(
  response: Omit<StoredResponse, 'requestedAt'>,
  cache: CacheKind,
): Ruling<FreshnessReason> & { readonly seconds: number } {
  const { headers, status, receivedAt } = response
  const directives = parseCacheControl(headers)
  const given = (reason: FreshnessReason, section: string, seconds: number | undefined) =>
    seconds === undefined ? { seconds: 0, reason: 'invalid' as const, section } : { seconds, reason, section }
  const sMaxAge = cache.shared ? directives.get('s-maxage') : undefined
  if (sMaxAge !== undefined) return given('s-maxage', '5.2.2.10', deltaSeconds(sMaxAge))
  const maxAge = directives.get('max-age')
  if (maxAge !== undefined) return given('max-age', '5.2.2.1', deltaSeconds(maxAge))
  const date = dateOf(headers, 'Date') ?? receivedAt
  if (has(headers, 'Expires')) {
    const expires = dateOf(headers, 'Expires')
    return given('expires', '5.3', expires === undefined ? undefined : Math.max(0, (expires - date) / 1000))
  }
  const mayGuess = (cache.heuristics ?? !cache.shared) && (heuristicStatuses.has(status) || directives.has('public'))
  const changed = dateOf(headers, 'Last-Modified')
  if (!mayGuess || changed === undefined || changed >= date) return { seconds: 0, reason: 'none', section: '4.2.1' }
  return given('heuristic', '4.2.2', (date - changed) / 10_000)
}

function dateOf(headers: readonly Header[], name: string): number | undefined {
  const values = all(headers, name)
  return values.length === 1 ? parseHttpDate((values[0] ?? '').trim()) : undefined
}

/** How old a stored response is, in whole seconds: at its sources, on the way and here (RFC 9111 section 4.2.3). */
export function currentAge({ headers, requestedAt, receivedAt }: StoredResponse, nowEpochMs: number): number {
  const date = dateOf(headers, 'Date') ?? receivedAt
  const apparentMs = Math.max(0, receivedAt - date)
  const [written = ''] = listValues(headers, 'Age')
  const correctedMs = (deltaSeconds(written) ?? 0) * 1000 + receivedAt - requestedAt
  return Math.floor((Math.max(apparentMs, correctedMs) + nowEpochMs - receivedAt) / 1000)
}

/**
 * Whether a stored response may answer a request as it is, or must be validated first (RFC 9111 section 4). That it
 * was chosen for this URL and by `varyKey` is for the caller to see to, as is `only-if-cached` (section 5.2.1.7).
 */
export function judgeReuse(
  stored: StoredResponse,
  request: { readonly headers: readonly Header[] },
  nowEpochMs: number,
  cache: CacheKind,
): Ruling<ReuseReason> & { readonly usable: boolean } {
  const no = (reason: ReuseReason, section: string) => ({ usable: false, reason, section })
  const asked = parseCacheControl(request.headers)
  const told = parseCacheControl(stored.headers)
  const age = currentAge(stored, nowEpochMs)
  const left = freshnessLifetime(stored, cache).seconds - age
  if (told.has('no-cache')) return no('no-cache', '5.2.2.4')
  if (asked.has('no-cache')) return no('request-no-cache', '5.2.1.4')
  if (asked.size === 0 && listValues(request.headers, 'Pragma').includes('no-cache')) return no('request-pragma', '5.4')
  if (age > limit(asked, 'max-age', Infinity)) return no('request-max-age', '5.2.1.1')
  if (left < limit(asked, 'min-fresh', -Infinity)) return no('request-min-fresh', '5.2.1.3')
  if (left > 0) return { usable: true, reason: 'fresh', section: '4.2' }
  if (told.has('must-revalidate')) return no('must-revalidate', '5.2.2.2')
  if (cache.shared && told.has('proxy-revalidate')) return no('proxy-revalidate', '5.2.2.8')
  if (cache.shared && told.has('s-maxage')) return no('s-maxage', '5.2.2.10')
  const maxStale = asked.get('max-stale') === '' ? Infinity : limit(asked, 'max-stale', -1)
  return -left <= maxStale ? { usable: true, reason: 'max-stale', section: '5.2.1.2' } : no('stale', '4.2.4')
}

/** A request directive's seconds; one without a readable number is as good as none. */
function limit(directives: ReadonlyMap<string, string>, name: string, unset: number): number {
  return deltaSeconds(directives.get(name) ?? '') ?? unset
}

/** The headers that ask whether a stored response still holds; none if it has no validator (RFC 9111 section 4.3.1). */
export function conditionalHeaders(stored: readonly Header[]): Header[] {
  const tag = get(stored, 'ETag')
  const changed = get(stored, 'Last-Modified')
  return [
    ...(tag === undefined ? [] : [['If-None-Match', tag] as const]),
    ...(changed === undefined ? [] : [['If-Modified-Since', changed] as const]),
  ]
}

/** Stored headers with the values that a 304 brings anew, but for those that it must not replace (RFC 9111 section 3.2). */
export function updatedHeaders(
  stored: readonly Header[],
  fresh: readonly Header[],
  replaces: (name: string) => boolean,
): readonly Header[] {
  const brought = fresh.filter(([name]) => replaces(name))
  return [...brought.reduce((rest, [name]) => remove(rest, name), [...stored]), ...brought]
}

/**
 * What tells the variants of a URL apart: the request headers that Vary names, blanks aside. Nothing if no other
 * request can match, `Vary: *` (RFC 9111 section 4.1).
 */
export function varyKey(request: readonly Header[], response: readonly Header[]): string | undefined {
  const names = [...new Set(listValues(response, 'Vary').map((name) => name.toLowerCase()))].toSorted()
  if (names.includes('*')) return undefined
  const parts = names.map((name) => (has(request, name) ? `${name}: ${listValues(request, name).join(', ')}` : name))
  return parts.join('\n')
}
