import { address, code, ms, portNumber } from '../model/message.ts'
import type { ApplicationMessage, Packet } from '../model/packet.ts'
import type { DeviceId } from '../model/topology.ts'
import type { Purpose } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { ConnectFailure, Endpoint, ExchangeOutcome, PingOutcome, Reply } from '../programs/contract/outcome.ts'
import { scheduleWith, type Deadline } from './deadline.ts'
import type { Flight, Forwarding } from './forwarding.ts'
import { mayPass, toldOf } from './icmp-errors.ts'
import { addStep, type Journey, type MutableHop } from './journey.ts'
import { findService, type Listening } from './listening.ts'
import { echo, endpointOf, initialTtl, udpPacket } from './packets.ts'
import { makeEnd, reasonOf, type Pair } from './pair.ts'
import type { Activity, Pending } from './process.ts'
import { say } from './say.ts'
import type { Serve } from './sending.ts'
import type { SimulationCore } from './simulation-core.ts'

const idOf = ({ transport }: Packet): number => (transport.type === 'icmp' ? (transport.id ?? 0) : 0)

type Hears = 'all-errors' | 'lasting-errors'

/** UDP questions with their answers, and pings: no handshake, no second try of the network's own. */
export class Datagrams {
  private readonly core: SimulationCore
  private readonly forwarding: Forwarding
  private readonly serve: Serve

  constructor(core: SimulationCore, forwarding: Forwarding, serve: Serve) {
    this.core = core
    this.forwarding = forwarding
    this.serve = serve
  }

  exchange(
    activity: Activity,
    to: Endpoint,
    message: ApplicationMessage,
    timeoutMs: number,
    purpose: Purpose,
    resume: (outcome: ExchangeOutcome) => void,
    hears: Hears = 'all-errors',
  ): Pending {
    const { core } = this
    const host = core.compiled.host(activity.device)
    const local: Endpoint = { address: core.sourceAddress(host, to.address), port: core.nextPort(host) }
    const attempt = activity.journey.addAttempt(activity.attempt, activity.id)
    const pair: Pair = {
      id: 0,
      attempt,
      client: makeEnd(0, activity.device, host, local, to),
      isFile: false,
      isOpen: true,
    }
    const hop = activity.askHop(purpose)
    if (hop.steps.length === 0)
      addStep(hop, 'sent', say('udp-sent', { address: address(to.address), port: portNumber(to.port) }))
    const deadline = scheduleWith<ExchangeOutcome>(core, resume)
    const base = this.flight(activity, pair, purpose, hop, deadline, timeoutMs, hears)
    this.forwarding.send(hop, host, {
      ...base,
      packet: udpPacket(local, to, message),
      onArrive: (arrived, seen, at) => {
        const local = endpointOf(seen, 'destination')
        const found = findService(core.compiled, at, local, 'udp')
        arrived.device = found.device
        if (found.type !== 'open') {
          const because = reportClosed(arrived, found, local.port)
          this.portUnreachable(pair, arrived, seen, at, base, because)
          return
        }
        pair.server = makeEnd(0, found.device, at, local, endpointOf(seen, 'source'))
        pair.service = found.service
        this.serve(pair, arrived, message, activity.journey, (reply, because, from) =>
          this.answer(pair, from, reply, because, base, activity, deadline),
        )
      },
    })
    return { pair, cancel: () => deadline.cancel() }
  }

  ping(
    activity: Activity,
    destination: string,
    ttl: number,
    timeoutMs: number,
    resume: (outcome: PingOutcome) => void,
  ): Pending {
    const { core } = this
    const host = core.compiled.host(activity.device)
    const id = core.nextPort(host)
    const local: Endpoint = { address: core.sourceAddress(host, destination), port: 0 }
    const attempt = activity.journey.addAttempt(activity.attempt, activity.id)
    const pair: Pair = {
      id: 0,
      attempt,
      client: makeEnd(0, activity.device, host, local, { address: destination, port: 0 }),
      isFile: false,
      isOpen: true,
    }
    const started = core.now
    const hop = activity.askHop('ping')
    addStep(hop, 'sent', say('ping-sent', { address: address(destination) }))
    const deadline = scheduleWith<PingOutcome>(core, resume)
    const base = this.flight(activity, pair, 'ping', hop, deadline, timeoutMs)
    this.forwarding.send(hop, host, {
      ...base,
      packet: echo({ code: 'echo-request', id }, local.address, destination, ttl),
      onArrive: (arrived, seen, at) => {
        const because = addStep(arrived, 'answered', say('ping-answered'), {
          source: { title: 'RFC 792', section: 'Echo' },
        })
        this.forwarding.send(arrived, at, {
          ...base,
          packet: echo({ code: 'echo-reply', id: idOf(seen) }, seen.ip.destination, seen.ip.source, initialTtl),
          leg: 'response',
          origin: at,
          onArrive: (back, reply, backAt) => {
            if (backAt !== host || deadline.isOver) return
            const took = core.now - started
            addStep(back, 'received', say('ping-received', { took: ms(took) }))
            activity.receive(back)
            deadline.finish({ outcome: 'ok', ms: took, ttl: reply.ip.ttl, because })
          },
          onError: (_error, lost) => base.onLost(lost, false),
        })
      },
    })
    return { pair, cancel: () => deadline.cancel() }
  }

