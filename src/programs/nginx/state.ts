import { deepCopy, sharing } from '../../lib/copying.ts'
import type { Turn } from '../common/smooth-round-robin.ts'

/** What nginx remembers of one server behind it; times are whole seconds on the world's clock. */
export type PeerState = Turn & {
  fails: number
  /** Of the last failure. */
  accessed: number
  /** Of the last time that a failed server was given another chance. */
  checked: number
  /** Connections open to it. */
  connections: number
}

/** A kept answer, as it came from behind; times are whole seconds on the world's clock. */
export type CacheEntry = {
  readonly status: number
  readonly reason: string
  readonly headers: readonly (readonly [string, string])[]
  readonly bytes: number
  readonly text: string | null
  /** When it came, or the 304 that confirmed it, ms. */
  readonly receivedAt: number
  readonly isRevalidated: boolean
  /** Fresh until then, that second included. */
  readonly validUntil: number
  /** So many seconds longer it may be given out while it is fetched anew, and when the servers fail. */
  readonly updatingSeconds: number
  readonly errorSeconds: number
  /** What the request said for each header that the answer varies by. */
  readonly variant: string
  readonly vary: string
}

/** A place in the cache, whether an answer is kept there or not. */
export type CacheNode = {
  /** How often it was asked for (`proxy_cache_min_uses`). */
  uses: number
  /** Requests that are at it now. */
  holders: number
  /** When it is thrown away unless somebody asks for it before (`inactive`), s. */
  forgottenAt: number
  /** Somebody is fetching the answer. */
  isUpdating: boolean
  /** Until when others wait for who fetches it (`proxy_cache_lock_age`), ms. */
  lockedUntil: number
  /** That the servers failed is kept too, if `proxy_cache_valid` says so. */
  failure: { readonly status: number; readonly until: number } | null
  entry: CacheEntry | null
}

/** How full a `limit_req` bucket is. */
export type Drip = {
  /** In thousandths of a request. */
  excess: number
  /** Of the last request that was let through, ms. */
  last: number
}

export type NginxState = {
  readonly peers: { [key: string]: PeerState }
  /** By zone, key and what the request said where answers vary; `''` is the first answer's place. */
  readonly cache: { [zone: string]: { [key: string]: { [variant: string]: CacheNode } } }
  /** When the cache was last searched for what nobody asks for any more, s. */
  sweptAt: number
  /** By zone and key (`limit_req`). */
  readonly requests: { [zone: string]: { [key: string]: Drip } }
  /** Open connections by zone and key (`limit_conn`). */
  readonly connections: { [zone: string]: { [key: string]: number } }
}

export const initialState = (): NginxState => ({ peers: {}, cache: {}, sweptAt: 0, requests: {}, connections: {} })

/** A cache may be large, and a run asks for little of it: it shares the rest with the world that it began with. */
export function copyState(state: NginxState): NginxState {
  const { cache, ...rest } = state
  const zones: NginxState['cache'] = {}
  for (const [zone, keys] of Object.entries(cache)) zones[zone] = { ...keys }
  return sharing({ ...state, ...deepCopy(rest), cache: zones })
}
