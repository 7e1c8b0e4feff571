import { address, code, device as deviceValue, ms, portNumber } from '../model/message.ts'
import type { Packet } from '../model/packet.ts'
import type { DeviceId } from '../model/topology.ts'
import type { Purpose } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { ConnectTarget, StepOptions } from '../programs/contract/context.ts'
import type { ConnectFailure, ConnectOutcome, Endpoint } from '../programs/contract/outcome.ts'
import type { Service } from '../programs/contract/wiring.ts'
import { scheduleWith } from './deadline.ts'
import type { Flight, Forwarding } from './forwarding.ts'
import { toldOf } from './icmp-errors.ts'
import { addStep, Journey, type MutableHop } from './journey.ts'
import { findService, type Listening } from './listening.ts'
import { endpointOf, initialTtl, resetFor, tcpPacket } from './packets.ts'
import type { Pair } from './pair.ts'
import type { Pairs } from './pairs.ts'
import type { Activity, Pending } from './process.ts'
import { say } from './say.ts'
import type { SimulationCore } from './simulation-core.ts'

/** Virtual ms after which a lost SYN is sent again, each time twice as long (RFC 6298; tcp_syn_retries 6). */
const synRetryMs = 1000
const synRetries = 6
/** Then Linux gives up by itself, after 127 s. */
const synGiveUpMs = synRetryMs * (2 ** (synRetries + 1) - 1)
const rfc9293: StepOptions = { source: { title: 'RFC 9293', section: '3.5' } }

const nothing = () => undefined

type Told = Pick<ConnectFailure, 'outcome' | 'detail'>
type Resume<O> = (outcome: O) => void

/** Opening a TCP connection: SYN, its answer, its retries, its ways to fail (RFC 9293 3.5). */
export class Connecting {
  private readonly core: SimulationCore
  private readonly forwarding: Forwarding
  private readonly pairs: Pairs

