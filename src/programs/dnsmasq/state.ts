import type { DnsCache } from '../common/dns-cache.ts'
import type { Asking } from '../common/dns-joining.ts'

export type DnsmasqState = {
  cache: DnsCache
  asking: Asking
  /** How many answers went out: where the turn of several addresses stands. */
  turn: number
}

export const initialState = (): DnsmasqState => ({ cache: {}, asking: {}, turn: 0 })
