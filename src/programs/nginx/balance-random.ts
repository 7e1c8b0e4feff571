import { atWeight, isUsable, mostMisses, totalWeight, type Peer, type Selection } from './balance-peers.ts'

/** 0 <= x < 1 */
type Random = () => number

/** Draws by weight until there is one to ask; nothing after too many in vain. `passOver` is not drawn again. */
function drawOne(
  peers: readonly Peer[],
  selection: Selection,
  now: number,
  random: Random,
  passOver?: number,
): number | undefined {
  const total = totalWeight(peers)
  if (total === 0) return undefined
  while (selection.misses <= mostMisses) {
    const index = atWeight(peers, Math.floor(random() * total))
    if (index !== passOver && isUsable(peers, index, selection, now)) return index
    selection.misses += 1
  }
  return undefined
}

/** `random` (ngx_http_upstream_random_module). */
export const byChance = (
  peers: readonly Peer[],
  selection: Selection,
  now: number,
  random: Random,
): number | undefined => drawOne(peers, selection, now, random)

/** `random two`: of two that were drawn, the one with fewer connections for its weight; of equals, the later one. */
export function byChanceOfTwo(
  peers: readonly Peer[],
  selection: Selection,
  now: number,
  random: Random,
): number | undefined {
  const first = drawOne(peers, selection, now, random)
  const second = first === undefined ? undefined : drawOne(peers, selection, now, random, first)
  const [one, other] = [peers[first ?? -1], peers[second ?? -1]]
  if (!one || !other) return undefined
  const isOtherBusier = other.state.connections * one.row.weight > one.state.connections * other.row.weight
  return isOtherBusier ? first : second
}
