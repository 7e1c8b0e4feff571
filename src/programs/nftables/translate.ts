import type { Flow, Packet, TransportLayer } from '../../model/packet.ts'
import { chooseAddress } from './choose-address.ts'
import type { Sighting } from './connection-tracking.ts'
import { inverse, isTaken, retarget, type Table } from './flow-table.ts'
import type { Translation } from './ruleset.ts'

/** How a packet of this direction looks when it leaves: the answers' view turned round. */
const wanted = ({ flow, direction }: Sighting): Flow => inverse(direction === 'original' ? flow.reply : flow.original)

/** Takes down a new destination for a flow. */
export function redirect(table: Table, sighting: Sighting, setting: string, target: Target): void {
  const { flow, id } = sighting
  const { reply } = flow
  const source = chooseAddress(target, reply.destination, reply.source, target.isPersistent)
  const sourcePort = reply.protocol === 'icmp' ? reply.sourcePort : (target.port ?? reply.sourcePort)
  retarget(table, id, flow, { source, sourcePort })
  flow.destinationBy = setting
}

/** A translation whose address is known. */
type Target = Translation & { readonly to: string }

/** Takes down another source for a flow, and another port if somebody has the same already, or the rule names ports. */
export function hide(table: Table, sighting: Sighting, setting: string, target: Target): void {
  const { flow, id } = sighting
  const destination = chooseAddress(target, flow.reply.destination, flow.reply.source, target.isPersistent)
  const first = target.port ?? 1024
  const last = target.portLast ?? target.port ?? 65_535
  let port = flow.reply.destinationPort
  if (target.port !== undefined && (port < first || port > last)) port = first
  for (let tries = 0; tries < 64_512; tries++) {
    if (!isTaken(table, { ...flow.reply, destination, destinationPort: port }, id)) break
    port = port >= last ? first : port + 1
  }
  retarget(table, id, flow, { destination, destinationPort: port })
  flow.sourceBy = setting
}

/** Gives an arriving packet the destination that its flow has (prerouting). */
export function setDestination(packet: Packet, sighting: Sighting): Packet {
  const { destination, destinationPort } = wanted(sighting)
  const ip = { ...packet.ip, destination }
  return { ...packet, ip, transport: withPorts(packet.transport, { destinationPort }) }
}

/**
 * Gives a leaving packet the source that its flow shows (postrouting). An ICMP error tells its reader of the packet as
 * he sent it, and does not give away a redirected host.
 */
export function setSource(packet: Packet, sighting: Sighting): Packet {
  const { source, sourcePort, ...rest } = wanted(sighting)
  const { transport } = packet
  if (transport.type === 'icmp' && transport.about) {
    const { flow, direction } = sighting
    const arriving = direction === 'original' ? flow.original : flow.reply
    const ip = arriving.source === source ? packet.ip : { ...packet.ip, source }
    return { ...packet, ip, transport: { ...transport, about: inverse({ source, sourcePort, ...rest }) } }
  }
  return { ...packet, ip: { ...packet.ip, source }, transport: withPorts(transport, { sourcePort }) }
}

type Ports = Partial<Pick<Flow, 'sourcePort' | 'destinationPort'>>

/** Puts ports in, or the number of a ping that stands in their place. */
function withPorts(transport: TransportLayer, { sourcePort, destinationPort }: Ports): TransportLayer {
  if (transport.type === 'icmp') {
    const id =
      transport.code === 'echo-request' ? sourcePort : transport.code === 'echo-reply' ? destinationPort : undefined
    return id === undefined || transport.id === undefined ? transport : { ...transport, id }
  }
  if (transport.type === 'file') return transport
  return {
    ...transport,
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(destinationPort === undefined ? {} : { destinationPort }),
  }
}
