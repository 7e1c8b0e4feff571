import { address, code, device as deviceValue, ms, number } from '../model/message.ts'
import type { ApplicationMessage, Packet, TcpFlag } from '../model/packet.ts'
import type { DeviceId } from '../model/topology.ts'
import type { Purpose } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { ConnectTarget, StepOptions } from '../programs/contract/context.ts'
import type { AskOutcome, Connection, ConnectOutcome, Endpoint, Reply } from '../programs/contract/outcome.ts'
import { scheduleWith } from './deadline.ts'
import type { DeliveryError, Flight, Forwarding } from './forwarding.ts'
import { resetFor } from './forwarding.ts'
import { addStep, type Journey, type MutableHop } from './journey.ts'
import { findService, type Listening } from './listening.ts'
import { makeEnd, reasonOf, type Pair } from './pair.ts'
import { cancelActivity, type Activity, type Pending } from './process.ts'
import { say } from './say.ts'
import type { SimulationCore } from './simulation-core.ts'

/** Virtual ms after which a lost SYN is sent again, each time twice as long (RFC 6298; tcp_syn_retries 6). */
const synRetryMs = 1000
const synRetries = 6
/** Linux's smallest retransmission time-out, ms (TCP_RTO_MIN). */
const retransmitMs = 200
const initialTtl = 64
const rfc9293: StepOptions = { source: { title: 'RFC 9293', section: '3.5' } }

/** Serves what came in on a connection (and notes who does so on the pair); calls back with the reply and the visit it leaves from. */
export type Serve = (
  pair: Pair,
  hop: MutableHop,
  message: ApplicationMessage,
  journey: Journey,
  done: (reply: Reply, because: StepRef, from: MutableHop) => void,
) => void

type Resume<O> = (outcome: O) => void

/** TCP as far as a journey shows it: connections, questions and answers on them, resets, time-outs (RFC 9293). */
export class Transport {
  private readonly core: SimulationCore
  private readonly forwarding: Forwarding
  private readonly serve: Serve
  private readonly pairs = new Map<number, Pair>()
  /** Messages that travel inside a TLS session, whoever relays them. */
  private readonly sealed = new WeakMap<ApplicationMessage, NonNullable<Packet['encrypted']>>()
  private lastId = 0

  constructor(core: SimulationCore, forwarding: Forwarding, serve: Serve) {
    this.core = core
    this.forwarding = forwarding
    this.serve = serve
  }

  connect(
    activity: Activity,
    to: ConnectTarget,
    timeoutMs: number,
    purpose: Purpose,
    resume: Resume<ConnectOutcome>,
  ): Pending {
    const attempt = activity.journey.addAttempt(activity.attempt, activity.id)
    if (to.type === 'file') return this.openFile(activity, to.device, to.path, attempt, resume)
    const { core } = this
    const host = core.compiled.host(activity.device)
    const remote: Endpoint = { address: to.address, port: to.port }
    const local: Endpoint = { address: sourceAddress(core, host, to.address), port: core.nextPort(host) }
    const pair = this.newPair(activity.device, host, local, remote, attempt)
    const started = core.now
    let hop: MutableHop | undefined
    const deadline = scheduleWith<ConnectOutcome>(core, resume)
    const fail = (outcome: Exclude<ConnectOutcome['outcome'], 'ok'>, at: MutableHop, because: StepRef) => {
      if (deadline.isOver) return
      activity.journey.failAttempt(attempt)
      activity.failAt(at)
      deadline.finish({ outcome, because, afterMs: core.now - started })
    }
    const flight = (packet: Packet): Flight => ({
      packet,
      journey: activity.journey,
      purpose,
      leg: 'request',
      attempt,
      origin: host,
      onArrive: (arrived, seen, at) => {
        if (deadline.isOver) return
        this.answerSyn(pair, arrived, seen, at, flight(packet), {
          onOpen: (back) => {
            if (deadline.isOver) return
            addStep(back, 'received', say('established', { took: ms(core.now - started) }), rfc9293)
            pair.isOpen = true
            deadline.finish({ outcome: 'ok', connection: pair.client.view })
          },
          onRefused: (back, because) => {
            addStep(back, 'failed', say('refused-received'), rfc9293)
            fail('refused', back, because)
          },
        })
      },
      onLost: (because) => {
        pair.loss = because
      },
      onError: (error, because, at) => fail(connectOutcomeOf(error), at, because),
      onReset: (because, at) => fail('refused', at, because),
    })
    const sendSyn = (tries: number): void => {
      if (deadline.isOver) return
      hop = activity.open('request', purpose, activity.cause)
      const after = synRetryMs * 2 ** (tries - 1)
      if (tries === 0)
        addStep(hop, 'sent', say('syn-sent', { address: address(to.address), port: number(to.port) }), rfc9293)
      else
        addStep(hop, 'retried', say('syn-again', { after: ms(after) }), { source: { title: 'RFC 6298', section: '5' } })
      this.forwarding.send(hop, host, flight(tcpPacket(local, remote, ['SYN'])))
      if (tries < synRetries) deadline.later(synRetryMs * 2 ** tries, () => sendSyn(tries + 1))
    }
    sendSyn(0)
    deadline.later(timeoutMs, () => {
      const at = activity.open('response', purpose, hop?.id ?? activity.cause)
      const step = addStep(at, 'failed', say('connect-timed-out', { after: ms(timeoutMs) }), rfc9293)
      fail('timed-out', at, pair.loss ?? step)
    })
    return { pair, cancel: () => deadline.cancel() }
  }

