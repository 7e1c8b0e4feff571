import { mix } from './hash.ts'
import type { Weighted } from './rotation.ts'

/**
 * The fixed map that `static-rr` and plain hashes look servers up in (configuration manual 2.6, section 4.2): as many
 * slots as the weights add up to once they are divided by what they have in common, filled one after the other by
 * whoever has the most to claim; whole claims only are compared, so that ties go to who is declared first.
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

interface Point {
  readonly at: number
  readonly key: string
}

/** A server on the ring: sixteen points a weight. */
interface OnRing extends Weighted {
  /** Its number within its backend. */
  readonly id: number
}

/** So many points at most belong to a server; its number times this keeps them apart. */
const pointsOfOne = 4096
const pointsOfWeight = 16

/** The ring of consistent hashing, in its order (as HAProxy 2.6 places the points; 3.0 places them otherwise). */
export function ringOf(servers: readonly OnRing[]): readonly Point[] {
  const points = servers.flatMap(({ key, id, weight }) =>
    Array.from({ length: Math.floor(weight * pointsOfWeight) }, (_, index) => ({
      at: mix(id * pointsOfOne + index),
      key,
    })),
  )
  return points.toSorted((a, b) => a.at - b.at)
}

const circle = 2 ** 32
const apart = (from: number, to: number): number => (to - from + circle) % circle

/** The server whose point is nearest to the hash, before it or after it; `avoid` is passed over if there is another. */
export function nearest(ring: readonly Point[], hash: number, avoid?: string): string | undefined {
  if (ring.length === 0) return undefined
  const found = ring.findIndex(({ at }) => at >= hash)
  let index = found < 0 ? 0 : found
  const next = ring[index]
  const previous = ring.at(index - 1)
  if (!next || !previous) return undefined
  const isNearer = apart(previous.at, hash) <= apart(hash, next.at)
  if (isNearer) index = (index - 1 + ring.length) % ring.length
  for (let step = 0; step < ring.length; step++) {
    const point = ring[(index + step) % ring.length]
    if (point && point.key !== avoid) return point.key
  }
  return ring[index]?.key
}
