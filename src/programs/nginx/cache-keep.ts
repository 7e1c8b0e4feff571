import { code, list, number, seconds } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { get } from '../../protocols/http/headers.ts'
import { nothingTold, type NotStored, type Told } from './cache-headers.ts'
import { file, take } from './cache-nodes.ts'
import { lifetimeFor, type StaleReason } from './cache-rules.ts'
import { compareKeeping } from './cache-standard.ts'
import { variantOf } from './cache-vary.ts'
import { firstTrue, read, remark, type FromCache, type Visit } from './cache-visit.ts'
import { by, say, secondsNow, type Exchange } from './exchange.ts'
import { parseHttpTime } from './http-time.ts'
import { reasonOfStatus } from './next-server.ts'
import type { CacheEntry } from './state.ts'

/** A longer entity tag is not kept (NGX_HTTP_CACHE_ETAG_LEN). */
const longestTag = 128

/** The headers that ask the servers whether what is kept still holds (`proxy_cache_revalidate`). */
export function validators({ context }: Exchange, { rules, status, stale }: Visit): readonly Header[] {
  if (!rules.revalidate || status !== 'EXPIRED' || !stale || (stale.status !== 200 && stale.status !== 206)) return []
  const modified = stale.headers.findLast(([name]) => /^last-modified$/i.test(name))?.[1]
  const time = modified === undefined ? undefined : parseHttpTime(modified)
  const etag = get(stale.headers, 'ETag')
  const headers: readonly Header[] = [
    ...(time === undefined ? [] : [['If-Modified-Since', formatHttpDate(time * 1000)] as const]),
    ...(etag === undefined || etag === '' || etag.length > longestTag ? [] : [['If-None-Match', etag] as const]),
  ]
  if (headers.length > 0) {
    const names = list(headers.map(([name]) => code(name)))
    context.step('decided', say('cache-revalidating', { headers: names }), by('proxy_cache_revalidate'))
  }
  return headers
}

/** What is kept goes out although it is too old: the answer that came says that something is wrong. */
export function insteadOf(exchange: Exchange, visit: Visit, message: HttpResponseMessage): FromCache | undefined {
  const reason = reasonOfStatus(message.status)
  if (!visit.stale || reason === undefined || !visit.rules.useStale.includes(reason)) return undefined
  const told = read(exchange, visit, message.headers, nothingTold(true))
  const data = { status: number(message.status) }
  const because = exchange.context.step(
    'answered',
    say('cache-stale-status', data),
    by('proxy_cache_use_stale', visit.rules.settings.useStale),
  )
  return giveStale(exchange, visit, visit.stale, because, told)
}

/** What is kept goes out although it is too old: no server could be asked. */
export function insteadOfNothing(exchange: Exchange, visit: Visit, reason: StaleReason): FromCache | undefined {
  const isAllowed = visit.rules.useStale.includes(reason)
  if (!visit.stale || !(isAllowed || visit.isStaleOnError)) return undefined
  const message = isAllowed ? say('cache-stale-failed') : say('cache-stale-if-error')
  const because = exchange.context.step(
    'answered',
    message,
    by('proxy_cache_use_stale', isAllowed ? visit.rules.settings.useStale : undefined),
  )
  return giveStale(exchange, visit, visit.stale, because, nothingTold(true))
}

function giveStale(exchange: Exchange, visit: Visit, entry: CacheEntry, because: StepRef, before: Told): FromCache {
  visit.status = 'STALE'
  remark(exchange, visit)
  const told = read(exchange, visit, entry.headers, before)
  return { entry, because, isCacheable: visit.isCacheable && told.forbidden === undefined }
}

/** A 304 to nginx's own question: what is kept holds on, with the lifetime that the 304 or else it itself tells. */
export function revalidate(exchange: Exchange, visit: Visit, message: HttpResponseMessage): FromCache | undefined {
  const { context, request } = exchange
  const { rules, stale, hold } = visit
  if (message.status !== 304 || !stale || !rules.revalidate) return undefined
  const now = secondsNow(context)
  const newer = read(exchange, visit, message.headers, nothingTold(true))
  const told = read(exchange, visit, stale.headers, newer)
  visit.status = 'REVALIDATED'
  remark(exchange, visit)
  const because = context.step('answered', say('cache-revalidated'), by('proxy_cache_revalidate'))
  const source = newer.validUntil === undefined ? told : newer
  const byStatus = lifetimeFor(rules, stale.status)
  const validUntil = source.validUntil ?? (byStatus === 0 ? undefined : now + byStatus)
  if (validUntil !== undefined && hold.node?.entry === stale) {
    const { updatingSeconds, errorSeconds } = source
    const { vary } = told
    const variant = vary === '' ? '' : variantOf(vary, request.headers)
    const times = { receivedAt: context.now(), isRevalidated: true, validUntil, updatingSeconds, errorSeconds }
    hold.node.entry = { ...stale, ...times, vary, variant }
    explainKept(exchange, visit, source, validUntil - now)
  }
  return { entry: stale, because, isCacheable: visit.isCacheable && told.forbidden === undefined }
}

