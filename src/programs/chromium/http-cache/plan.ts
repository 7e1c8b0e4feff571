import type { HttpRequestMessage } from '../../../model/packet.ts'
import type { Header } from '../../../model/request.ts'
import { conditionalHeaders, varyKey } from '../../../protocols/http/cache.ts'
import type { Leg } from '../leg.ts'
import { ageOf, lifetimeOf, words, type Lifetime } from './freshness.ts'
import { keyOf, timed, type HttpCache, type Stored } from './stored.ts'

/** Why a kept answer may be used, or may not be as it is. */
export type Why = 'fresh' | 'grace' | 'stale' | 'no-cache' | 'vary' | 'reload' | 'bypass'

/** A kept answer to the request at hand. */
export interface Found {
  readonly stored: Stored
  readonly why: Why
  /** Whole seconds. */
  readonly age: number
  readonly lifetime: Lifetime
}

/** What the cache does for a request. `past`: it has no part in it; `ask`: it lets it through as it is. */
export type Plan =
  | { readonly type: 'past' }
  | { readonly type: 'ask'; readonly found?: Found }
  | { readonly type: 'confirm'; readonly found: Found; readonly conditions: readonly Header[] }
  | { readonly type: 'use'; readonly found: Found }

/** What a page sets itself to ask for less than all: the cache keeps out of it. */
const ownConditions = /^(?:if-(?:match|none-match|modified-since|unmodified-since|range)|range)$/i

/** Chromium's way through its cache (`HttpCache::Transaction`) for one request at a date (epoch ms). */
export function planFor(cache: HttpCache, leg: Leg, request: HttpRequestMessage, date: number): Plan {
  const { headers, method } = request
  const isOwn = headers.some(([name]) => ownConditions.test(name))
  if ((method !== 'GET' && method !== 'HEAD') || isOwn) return { type: 'past' }
  const stored = cache[keyOf(leg)]
  if (!stored) return { type: 'ask' }
  const found = judge(stored, leg, request, date)
  if (found.why === 'fresh' || found.why === 'grace') return { type: 'use', found }
  return found.why === 'bypass' ? { type: 'ask', found } : renewing(found)
}

/** How the net is asked for what is kept, but not to be used as it is. */
export function renewing(found: Found): Exclude<Plan, { type: 'use' }> {
  const asking = validatorsOf(found.stored).filter(([name]) => found.why !== 'vary' || name === 'If-None-Match')
  return asking.length === 0 ? { type: 'ask', found } : { type: 'confirm', found, conditions: asking }
}

function judge(stored: Stored, leg: Leg, { headers, method }: HttpRequestMessage, date: number): Found {
  const age = ageOf(timed(stored), date)
  const lifetime = lifetimeOf(stored)
  const as = (why: Why): Found => ({ stored, why, age, lifetime })
  const asked = words(headers, 'Cache-Control')
  if (asked.includes('no-cache') || words(headers, 'Pragma').includes('no-cache')) return as('bypass')
  if (stored.variant === null || varyKey(headers, stored.headers) !== stored.variant) return as('vary')
  if (asked.includes('max-age=0')) return as('reload')
  if (lifetime.seconds > age) return as('fresh')
  // Pages themselves never come late: only what they load does (Chromium's `AllowStaleResponse`).
  const mayBeLate = method === 'GET' && leg.mode !== 'navigate'
  if (mayBeLate && lifetime.seconds + lifetime.graceSeconds > age) return as('grace')
  return as(lifetime.reason === 'no-cache' ? 'no-cache' : 'stale')
}

/** What asks whether a kept answer still holds; Chromium asks only of a 200. */
export const validatorsOf = ({ status, headers }: Stored): readonly Header[] =>
  status === 200 ? conditionalHeaders(headers).filter(([, value]) => value !== '') : []
