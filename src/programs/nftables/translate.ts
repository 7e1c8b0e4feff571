import type { Flow, Packet, TransportLayer } from '../../model/packet.ts'
import type { Wiring } from '../contract/wiring.ts'
import { inverse, isTaken, retarget, type Sighting, type Table } from './connection-tracking.ts'
import type { Rule } from './ruleset.ts'

/** How a packet of this direction looks when it leaves: the answers' view turned round. */
const wanted = ({ flow, direction }: Sighting): Flow => inverse(direction === 'original' ? flow.reply : flow.original)

/** Takes down a new destination for a flow; nothing if the device it names has no address here. */
export function redirect(table: Table, sighting: Sighting, rule: Rule, wiring: Wiring): boolean {
  const { statement } = rule
  if (statement.type !== 'dnat') return false
  const address = /^d\d+$/.test(statement.to) ? wiring.addressOf(statement.to) : statement.to
  if (address === undefined) return false
  const port = statement.port ?? sighting.flow.reply.sourcePort
  retarget(table, sighting, { source: address, sourcePort: port })
  sighting.flow.destinationBy = rule.setting
  return true
}

/** Takes down the firewall's own address as a flow's source, and another port if somebody has the same already. */
export function hide(table: Table, sighting: Sighting, rule: Rule, address: string): void {
  const { flow, id } = sighting
  let port = flow.reply.destinationPort
  for (let tries = 0; tries < 64_512 && flow.reply.protocol !== 'icmp'; tries++) {
    if (!isTaken(table, { ...flow.reply, destination: address, destinationPort: port }, id)) break
    port = port >= 65_535 ? 1024 : port + 1
  }
  retarget(table, sighting, { destination: address, destinationPort: port })
  flow.sourceBy = rule.setting
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

function withPorts(transport: TransportLayer, ports: Ports): TransportLayer {
  return transport.type === 'tcp' || transport.type === 'udp' ? { ...transport, ...ports } : transport
}
