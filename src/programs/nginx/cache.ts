import { code, number, seconds } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import type { Process } from '../contract/context.ts'
import { nothingTold } from './cache-headers.ts'
import { findKept, type Found, type Hold } from './cache-nodes.ts'
import { compareReuse } from './cache-standard.ts'
import { expire, firstTrue, read, remark, type FromCache, type Visit } from './cache-visit.ts'
import { by, say, secondsNow, type Exchange } from './exchange.ts'
import type { CacheEntry } from './state.ts'

export type Consulted =
  | ({ readonly type: 'kept'; readonly needsRefresh: boolean } & FromCache)
  | { readonly type: 'failure'; readonly status: number; readonly because: StepRef }
  | { readonly type: 'ask' }

/** Asks the cache before any server is asked; may wait for another request that fetches the same. */
export function* consult(exchange: Exchange, visit: Visit): Process<Consulted> {
  const { context, request } = exchange
  const { rules } = visit
  const bypass = firstTrue(rules.bypass, exchange)
  if (bypass !== undefined) {
    visit.status = 'BYPASS'
    remark(exchange, visit)
    context.step(
      'decided',
      say('cache-bypass', { name: code(bypass) }),
      by('proxy_cache_bypass', rules.settings.bypass),
    )
    return { type: 'ask' }
  }
  const found = yield* waitForKept(exchange, visit)
  const consulted = judge(exchange, visit, found)
  if (consulted.type === 'ask' && isPastRange(request.headers, rules.maxRangeOffset)) visit.isCacheable = false
  if (consulted.type === 'ask') remark(exchange, visit)
  return consulted
}

/** nginx looks at least this often whether what it waits for is there, ms. */
const longestWait = 500

function* waitForKept({ context, request }: Exchange, visit: Visit): Process<Found> {
  const { hold, rules } = visit
  const until = context.now() + rules.lockTimeoutMs
  let hasWaited = false
  for (;;) {
    const kept = findKept(context.state, hold, request.headers, secondsNow(context))
    if (kept.found !== 'nothing' || !rules.lock || takeLock(hold, context.now(), rules.lockAgeMs)) return kept
    if (context.now() >= until) {
      context.step('decided', say('cache-lock-timeout'), by('proxy_cache_lock_timeout', rules.settings.lock))
      visit.isCacheable = false
      return kept
    }
    if (!hasWaited) context.step('decided', say('cache-locked'), by('proxy_cache_lock', rules.settings.lock))
    hasWaited = true
    yield* context.work(Math.min(longestWait, until - context.now()))
    while (context.now() < until && isLocked(hold, context.now())) {
      yield* context.work(Math.min(longestWait, (hold.node?.lockedUntil ?? 0) - context.now()))
    }
  }
}

const isLocked = ({ node }: Hold, now: number): boolean => node?.isUpdating === true && node.lockedUntil > now

/** Makes this request the one that fetches, unless another is at it. */
function takeLock(hold: Hold, now: number, ageMs: number): boolean {
  const { node } = hold
  if (!node || isLocked(hold, now)) return false
  node.isUpdating = true
  node.lockedUntil = now + ageMs
  hold.isUpdating = true
  hold.lockedUntil = node.lockedUntil
  return true
}

function judge(exchange: Exchange, visit: Visit, found: Found): Consulted {
  const { context } = exchange
  const { rules } = visit
  const { settings } = rules
  switch (found.found) {
    case 'nothing':
      context.step('looked-up', say('cache-miss'), by('proxy_cache', settings.cache))
      return { type: 'ask' }
    case 'scarce': {
      visit.isCacheable = false
      const data = { uses: number(found.uses), needed: number(rules.minUses) }
      context.step('looked-up', say('cache-scarce', data), by('proxy_cache_min_uses', settings.minUses))
      return { type: 'ask' }
    }
    case 'failure': {
      visit.status = 'HIT'
      remark(exchange, visit)
      const data = { status: number(found.status), left: seconds(found.until - secondsNow(context)) }
      const because = context.step('answered', say('cache-failure', data), by('proxy_cache_valid', settings.valid))
      return { type: 'failure', status: found.status, because }
    }
    case 'fresh': {
      visit.status = 'HIT'
      const left = seconds(found.entry.validUntil - secondsNow(context))
      const because = context.step('answered', say('cache-hit', { left }), by('proxy_cache', settings.cache))
      compareReuse(exchange, found.entry)
      return { type: 'kept', needsRefresh: false, ...takeOut(exchange, visit, found.entry, because) }
    }
    case 'stale':
    case 'updating':
      return judgeStale(exchange, visit, found.entry, found.found === 'updating')
  }
}

function judgeStale(exchange: Exchange, visit: Visit, entry: CacheEntry, isUpdating: boolean): Consulted {
  const { context } = exchange
  const { rules } = visit
  const { settings } = rules
  const now = secondsNow(context)
  const mayUpdate = rules.useStale.includes('updating') || entry.validUntil + entry.updatingSeconds >= now
  if (mayUpdate && (isUpdating || rules.backgroundUpdate)) {
    visit.status = isUpdating ? 'UPDATING' : 'STALE'
    const directive = isUpdating ? 'proxy_cache_use_stale' : 'proxy_cache_background_update'
    const message = isUpdating ? say('cache-updating') : say('cache-stale-refreshed')
    const because = context.step('answered', message, by(directive, settings.useStale))
    return { type: 'kept', needsRefresh: !isUpdating, ...takeOut(exchange, visit, entry, because) }
  }
  expire(visit, entry, now)
  context.step('looked-up', say('cache-expired'), by('proxy_cache', settings.cache))
  return { type: 'ask' }
}

/** `proxy_cache_max_range_offset`. */
export function isPastRange(headers: readonly Header[], limit: number): boolean {
  const [, first] = /^bytes= *(\d*)/i.exec(get(headers, 'Range') ?? '') ?? []
  if (first === undefined || limit === Infinity) return false
  return first === '' || Number(first) >= limit
}

/** nginx reads the kept headers again when it gives them out. */
function takeOut(exchange: Exchange, visit: Visit, entry: CacheEntry, because: StepRef): FromCache {
  remark(exchange, visit)
  const told = read(exchange, visit, entry.headers, { ...nothingTold(true), validUntil: entry.validUntil })
  return { entry, because, isCacheable: told.forbidden === undefined }
}