  constructor(core: SimulationCore, forwarding: Forwarding, pairs: Pairs) {
    this.core = core
    this.forwarding = forwarding
    this.pairs = pairs
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
    const local: Endpoint = { address: core.sourceAddress(host, to.address), port: core.nextPort(host) }
    const pair = this.pairs.open(activity.device, host, local, remote, attempt)
    const started = core.now
    let hop: MutableHop | undefined
    const deadline = scheduleWith<ConnectOutcome>(core, resume)
    const fail = (told: Told, at: MutableHop, because: StepRef) => {
      if (deadline.isOver) return
      activity.journey.failAttempt(attempt, at)
      activity.failAt(at)
      deadline.finish({ ...told, because, afterMs: core.now - started })
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
        delete pair.loss
        this.answerSyn(pair, arrived, seen, at, flight(packet), {
          onOpen: (back) => {
            if (deadline.isOver) return
            addStep(back, 'received', say('established', { took: ms(core.now - started) }), rfc9293)
            pair.isOpen = true
            this.acknowledge(pair)
            deadline.finish({ outcome: 'ok', connection: pair.client.view })
          },
          onRefused: (back, because) => {
            addStep(back, 'failed', say('refused-received'), rfc9293)
            fail({ outcome: 'refused' }, back, because)
          },
        })
      },
      onLost: (because) => {
        pair.loss = because
      },
      onError: (error, because, at) => fail(toldOf(error), at, because),
      onReset: (because, at) => fail({ outcome: 'refused' }, at, because),
    })
    const sendSyn = (tries: number): void => {
      if (deadline.isOver) return
      hop = activity.open('request', purpose, activity.cause)
      activity.moveOn()
      const after = synRetryMs * 2 ** (tries - 1)
      if (tries === 0)
        addStep(hop, 'sent', say('syn-sent', { address: address(to.address), port: portNumber(to.port) }), rfc9293)
      else
        addStep(hop, 'retried', say('syn-again', { after: ms(after) }), { source: { title: 'RFC 6298', section: '5' } })
      this.forwarding.send(hop, host, flight(tcpPacket(local, remote, ['SYN'])))
      if (tries < synRetries) deadline.later(synRetryMs * 2 ** tries, () => sendSyn(tries + 1))
    }
    sendSyn(0)
    const patienceMs = Math.min(timeoutMs, synGiveUpMs)
    deadline.later(patienceMs, () => {
      const at = activity.open('response', purpose, hop?.id ?? activity.cause)
      const step = addStep(at, 'failed', say('connect-timed-out', { after: ms(patienceMs) }), rfc9293)
      fail({ outcome: 'timed-out' }, at, pair.loss ?? step)
    })
    return { pair, cancel: () => deadline.cancel() }
  }

  /**
   * The third packet of the handshake. Nothing waits for it, so no journey shows it; but firewalls on the way see it, and
   * count it.
   */
  private acknowledge({ client }: Pair): void {
    const journey = new Journey(true)
    const { local, remote } = client.view
    const attempt = 0
    const hop = journey.addHop({ device: client.host, leg: 'request', purpose: 'connect', attempt, at: this.core.now })
    const packet = tcpPacket(local, remote, ['ACK'])
    const flight = { packet, journey, purpose: 'connect', leg: 'request', attempt, origin: client.host } as const
    const ears = { onArrive: nothing, onLost: nothing, onError: nothing, onReset: nothing }
    this.forwarding.send(hop, client.host, { ...flight, ...ears, isInstant: true })
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
    const isCut = this.isCableCut(activity.device, target)
    if (device && device.power !== false && device.service !== false && !isCut) {
      const pair = this.pairs.open(
        activity.device,
        host,
        { address: here, port: 0 },
        { address: here, port: 0 },
        attempt,
      )
      pair.isFile = true
      pair.isOpen = true
      const service: Service = { port: 0, protocol: 'file', speaks: 'sql', tls: false, address: path }
      this.pairs.accept(pair, service, target, host, pair.client.view.remote, pair.client.view.local)
      core.schedule(0, () => resume({ outcome: 'ok', connection: pair.client.view }))
      return { pair, cancel: () => undefined }
    }
    const hop = activity.journey.addHop({
      device: target,
      leg: 'request',
      purpose: 'local',
      cause: activity.cause,
      attempt,
      at: core.now,
      packetIn: { ip: { source: here, destination: here, ttl: initialTtl }, transport: { type: 'file', path } },
    })
    activity.journey.failAttempt(attempt, hop)
    const because = addStep(
      hop,
      'denied',
      say(isCut ? 'file-cut' : 'file-unavailable', { device: deviceValue(target) }),
    )
    core.schedule(0, () => {
      activity.failAt(hop)
      resume({ outcome: 'refused', because, afterMs: 0 })
    })
    return { cancel: () => undefined }
  }

  /** A cable to a file stands for the access to it: where every one is cut, there is none. */
  private isCableCut(asker: DeviceId, target: DeviceId): boolean {
    const ends = new Set([asker, target])
    const cables = Object.values(this.core.compiled.topology.links).filter(
      ({ from, to }) => from !== to && ends.has(from) && ends.has(to),
    )
    return cables.length > 0 && cables.every(({ cut }) => cut)
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
    if (isOpen) this.pairs.accept(pair, found.service, found.device, host, local, remote)
    const answer = isOpen ? tcpPacket(local, remote, ['SYN', 'ACK']) : resetFor(packet)
    this.forwarding.send(hop, host, {
      ...asked,
      packet: answer,
      leg: 'response',
      origin: host,
      onArrive: (back, seen, at) => {
        if (!this.pairs.belongs(pair, back, seen, at)) return
        if (isOpen) then.onOpen(back)
        else then.onRefused(back, because)
      },
      onError: (_error, lost) => asked.onLost(lost, false),
      onReset: (lost) => asked.onLost(lost, false),
    })
  }
}

function reportListening(hop: MutableHop, found: Listening, port: number): StepRef {
  const data = { port: portNumber(port) }
  switch (found.type) {
    case 'open':
      return addStep(hop, 'received', say('accepted', data), rfc9293)
    case 'stopped':
      return addStep(hop, 'denied', say('service-stopped', data), rfc9293)
    case 'elsewhere':
      return addStep(hop, 'denied', say('only-local', { ...data, address: code(found.address) }), rfc9293)
    case 'closed':
      return addStep(hop, 'denied', say(found.isFilterStopped ? 'filter-stopped' : 'port-closed', data), rfc9293)
  }
}
