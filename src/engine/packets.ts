import type { ApplicationMessage, Flow, Packet, TcpFlag } from '../model/packet.ts'
import type { Endpoint } from '../programs/contract/outcome.ts'

/** Linux's initial time to live (net.ipv4.ip_default_ttl). */
export const initialTtl = 64

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}

export function tcpPacket(from: Endpoint, to: Endpoint, flags: readonly TcpFlag[]): Packet {
  return {
    ip: { source: from.address, destination: to.address, ttl: initialTtl },
    transport: { type: 'tcp', sourcePort: from.port, destinationPort: to.port, flags },
  }
}

export function udpPacket(from: Endpoint, to: Endpoint, message: ApplicationMessage): Packet {
  return {
    ip: { source: from.address, destination: to.address, ttl: initialTtl },
    transport: { type: 'udp', sourcePort: from.port, destinationPort: to.port },
    message,
  }
}

/** A ping (RFC 792): the answer carries the question's number. */
export function echo(
  { code, id }: { readonly code: 'echo-request' | 'echo-reply'; readonly id: number },
  source: string,
  destination: string,
  ttl: number,
): Packet {
  return { ip: { source, destination, ttl }, transport: { type: 'icmp', code, id } }
}

export function isReset({ transport }: Packet): boolean {
  return transport.type === 'tcp' && transport.flags.includes('RST')
}

/** The packet that answers `packet` with a reset (RFC 9293 3.5.2). */
export function resetFor(packet: Packet): Packet {
  const { transport } = packet
  const ports = transport.type === 'tcp' ? transport : { sourcePort: 0, destinationPort: 0 }
  return {
    ip: { source: packet.ip.destination, destination: packet.ip.source, ttl: initialTtl },
    transport: {
      type: 'tcp',
      sourcePort: ports.destinationPort,
      destinationPort: ports.sourcePort,
      flags: ['RST', 'ACK'],
    },
  }
}

/** The five-tuple of a packet; a ping has its number and its type in the place of ports. */
export function flowOf(packet: Packet): Flow | undefined {
  const { transport, ip } = packet
  if (transport.type === 'file') return undefined
  const ports = transport.type === 'icmp' ? { sourcePort: transport.id ?? 0, destinationPort: 8 } : transport
  return {
    protocol: transport.type,
    source: ip.source,
    sourcePort: ports.sourcePort,
    destination: ip.destination,
    destinationPort: ports.destinationPort,
  }
}

export function endpointOf(packet: Packet, side: 'source' | 'destination'): Endpoint {
  const { transport } = packet
  const hasPorts = transport.type === 'tcp' || transport.type === 'udp'
  const port = hasPorts ? (side === 'source' ? transport.sourcePort : transport.destinationPort) : 0
  return { address: packet.ip[side], port }
}