/** What the headers of a new answer say; whether nginx judges the caller's conditions follows from it alone. */
export function tellOf(exchange: Exchange, visit: Visit, message: HttpResponseMessage): Told {
  return read(exchange, visit, message.headers, nothingTold(visit.rules.buffering))
}

/** Keeps an answer if that is allowed, and says why (not). */
export function keep(exchange: Exchange, visit: Visit, message: HttpResponseMessage, told: Told): void {
  const { context, request } = exchange
  const { rules, hold } = visit
  if (!visit.isCacheable) return
  const now = secondsNow(context)
  // A request that went past the cache counts as a use of it all the same, if there is a body to keep.
  const isRead = request.method !== 'HEAD' || told.forbidden === undefined
  if (visit.status === 'BYPASS' && told.buffering && isRead && firstTrue(rules.noCache, exchange) === undefined) {
    take(context.state, hold, now)
  }
  const byStatus = lifetimeFor(rules, message.status)
  const validUntil = told.validUntil ?? (byStatus === 0 ? undefined : now + byStatus)
  const why =
    whyNot(exchange, visit, told) ?? (isCutShort(exchange, visit, message) ? { reason: 'incomplete' } : undefined)
  if (why || validUntil === undefined) {
    context.step('decided', notStored(why ?? { reason: 'no-lifetime' }), by('proxy_cache_valid', rules.settings.valid))
    return
  }
  const { vary, updatingSeconds, errorSeconds } = told
  const variant = vary === '' ? '' : variantOf(vary, request.headers)
  const { status, reason, headers, body } = message
  const content = { status, reason, headers, bytes: body?.bytes ?? 0, text: body?.text ?? null }
  const times = { receivedAt: context.now(), isRevalidated: false, validUntil, updatingSeconds, errorSeconds }
  const entry = { ...content, ...times, vary, variant }
  file(context.state, hold, entry, now)
  explainKept(exchange, visit, told, validUntil - now)
  compareKeeping(exchange, entry)
}

/** Fewer bytes came than were announced. */
function isCutShort({ request }: Exchange, { rules }: Visit, { status, headers, body }: HttpResponseMessage): boolean {
  const isHead = request.method === 'HEAD' && !rules.convertHead
  if (isHead || status === 204 || status === 304 || body === undefined) return false
  return body.bytes < Number(get(headers, 'Content-Length') ?? 0)
}

function whyNot(exchange: Exchange, { rules }: Visit, told: Told): NotStored | undefined {
  if (!told.buffering) return { reason: 'unbuffered' }
  if (told.forbidden) return told.forbidden
  return firstTrue(rules.noCache, exchange) === undefined ? undefined : { reason: 'told' }
}

function explainKept({ context }: Exchange, { rules }: Visit, told: Told, left: number): void {
  const isTold = told.by !== undefined
  const data = { time: seconds(left), by: code(told.by ?? 'proxy_cache_valid') }
  context.step('worked', say('cache-stored', data), by('proxy_cache_valid', isTold ? undefined : rules.settings.valid))
}

/** Remembers for a while that the servers failed, if `proxy_cache_valid` has a time for that. */
export function keepFailure({ context }: Exchange, { rules, hold, isCacheable }: Visit, status: number): void {
  const lifetime = lifetimeFor(rules, status)
  // Who went past the cache has no place in it.
  if (!isCacheable || lifetime === 0 || !hold.node) return
  hold.node.failure = { status, until: secondsNow(context) + lifetime }
  const data = { status: number(status), time: seconds(lifetime) }
  context.step('worked', say('cache-failure-stored', data), by('proxy_cache_valid', rules.settings.valid))
}

function notStored(why: NotStored) {
  switch (why.reason) {
    case 'set-cookie':
      return say('not-stored-cookie')
    case 'vary':
      return say('not-stored-vary')
    case 'no-lifetime':
      return say('not-stored-lifetime')
    case 'told':
      return say('not-stored-told')
    case 'unbuffered':
      return say('not-stored-unbuffered')
    case 'incomplete':
      return say('not-stored-incomplete')
    case 'header':
      return say('not-stored-header', { header: code(`${why.name}: ${why.value}`) })
  }
}
