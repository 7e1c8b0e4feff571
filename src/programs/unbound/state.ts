import type { DnsCache } from '../common/dns-cache.ts'
import type { Asking } from '../common/dns-joining.ts'

export type UnboundState = {
  cache: DnsCache
  asking: Asking
  /** Servers that were silent: virtual ms until which they are left alone. */
  silent: { [address: string]: number }
  /** How many answers went out: where the turn of several addresses stands. */
  turn: number
}

export const initialState = (): UnboundState => ({ cache: {}, asking: {}, silent: {}, turn: 0 })
