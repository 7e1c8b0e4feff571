import type { DnsCache } from '../common/dns-cache.ts'

export type UnboundState = {
  cache: DnsCache
  /** Servers that were silent: virtual ms until which they are left alone. */
  silent: { [address: string]: number }
  /** How many answers went out: where the turn of several addresses stands. */
  turn: number
}

export const initialState = (): UnboundState => ({ cache: {}, silent: {}, turn: 0 })
