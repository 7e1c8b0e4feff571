import type { Turn } from '../common/smooth-round-robin.ts'

/** What Apache remembers of one member; its turn is `lbstatus` and `lbfactor`. */
export type WorkerState = Turn & {
  /** Virtual ms since the fresh start at which it went into the error state. */
  failedAt: number | null
  /** Requests under way, and bytes that went both ways. */
  busy: number
  sent: number
  received: number
}

export type ApacheState = { readonly workers: { [key: string]: WorkerState } }

export const initialState = (): ApacheState => ({ workers: {} })
