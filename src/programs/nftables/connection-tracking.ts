import type { Flow, Packet } from '../../model/packet.ts'
import { add, flowAt, forget, forgetDue, inverse, seek, type Table, type Tracked } from './flow-table.ts'
import type { ConnectionState } from './ruleset.ts'

/** A packet's place in the table. */
export interface Sighting {
  readonly id: number
  readonly flow: Tracked
  readonly direction: 'original' | 'reply'
  readonly state: ConnectionState
}

/** Time-outs in ms as the kernel has them (nf_conntrack-sysctl); UDP and ICMP 30 s, an open TCP connection five days. */
const lifetimes = {
  opening: 120_000,
  established: 432_000_000,
  closing: 120_000,
  reset: 10_000,
  datagram: 30_000,
} as const

const sweepEvery = 10_000

/** Stands in the place of a ping's port: its type as a question; the answers are the same turned round. */
const echoType = 8

/** The five-tuple of a packet; an ICMP error and a file access have none of their own. */
export function flowOf({ ip, transport }: Packet): Flow | undefined {
  const { source, destination } = ip
  if (transport.type === 'tcp' || transport.type === 'udp') {
    const { type: protocol, sourcePort, destinationPort } = transport
    return { protocol, source, sourcePort, destination, destinationPort }
  }
  if (transport.type === 'file') return undefined
  const { code, id = 0 } = transport
  const flow = { protocol: 'icmp', source, destination } as const
  if (code === 'echo-request') return { ...flow, sourcePort: id, destinationPort: echoType }
  if (code === 'echo-reply') return { ...flow, sourcePort: echoType, destinationPort: id }
  return undefined
}

/** Where a packet belongs, wherever between the hooks it is; an ICMP error belongs to the flow that it is about. */
export function find(table: Table, packet: Packet, now: number): Sighting | undefined {
  const flow = flowOf(packet)
  if (flow) return findFlow(table, flow, now)
  const about = packet.transport.type === 'icmp' ? packet.transport.about : undefined
  const sighting = about && findFlow(table, about, now)
  if (!sighting) return undefined
  // The error travels against the packet that it is about.
  return { ...sighting, direction: sighting.direction === 'original' ? 'reply' : 'original', state: 'related' }
}

function findFlow(table: Table, flow: Flow, now: number): Sighting | undefined {
  const { id, direction } = seek(table, flow) ?? {}
  const tracked = id === undefined ? undefined : flowAt(table, id)
  if (id === undefined || !direction || !tracked) return undefined
  if (tracked.due <= now) {
    forget(table, id)
    return undefined
  }
  return { id, flow: tracked, direction, state: direction === 'reply' || tracked.replied ? 'established' : 'new' }
}

/**
 * Finds where an arriving packet belongs, or begins a flow; nothing for what is invalid. A reset that this host sends in
 * the name of another (`reject with tcp reset`) is a report on the connection, as an ICMP error is.
 */
export function track(table: Table, packet: Packet, now: number, isOwn = false): Sighting | undefined {
  sweep(table, now)
  const found = find(table, packet, now)
  if (found && isOwn && isForgedReset(packet, found)) return { ...found, state: 'related' }
  if (found && !begins(packet, found)) {
    if (found.state !== 'related') age(found, packet, now)
    return found
  }
  if (found) forget(table, found.id)
  return begin(table, packet, now)
}

/** A packet that never got through, and a SYN on an ended connection, begin a flow anew. */
function begins({ transport }: Packet, { flow, direction }: Sighting): boolean {
  if (direction === 'reply') return false
  const isSyn = transport.type === 'tcp' && transport.flags.includes('SYN') && !transport.flags.includes('ACK')
  return !flow.confirmed || (flow.closed && isSyn)
}

function begin(table: Table, packet: Packet, now: number): Sighting | undefined {
  const seen = flowOf(packet)
  if (!seen || !mayBegin(packet)) return undefined
  const flow: Tracked = {
    original: { ...seen },
    reply: inverse(seen),
    destinationBy: null,
    sourceBy: null,
    admittedBy: null,
    confirmed: false,
    replied: false,
    closed: false,
    due: now + lifetimes.datagram,
  }
  return { id: add(table, flow), flow, direction: 'original', state: 'new' }
}

/** A refusal of a connection that was never let through can only come from who refused it. */
function isForgedReset({ transport }: Packet, { flow, direction }: Sighting): boolean {
  const isReset = transport.type === 'tcp' && transport.flags.includes('RST')
  return isReset && direction === 'reply' && !flow.confirmed
}

/**
 * A reset, an answer to a SYN, a FIN or an echo reply out of nowhere is invalid; other TCP is picked up in mid-stream, as
 * Linux does (nf_conntrack_tcp, nf_conntrack_tcp_loose).
 */
function mayBegin({ transport }: Packet): boolean {
  if (transport.type === 'tcp') {
    const { flags } = transport
    return flags.includes('SYN') ? !flags.includes('ACK') : !flags.includes('RST') && !flags.includes('FIN')
  }
  return transport.type === 'udp' || (transport.type === 'icmp' && transport.code === 'echo-request')
}

/** The first packet is through: the flow counts from now on. */
export function confirm({ flow }: Sighting, packet: Packet, now: number): void {
  flow.confirmed = true
  flow.due = now + lifetimeOf(flow, packet)
}

function age({ flow, direction }: Sighting, packet: Packet, now: number): void {
  if (direction === 'reply') flow.replied = true
  const { transport } = packet
  if (transport.type === 'tcp' && (transport.flags.includes('RST') || transport.flags.includes('FIN'))) {
    flow.closed = true
  }
  if (flow.confirmed) flow.due = now + lifetimeOf(flow, packet)
}

function lifetimeOf(flow: Tracked, { transport }: Packet): number {
  if (transport.type !== 'tcp') return lifetimes.datagram
  if (transport.flags.includes('RST')) return lifetimes.reset
  if (flow.closed) return lifetimes.closing
  return transport.flags.includes('SYN') || !flow.replied ? lifetimes.opening : lifetimes.established
}

function sweep(table: Table, now: number): void {
  if (now < table.sweepAt) return
  table.sweepAt = now + sweepEvery
  forgetDue(table, now)
}
