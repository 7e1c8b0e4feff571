import type { DnsCache } from '../common/dns-cache.ts'

export type DnsmasqState = {
  cache: DnsCache
  /** How many answers went out: where the turn of several addresses stands. */
  turn: number
}

export const initialState = (): DnsmasqState => ({ cache: {}, turn: 0 })