  /** What is common to both: losses are remembered, errors end it, and so does the time-out. */
  private flight(
    activity: Activity,
    pair: Pair,
    purpose: Purpose,
    hop: MutableHop,
    deadline: Deadline<ConnectFailure>,
    timeoutMs: number,
    hears: Hears = 'all-errors',
  ): Omit<Flight, 'packet' | 'onArrive'> & { journey: Journey } {
    const started = this.core.now
    const fail = (told: Pick<ConnectFailure, 'outcome' | 'detail'>, because: StepRef, at: MutableHop) => {
      if (deadline.isOver) return
      activity.journey.failAttempt(pair.attempt, at)
      activity.failAt(at)
      deadline.finish({ ...told, because, afterMs: this.core.now - started })
    }
    deadline.later(timeoutMs, () => {
      const at = activity.open('response', purpose, hop.id)
      const step = addStep(at, 'failed', say('answer-timed-out', { after: ms(timeoutMs) }))
      fail({ outcome: 'timed-out' }, reasonOf(pair) ?? step, at)
    })
    return {
      journey: activity.journey,
      purpose,
      leg: 'request',
      attempt: pair.attempt,
      origin: pair.client.host,
      onLost: (because) => {
        pair.loss = because
      },
      onError: (error, because, at, isOwn) => {
        if (hears === 'lasting-errors' && !isOwn && mayPass(error)) pair.loss = because
        else fail(toldOf(error), because, at)
      },
      onReset: (because, at) => fail({ outcome: 'refused' }, because, at),
    }
  }

  private portUnreachable(
    pair: Pair,
    hop: MutableHop,
    packet: Packet,
    at: DeviceId,
    base: Omit<Flight, 'packet' | 'onArrive'>,
    because: StepRef,
  ): void {
    const { source, destination } = packet.ip
    const ports = packet.transport.type === 'udp' ? packet.transport : { sourcePort: 0, destinationPort: 0 }
    this.forwarding.send(hop, at, {
      ...base,
      packet: {
        ip: { source: destination, destination: source, ttl: initialTtl },
        transport: {
          type: 'icmp',
          code: 'port-unreachable',
          about: {
            protocol: 'udp',
            source,
            sourcePort: ports.sourcePort,
            destination,
            destinationPort: ports.destinationPort,
          },
        },
      },
      leg: 'response',
      origin: at,
      onArrive: (back, _seen, backAt) => {
        if (backAt !== pair.client.host) return
        back.device = pair.client.device
        addStep(back, 'failed', say('nobody-listens'), { source: { title: 'RFC 1122', section: '4.1.3.3' } })
        base.onError('port-unreachable', because, back)
      },
      onError: (_error, lost) => base.onLost(lost, false),
    })
  }

  private answer(
    pair: Pair,
    from: MutableHop,
    reply: Reply,
    because: StepRef,
    base: Omit<Flight, 'packet' | 'onArrive'>,
    activity: Activity,
    deadline: Deadline<ExchangeOutcome>,
  ): void {
    const { server } = pair
    if (!server || reply.type !== 'answer') {
      pair.loss = because
      return
    }
    const { local, remote } = server.view
    this.forwarding.send(from, server.host, {
      ...base,
      packet: udpPacket(local, remote, reply.message),
      leg: 'response',
      origin: server.host,
      onArrive: (back, seen, at) => {
        if (at !== pair.client.host || deadline.isOver) return
        const asked = pair.client.view.remote.address
        if (seen.ip.source !== asked) {
          const data = { got: address(seen.ip.source), expected: address(asked) }
          pair.loss = addStep(back, 'dropped', say('wrong-source', data))
          return
        }
        back.device = pair.client.device
        activity.receive(back)
        deadline.finish({ outcome: 'ok', message: reply.message, because })
      },
      onError: (_error, lost) => base.onLost(lost, false),
      onReset: (lost) => base.onLost(lost, false),
    })
  }
}

/** UDP has no connection that could be refused: whoever has nobody on a port says so by ICMP (RFC 1122, 4.1.3.1). */
function reportClosed(hop: MutableHop, found: Exclude<Listening, { type: 'open' }>, port: number): StepRef {
  const data = { port: portNumber(port) }
  const source = { source: { title: 'RFC 1122', section: '4.1.3.1' } }
  switch (found.type) {
    case 'stopped':
      return addStep(hop, 'denied', say('udp-service-stopped', data), source)
    case 'elsewhere':
      return addStep(hop, 'denied', say('udp-only-local', { ...data, address: code(found.address) }), source)
    case 'closed':
      return addStep(hop, 'denied', say('udp-port-closed', data), source)
  }
}
