import { address } from '../model/message.ts'
import type { ApplicationMessage, Packet } from '../model/packet.ts'
import type { DeviceId } from '../model/topology.ts'
import type { Connection, Endpoint, Reply } from '../programs/contract/outcome.ts'
import type { Service } from '../programs/contract/wiring.ts'
import { addStep, type MutableHop } from './journey.ts'
import { endpointOf, initialTtl, tcpPacket } from './packets.ts'
import { makeEnd, type Pair } from './pair.ts'
import { cancelActivity } from './process.ts'
import { say } from './say.ts'

/** Every connection of a run, and which messages travel inside a TLS session. */
export class Pairs {
  /** By either end; a pair that both ends have let go of is forgotten with them. */
  private readonly pairs = new WeakMap<Connection, Pair>()
  /** Messages that travel inside a TLS session, whoever relays them. */
  private readonly sealed = new WeakMap<ApplicationMessage, NonNullable<Packet['encrypted']>>()
  private lastId = 0

  of(connection: Connection): Pair | undefined {
    return this.pairs.get(connection)
  }

  open(device: DeviceId, host: DeviceId, local: Endpoint, remote: Endpoint, attempt: number): Pair {
    const id = ++this.lastId
    const pair: Pair = { id, attempt, client: makeEnd(id, device, host, local, remote), isFile: false, isOpen: false }
    this.pairs.set(pair.client.view, pair)
    return pair
  }

  /** Somebody listens there: the pair has its other end. */
  accept(pair: Pair, service: Service, device: DeviceId, host: DeviceId, local: Endpoint, remote: Endpoint): void {
    pair.server = makeEnd(pair.id, device, host, local, remote)
    pair.service = service
    this.pairs.set(pair.server.view, pair)
  }

  /** Marks this end as the end of a TLS session: what it sends from here on only the other end reads. */
  secure(connection: Connection, session: { serverName?: string; version: string }): void {
    const pair = this.pairs.get(connection)
    const end = pair?.client.view === connection ? pair.client : pair?.server
    if (end) end.session = session
  }

  close(connection: Connection): void {
    const pair = this.pairs.get(connection)
    if (pair) this.hangUp(pair)
  }

  /** The caller is gone: whoever serves it is told, unless its program does not listen to that. */
  hangUp(pair: Pair): void {
    pair.isOpen = false
    const { handler } = pair
    if (!handler || handler.isOver) return
    if (handler.stopsOnHangUp) cancelActivity(handler)
  }

  /** The client's question as a packet, sealed where it has a TLS session. */
  questionPacket(pair: Pair, message: ApplicationMessage): Packet {
    if (pair.client.session) this.sealed.set(message, pair.client.session)
    return this.messagePacket(pair, pair.client.view.local, pair.client.view.remote, message)
  }

  replyPacket(pair: Pair, reply: Exclude<Reply, { type: 'silence' }>, local: Endpoint, remote: Endpoint): Packet {
    if (reply.type !== 'answer') return tcpPacket(local, remote, reply.type === 'reset' ? ['RST'] : ['FIN', 'ACK'])
    // The handshake's own answer makes the session: it is still in the clear.
    if (pair.server?.session && reply.message.protocol !== 'tls') this.sealed.set(reply.message, pair.server.session)
    return this.messagePacket(pair, local, remote, reply.message)
  }

  /** An answer from another address than was asked belongs to no connection (a missing way back, hairpin NAT). */
  belongs(pair: Pair, hop: MutableHop, packet: Packet, host: DeviceId): boolean {
    if (pair.isFile) return true
    const { local, remote } = pair.client.view
    const source = endpointOf(packet, 'source')
    if (host === pair.client.host && source.address === remote.address && packet.ip.destination === local.address) {
      hop.device = pair.client.device
      return true
    }
    const data = { got: address(source.address), expected: address(remote.address) }
    pair.loss = addStep(hop, 'dropped', say('wrong-source', data), {
      source: { title: 'RFC 9293', section: '3.10.7' },
    })
    return false
  }

  private messagePacket(pair: Pair, from: Endpoint, to: Endpoint, message: ApplicationMessage): Packet {
    const encrypted = this.sealed.get(message)
    const more = { message, ...(encrypted ? { encrypted } : {}) }
    if (pair.isFile) {
      const path = pair.service?.address ?? ''
      return {
        ip: { source: from.address, destination: to.address, ttl: initialTtl },
        transport: { type: 'file', path },
        ...more,
      }
    }
    return { ...tcpPacket(from, to, ['PSH', 'ACK']), ...more }
  }
}
