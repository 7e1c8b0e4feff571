import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { has, remove } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { ownPage, type Draft } from './answer.ts'
import { insteadOf, insteadOfNothing, keep, keepFailure, revalidate, tellOf, validators } from './cache-keep.ts'
import type { CacheRules } from './cache-rules.ts'
import { expire, leave, newVisit, remark, type FromCache, type Visit } from './cache-visit.ts'
import { consult, isPastRange } from './cache.ts'
import { secondsNow, type Exchange } from './exchange.ts'
import { judgeCondition } from './not-modified.ts'
import { partsOf } from './ranges.ts'
import type { CacheEntry } from './state.ts'
import type { Passed } from './upstream.ts'
import { fill } from './variables.ts'

/** How the servers behind are asked where the answer may be kept. */
export interface Asking {
  /** What is kept must be whole: the caller's conditions and ranges stay here. */
  readonly isWhole: boolean
  /** A HEAD is passed on as GET (`proxy_cache_convert_head`). */
  readonly isGet: boolean
  /** nginx's own question whether what is kept still holds. */
  readonly validators: readonly Header[]
}

export const plainly: Asking = { isWhole: false, isGet: false, validators: [] }

type Answered = Extract<Passed, { type: 'answer' }>

/** The way to the servers behind and back. */
export interface Passing {
  /** What is kept is filed under this unless `proxy_cache_key` says otherwise: the address that is asked. */
  readonly key: string
  ask(asking: Asking): Process<Passed>
  /** An answer from behind as the caller gets it. */
  relay(answered: Pick<Answered, 'message' | 'because'> & Partial<Pick<Answered, 'server'>>): Draft
  failed(failed: Extract<Passed, { type: 'failed' }>): Draft
}

/** Answers from the cache where that has the answer, and keeps what the servers behind answer. */
export function* throughCache(
  exchange: Exchange,
  rules: CacheRules,
  passingOf: (exchange: Exchange) => Passing,
): Process<Draft | Reply> {
  const passing = passingOf(exchange)
  const visit = newVisit(rules, rules.key === undefined ? passing.key : fill(exchange, rules.key))
  try {
    const consulted = yield* consult(exchange, visit)
    if (consulted.type === 'failure') return ownPage(exchange, consulted.status, consulted.because)
    if (consulted.type === 'kept') {
      const draft = fromCache(passing, consulted)
      if (consulted.needsRefresh && !isRefused(exchange, draft)) refresh(exchange, visit, consulted.entry, passingOf)
      return draft
    }
    return yield* askAndKeep(exchange, visit, passing)
  } finally {
    leave(exchange, visit)
  }
}

function* askAndKeep(exchange: Exchange, visit: Visit, passing: Passing): Process<Draft | Reply> {
  const isGet = exchange.request.method === 'HEAD' && visit.rules.convertHead
  const conditions = visit.isCacheable ? validators(exchange, visit) : []
  const passed = yield* passing.ask({ isWhole: visit.isCacheable, isGet, validators: conditions })
  if (passed.type === 'garbage') return { type: 'answer', message: passed.message, because: passed.because }
  if (passed.type === 'failed') {
    const stale = insteadOfNothing(exchange, visit, passed.status === 504 ? 'timeout' : 'error')
    if (stale) return fromCache(passing, stale)
    keepFailure(exchange, visit, passed.status)
    return passing.failed(passed)
  }
  const { message } = passed
  const kept = insteadOf(exchange, visit, message) ?? revalidate(exchange, visit, message)
  if (kept) return fromCache(passing, kept)
  const told = tellOf(exchange, visit, message)
  const isCacheable = visit.isCacheable && told.forbidden === undefined
  const draft = own(passing.relay(passed), isCacheable, isCacheable ? 'one' : 'none')
  if (!isRefused(exchange, draft)) keep(exchange, visit, message, told)
  return draft
}

function fromCache(passing: Passing, { entry, because, isCacheable }: FromCache): Draft {
  return own(passing.relay({ message: messageOf(entry), because }), isCacheable, 'any')
}

function messageOf({ status, reason, headers, bytes, text }: CacheEntry): HttpResponseMessage {
  const body = bytes === 0 ? undefined : { bytes, ...(text === null ? {} : { text }) }
  return response({ status, reason, headers, body })
}

/** Conditions and ranges are judged here; ranges only if the server behind said that it knows them. */
function own(draft: Draft, isOwnCopy: boolean, ranges: NonNullable<Draft['ranges']>): Draft {
  if (ranges === 'none' || !has(draft.headers, 'Accept-Ranges')) return { ...draft, isOwnCopy, ranges: 'none' }
  return { ...draft, headers: remove(draft.headers, 'Accept-Ranges'), isOwnCopy, ranges }
}

/** A caller that gets an error page instead of the answer ends it all: nothing is kept, nothing fetched anew. */
function isRefused({ request }: Exchange, { status, headers, isOwnCopy, ranges, body }: Draft): boolean {
  if (!isOwnCopy || status !== 200) return false
  const verdict = judgeCondition(request.headers, headers)
  if (verdict !== 'proceed') return verdict === 'precondition-failed'
  return ranges !== 'none' && partsOf(request.headers, headers, body?.bytes ?? 0, 1) === 'unsatisfiable'
}

/** What was given out stale is fetched anew; nobody waits for it (`proxy_cache_background_update`). */
function refresh(
  exchange: Exchange,
  { hold, rules }: Visit,
  entry: CacheEntry,
  passingOf: (exchange: Exchange) => Passing,
): void {
  const handedOn: Visit = { ...newVisit(rules, hold.key), hold: { ...hold } }
  hold.node = undefined
  hold.isUpdating = false
  exchange.context.errand(function* (context) {
    const errand: Exchange = { ...exchange, context }
    expire(handedOn, entry, secondsNow(context))
    if (isPastRange(errand.request.headers, rules.maxRangeOffset)) handedOn.isCacheable = false
    remark(errand, handedOn)
    try {
      yield* askAndKeep(errand, handedOn, passingOf(errand))
    } finally {
      leave(errand, handedOn)
    }
  })
}
