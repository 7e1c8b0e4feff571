import { code, type Value } from '../../model/message.ts'
import type { Hop, Step, Trace } from '../../model/trace.ts'
import { isPassing } from './hop-words.ts'

interface SentAgain {
  /** `SYN`, `ClientHello`, `GET /` …: literal protocol text. */
  readonly what: Value
  /** How long after the time before. */
  readonly after: Value
}

/**
 * Whether the packet that came in here had been sent before, told by who sent it again. That one says so itself; all
 * others see the same packet as before, and only the journey knows.
 */
export function sentAgain({ hops }: Trace, hop: Hop): SentAgain | undefined {
  let at: Hop | undefined = hop
  while (at?.packetIn && at.cause !== undefined) {
    const from: Hop | undefined = hops[at.cause]
    if (from?.purpose !== hop.purpose || from.leg !== hop.leg) return undefined
    const again = from.steps.find(isRetransmission)
    if (again) return toldOf(again)
    if (!isPassing(from)) return undefined
    at = from
  }
  return undefined
}

const isRetransmission = ({ action, code, data }: Step): boolean =>
  action === 'retried' && code.startsWith('net.') && data['after'] !== undefined

function toldOf({ data }: Step): SentAgain | undefined {
  const { after, what } = data
  return after && { what: what ?? code('SYN'), after }
}
