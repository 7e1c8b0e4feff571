import type { HttpResponseMessage } from '../../../model/packet.ts'
import type { Trace } from '../../../model/trace.ts'

/** The last HTTP response that came in at a device. */
export function responseOf({ hops }: Trace, device: string): HttpResponseMessage | undefined {
  const messages = hops.filter((hop) => hop.device === device).map(({ packetIn }) => packetIn?.message)
  const last = messages.findLast((one) => one?.protocol === 'http' && one.kind === 'response')
  return last?.protocol === 'http' && last.kind === 'response' ? last : undefined
}
