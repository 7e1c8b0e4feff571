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

/** A kept answer; times are whole seconds on the world's clock. */
export type CacheEntry = {
  readonly status: number
  readonly reason: string
  readonly headers: readonly (readonly [string, string])[]
  readonly bytes: number
  readonly text: string | null
  /** Fresh until then, that second included. */
  readonly validUntil: number
  /** What the request said for each header that the answer varies by. */
  readonly variant: string
  readonly vary: string
  usedAt: number
}

export type NginxState = {
  readonly peers: { [key: string]: PeerState }
  readonly cache: { [key: string]: CacheEntry[] }
}

export const initialState = (): NginxState => ({ peers: {}, cache: {} })
