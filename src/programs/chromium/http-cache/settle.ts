import type { HttpRequestMessage, HttpResponseMessage } from '../../../model/packet.ts'
import type { Leg } from '../leg.ts'
import { words } from './freshness.ts'
import type { Plan } from './plan.ts'
import { confirmed, judgeKeeping, keyOf, storedFrom, type HttpCache, type Stored, type Times } from './stored.ts'

/** An answer that came from the net, and to what. */
export interface Came {
  readonly leg: Leg
  readonly plan: Plan
  readonly request: HttpRequestMessage
  readonly answer: HttpResponseMessage
  readonly times: Times
}

/** What the cache made of an answer. */
export type Settled =
  | { readonly what: 'kept' | 'confirmed'; readonly stored: Stored }
  | { readonly what: 'not-kept'; readonly why: 'no-store' | 'status' }
  | { readonly what: 'forgotten' }
  | { readonly what: 'nothing' }

const unsafe = /^(?:POST|PUT|DELETE|PATCH)$/

/** Puts an answer into the cache, or takes out what it makes void; the cache is changed in place. */
export function settle(cache: HttpCache, came: Came): Settled {
  const { leg, plan, request, answer } = came
  const key = keyOf(leg)
  if (plan.type === 'past') return unsafe.test(request.method) ? invalidate(cache, key, answer) : nothing
  if (plan.type === 'confirm' && answer.status === 304) return confirm(cache, key, came, plan.found.stored)
  const verdict = judgeKeeping(answer)
  if (verdict === 'status') return request.method === 'HEAD' ? nothing : { what: 'not-kept', why: verdict }
  delete cache[key]
  // A HEAD has nothing to keep, but what it was told makes void what was kept.
  if (request.method === 'HEAD') return nothing
  if (verdict !== 'keep') return { what: 'not-kept', why: verdict }
  const stored = storedFrom(leg, request, answer, came.times)
  cache[key] = stored
  return { what: 'kept', stored }
}

const nothing = { what: 'nothing' } as const

/** What may have changed the resource makes void what was kept of it, unless it failed (RFC 9111 section 4.4). */
function invalidate(cache: HttpCache, key: string, { status }: HttpResponseMessage): Settled {
  if (!(key in cache) || status < 200 || status >= 400) return nothing
  delete cache[key]
  return { what: 'forgotten' }
}

function confirm(cache: HttpCache, key: string, { request, answer, times }: Came, before: Stored): Settled {
  const stored = confirmed(before, request, answer.headers, times)
  if (words(stored.headers, 'Cache-Control').includes('no-store')) delete cache[key]
  else cache[key] = stored
  return { what: 'confirmed', stored }
}
