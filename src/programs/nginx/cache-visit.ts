import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { readTold, type Clock, type Told } from './cache-headers.ts'
import { holdOn, letGo, type Hold } from './cache-nodes.ts'
import type { CacheRules } from './cache-rules.ts'
import { secondsNow, type Exchange, type NginxContext } from './exchange.ts'
import type { CacheEntry } from './state.ts'
import { fill } from './variables.ts'

/** How a request gets on with the cache. */
export interface Visit {
  readonly rules: CacheRules
  readonly hold: Hold
  /** `$upstream_cache_status`. */
  status: 'MISS' | 'BYPASS' | 'EXPIRED' | 'HIT' | 'STALE' | 'UPDATING' | 'REVALIDATED'
  /** Whether the answer that comes may be kept, as far as the request tells. */
  isCacheable: boolean
  /** What is kept, though it is too old. */
  stale: CacheEntry | undefined
  /** `stale-if-error` still lets it out when no server answers. */
  isStaleOnError: boolean
}

/** A kept answer on its way out. */
export interface FromCache {
  readonly entry: CacheEntry
  readonly because: StepRef
  /** Whether its headers let nginx judge the caller's conditions itself. */
  readonly isCacheable: boolean
}

export const newVisit = (rules: CacheRules, key: string): Visit => ({
  rules,
  hold: holdOn(rules, key),
  status: 'MISS',
  isCacheable: true,
  stale: undefined,
  isStaleOnError: false,
})

const clockOf = (context: NginxContext): Clock => ({
  now: secondsNow(context),
  date: Math.floor(context.date() / 1000),
})

/** A predicate of `proxy_cache_bypass` or `proxy_no_cache`: anything but empty and `0` holds. */
export const firstTrue = (templates: readonly string[], exchange: Exchange): string | undefined =>
  templates.find((template) => !['', '0'].includes(fill(exchange, template)))

/** The request goes on to the servers, with what is kept in reserve. */
export function expire(visit: Visit, entry: CacheEntry, now: number): void {
  visit.status = 'EXPIRED'
  visit.stale = entry
  visit.isStaleOnError = entry.validUntil + entry.errorSeconds >= now
}

/** `$upstream_cache_status`. */
export function remark(exchange: Exchange, { status }: Visit): void {
  exchange.variables = { ...exchange.variables, upstream_cache_status: status }
}

/** What headers tell of keeping the answer, after what was told before. */
export const read = ({ context }: Exchange, { rules }: Visit, headers: readonly Header[], before: Told): Told =>
  readTold(headers, before, { clock: clockOf(context), ignored: rules.ignored })

/** The visit is over. */
export function leave({ context }: Exchange, { hold }: Visit): void {
  letGo(context.state, hold)
}
