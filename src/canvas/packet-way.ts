import type { DeviceId, LinkId } from '../model/topology.ts'
import type { Hop, Trace } from '../model/trace.ts'

/** One cable on a packet's way, and the device that it comes out at. */
export interface Stretch {
  readonly link: LinkId
  readonly toward: DeviceId
}

/** Where the way has more cables than this, the packet comes over the last ones only. */
const mostStretches = 8

/**
 * The cables that a packet glides over when playback goes from one hop to a later one: back from the later hop, cable
 * by cable, to the device of the earlier one. Going backwards, or staying, nothing glides.
 */
export function wayBetween(trace: Trace, from: number | undefined, to: number): readonly Stretch[] {
  const target = trace.hops[to]
  if (!target || (from !== undefined && to <= from)) return []
  const start = from === undefined ? undefined : trace.hops[from]
  const way: Stretch[] = []
  let hop: Hop | undefined = target
  while (hop?.via !== undefined && way.length < mostStretches) {
    way.unshift({ link: hop.via, toward: hop.device })
    if (start && hop.previous === start.device) break
    hop = senderOf(trace, hop, from ?? -1)
  }
  return way
}

/** The hop that put this packet on its cable, if playback has not shown it yet. */
function senderOf({ hops }: Trace, { via, previous, id }: Hop, after: number): Hop | undefined {
  for (let index = id - 1; index > after; index--) {
    const hop = hops[index]
    if (hop && hop.device === previous && hop.out === via) return hop
  }
  return undefined
}
