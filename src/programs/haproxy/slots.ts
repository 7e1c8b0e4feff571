import { parseAddress } from '../../protocols/ip/address.ts'
import type { Weighted } from './rotation.ts'

/**
 * The fixed map that `static-rr` and `source` look servers up in (configuration manual 2.6, section 4.2): as many slots
 * as the weights add up to once they are divided by what they have in common, filled one after the other by whoever has
 * the most to claim; whole claims only are compared, so that ties go to who is declared first.
 */
export function slotMap(servers: readonly Weighted[]): readonly string[] {
  const divisor = servers.reduce((common, { weight }) => greatestDivisor(common, weight), 0)
  const shares = servers.map(({ key, weight }) => ({ key, weight: weight / divisor, claim: 0 }))
  const size = shares.reduce((sum, { weight }) => sum + weight, 0)
  return Array.from({ length: size }, () => {
    for (const share of shares) share.claim += share.weight
    const ranks = shares.map(({ claim }) => Math.floor((claim + size) / size))
    const best = shares[ranks.indexOf(Math.max(...ranks))]
    if (best) best.claim -= size
    return best?.key ?? ''
  })
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

/** The number that `source` makes of an address: its 32-bit words, combined by exclusive or. 0 … 2³² − 1. */
export function addressHash(text: string): number {
  const address = parseAddress(text)
  if (!address.ok) return 0
  let hash = 0n
  for (let rest = address.value.value; rest > 0n; rest >>= 32n) hash ^= rest & 0xffff_ffffn
  return Number(hash)
}