  /** A file of a program that lives on this machine; nothing travels. */
  private openFile(
    activity: Activity,
    target: DeviceId,
    path: string,
    attempt: number,
    resume: Resume<ConnectOutcome>,
  ): Pending {
    const { core } = this
    const host = core.compiled.host(activity.device)
    const here = core.compiled.addressesOf(activity.device)[0] ?? '127.0.0.1'
    const device = core.compiled.topology.devices[target]
    if (device && device.power !== false && device.service !== false) {
      const pair = this.newPair(activity.device, host, { address: here, port: 0 }, { address: here, port: 0 }, attempt)
      pair.isFile = true
      pair.isOpen = true
      pair.server = makeEnd(pair.id, target, host, pair.client.view.remote, pair.client.view.local)
      pair.service = { port: 0, protocol: 'file', speaks: 'sql', tls: false, address: path }
      core.schedule(0, () => resume({ outcome: 'ok', connection: pair.client.view }))
      return { pair, cancel: () => undefined }
    }
    activity.journey.failAttempt(attempt)
    const hop = activity.journey.addHop({
      device: target,
      leg: 'request',
      purpose: 'local',
      cause: activity.cause,
      attempt,
      at: core.now,
      packetIn: { ip: { source: here, destination: here, ttl: initialTtl }, transport: { type: 'file', path } },
    })
    const because = addStep(hop, 'denied', say('file-unavailable', { device: deviceValue(target) }))
    core.schedule(0, () => {
      activity.failAt(hop)
      resume({ outcome: 'refused', because, afterMs: 0 })
    })
    return { cancel: () => undefined }
  }

  ask(
    activity: Activity,
    connection: Connection,
    message: ApplicationMessage,
    timeoutMs: number,
    purpose: Purpose,
    resume: Resume<AskOutcome>,
  ): Pending {
    const { core } = this
    const pair = this.pairs.get(connection.id)
    const deadline = scheduleWith<AskOutcome>(core, resume)
    const hop = activity.askHop(purpose)
    const attempt = pair?.attempt ?? activity.attempt
    const fail = (outcome: 'timed-out' | 'reset' | 'closed', at: MutableHop, because: StepRef) => {
      if (deadline.isOver) return
      activity.journey.failAttempt(attempt)
      activity.failAt(at)
      if (pair) this.hangUp(pair)
      deadline.finish({ outcome, because })
    }
    if (!pair?.isOpen) {
      const because = addStep(hop, 'failed', say('closed-received'), rfc9293)
      core.schedule(0, () => fail('closed', hop, because))
      return { cancel: () => deadline.cancel() }
    }
    delete pair.loss
    if (pair.client.session) this.sealed.set(message, pair.client.session)
    const packet = this.messagePacket(pair, pair.client.view.local, pair.client.view.remote, message)
    const send = (tries: number, from: MutableHop): void => {
      this.forwarding.send(from, pair.client.host, {
        packet,
        journey: activity.journey,
        purpose,
        leg: 'request',
        attempt,
        origin: pair.client.host,
        onArrive: (arrived, seen, host) => {
          if (deadline.isOver) return
          this.deliver(pair, arrived, seen, host, message, purpose, activity, attempt, {
            onAnswer: (back, answer, because) => {
              if (deadline.isOver) return
              activity.receive(back)
              deadline.finish({ outcome: 'ok', message: answer, because })
            },
            onFail: fail,
          })
        },
        onLost: (because, isChance) => {
          pair.loss = because
          if (isChance)
            deadline.later(retransmitMs * 2 ** tries, () => send(tries + 1, activity.open('request', purpose, from.id)))
        },
        onError: (_error, because) => {
          pair.loss = because
        },
        onReset: (because, at) => fail('reset', at, because),
      })
    }
    send(0, hop)
    deadline.later(timeoutMs, () => {
      const at = activity.open('response', purpose, hop.id)
      const step = addStep(at, 'failed', say('answer-timed-out', { after: ms(timeoutMs) }))
      fail('timed-out', at, reasonOf(pair) ?? step)
    })
    return {
      pair,
      cancel: () => {
        deadline.cancel()
        this.hangUp(pair)
      },
    }
  }

