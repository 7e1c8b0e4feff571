import type { DeviceId } from '../model/topology.ts'
import type { Purpose } from '../model/trace.ts'
import type { Journey, MutableHop } from './journey.ts'

const exchanged: ReadonlySet<Purpose> = new Set(['message', 'preflight'])

/**
 * The hops of a journey by exchange of its sender: where it goes on sending after it got an answer (it was redirected,
 * or had asked in advance), a new exchange begins. Each holds all hops up to the next one.
 */
export function exchangesOf(
  { hops }: Journey,
  sender: DeviceId,
  folded: ReadonlySet<number>,
): readonly (readonly MutableHop[])[] {
  const exchanges: MutableHop[][] = [[]]
  let isAnswered = false
  for (const hop of hops) {
    if (hop.device === sender && !folded.has(hop.attempt)) {
      if (hop.leg === 'request' && isAnswered) {
        exchanges.push([])
        isAnswered = false
      } else if (hop.leg === 'response' && hop.packetIn && exchanged.has(hop.purpose)) isAnswered = true
    }
    exchanges.at(-1)?.push(hop)
  }
  return exchanges
}