  /** Marks this end as the end of a TLS session: what it sends from here on only the other end reads. */
  secure(connection: Connection, session: { serverName?: string; version: string }): void {
    const pair = this.pairs.get(connection.id)
    const end = pair?.client.view === connection ? pair.client : pair?.server
    if (end) end.session = session
  }

  close(connection: Connection): void {
    const pair = this.pairs.get(connection.id)
    if (pair) this.hangUp(pair)
  }

  /** The caller is gone: whoever serves it is told, unless its program does not listen to that. */
  private hangUp(pair: Pair): void {
    pair.isOpen = false
    const { handler } = pair
    if (!handler || handler.isOver) return
    if (this.core.compiled.program(handler.device)?.stopsOnHangUp !== false) cancelActivity(handler)
  }

  private newPair(device: DeviceId, host: DeviceId, local: Endpoint, remote: Endpoint, attempt: number): Pair {
    const id = ++this.lastId
    const pair: Pair = { id, attempt, client: makeEnd(id, device, host, local, remote), isFile: false, isOpen: false }
    this.pairs.set(id, pair)
    return pair
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

  /** A SYN at the host that has the address: accepted, or refused by a reset. */
  private answerSyn(
    pair: Pair,
    hop: MutableHop,
    packet: Packet,
    host: DeviceId,
    asked: Flight,
    then: { onOpen(back: MutableHop): void; onRefused(back: MutableHop, because: StepRef): void },
  ): void {
    const remote = endpointOf(packet, 'source')
    const local = endpointOf(packet, 'destination')
    const found = findService(this.core.compiled, host, local, 'tcp')
    hop.device = found.device
    const because = reportListening(hop, found, local.port)
    const isOpen = found.type === 'open'
    if (isOpen) {
      pair.server = makeEnd(pair.id, found.device, host, local, remote)
      pair.service = found.service
    }
    const answer = isOpen ? tcpPacket(local, remote, ['SYN', 'ACK']) : resetFor(packet)
    this.forwarding.send(hop, host, {
      ...asked,
      packet: answer,
      leg: 'response',
      origin: host,
      onArrive: (back, seen, at) => {
        if (!this.belongs(pair, back, seen, at)) return
        if (isOpen) then.onOpen(back)
        else then.onRefused(back, because)
      },
      onError: (_error, lost) => asked.onLost(lost, false),
      onReset: (lost) => asked.onLost(lost, false),
    })
  }

  /** A question at the other end of the connection: served, and answered over its own way back. */
  private deliver(
    pair: Pair,
    hop: MutableHop,
    packet: Packet,
    host: DeviceId,
    message: ApplicationMessage,
    purpose: Purpose,
    caller: Activity,
    attempt: number,
    then: {
      onAnswer(back: MutableHop, answer: ApplicationMessage, because: StepRef): void
      onFail(outcome: 'reset' | 'closed', back: MutableHop, because: StepRef): void
    },
  ): void {
    const { server } = pair
    if (!server || server.host !== host) return
    hop.device = server.device
    // At the end of the TLS session the message is opened: what it passes on is its own.
    const opened = server.session && packet.encrypted ? { ...message } : message
    this.serve(pair, hop, opened, caller.journey, (reply, because, from) => {
      if (reply.type === 'silence') {
        pair.loss = because
        return
      }
      this.sendReply(pair, from, reply, because, purpose, caller, attempt, then)
    })
  }

  private sendReply(
    pair: Pair,
    from: MutableHop,
    reply: Exclude<Reply, { type: 'silence' }>,
    because: StepRef,
    purpose: Purpose,
    caller: Activity,
    attempt: number,
    then: Parameters<Transport['deliver']>[8],
  ): void {
    const { server } = pair
    if (!server) return
    const { local, remote } = server.view
    const packet = this.replyPacket(pair, reply, local, remote)
    const send = (tries: number, hop: MutableHop): void => {
      this.forwarding.send(hop, server.host, {
        packet,
        journey: caller.journey,
        purpose,
        leg: 'response',
        attempt,
        origin: server.host,
        onArrive: (back, seen, at) => {
          if (!this.belongs(pair, back, seen, at)) return
          if (reply.type === 'answer') {
            const opened = pair.client.session && seen.encrypted ? { ...reply.message } : reply.message
            return then.onAnswer(back, opened, because)
          }
          addStep(back, 'failed', say(reply.type === 'reset' ? 'reset-received' : 'closed-received'), rfc9293)
          then.onFail(reply.type === 'reset' ? 'reset' : 'closed', back, because)
        },
        onLost: (lost, isChance) => {
          pair.loss = lost
          if (!isChance) return
          this.core.schedule(retransmitMs * 2 ** tries, () => {
            if (!pair.isOpen) return
            const again = caller.journey.addHop({
              device: server.device,
              leg: 'response',
              purpose,
              cause: hop.id,
              attempt,
              at: this.core.now,
            })
            send(tries + 1, again)
          })
        },
        onError: (_error, lost) => {
          pair.loss = lost
        },
        onReset: (lost) => {
          pair.loss = lost
        },
      })
    }
    send(0, from)
  }

  private replyPacket(
    pair: Pair,
    reply: Exclude<Reply, { type: 'silence' }>,
    local: Endpoint,
    remote: Endpoint,
  ): Packet {
    if (reply.type !== 'answer') return tcpPacket(local, remote, reply.type === 'reset' ? ['RST'] : ['FIN', 'ACK'])
    // The handshake's own answer makes the session: it is still in the clear.
    if (pair.server?.session && reply.message.protocol !== 'tls') this.sealed.set(reply.message, pair.server.session)
    return this.messagePacket(pair, local, remote, reply.message)
  }

  /** An answer from another address than was asked belongs to no connection (a missing way back, hairpin NAT). */
  private belongs(pair: Pair, hop: MutableHop, packet: Packet, host: DeviceId): boolean {
    if (pair.isFile) return true
    const { local, remote } = pair.client.view
    const source = endpointOf(packet, 'source')
    if (host === pair.client.host && source.address === remote.address && packet.ip.destination === local.address) {
      hop.device = pair.client.device
      return true
    }
    const data = { got: address(source.address), expected: address(remote.address) }
    pair.loss = addStep(hop, 'dropped', say('wrong-source', data), rfc9293)
    return false
  }
}

function reportListening(hop: MutableHop, found: Listening, port: number): StepRef {
  const data = { port: number(port) }
  switch (found.type) {
    case 'open':
      return addStep(hop, 'received', say('accepted', data), rfc9293)
    case 'stopped':
      return addStep(hop, 'denied', say('service-stopped', data), rfc9293)
    case 'elsewhere':
      return addStep(hop, 'denied', say('only-local', { ...data, address: code(found.address) }), rfc9293)
    case 'closed':
      return addStep(hop, 'denied', say('port-closed', data), rfc9293)
  }
}

export function tcpPacket(from: Endpoint, to: Endpoint, flags: readonly TcpFlag[]): Packet {
  return {
    ip: { source: from.address, destination: to.address, ttl: initialTtl },
    transport: { type: 'tcp', sourcePort: from.port, destinationPort: to.port, flags },
  }
}

export function endpointOf(packet: Packet, side: 'source' | 'destination'): Endpoint {
  const { transport } = packet
  const hasPorts = transport.type === 'tcp' || transport.type === 'udp'
  const port = hasPorts ? (side === 'source' ? transport.sourcePort : transport.destinationPort) : 0
  return { address: packet.ip[side], port }
}

/** The source address of what a host sends: the first one of the interface that the route leaves by (RFC 6724, simplified to one family). */
export function sourceAddress(core: SimulationCore, host: DeviceId, destination: string): string {
  const own = core.compiled.addressesOf(host)
  if (own.includes(destination) || destination.startsWith('127.')) return destination
  return core.outgoingAddress(host, destination) ?? own[0] ?? '0.0.0.0'
}

export function connectOutcomeOf(error: DeliveryError): Exclude<ConnectOutcome['outcome'], 'ok'> {
  // A TCP caller takes "port unreachable" for a refusal (tcp(7), ICMP errors).
  return error === 'port-unreachable' ? 'refused' : error
}
