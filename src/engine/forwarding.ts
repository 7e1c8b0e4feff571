import type { Message } from '../model/message.ts'
import { address, code, device as deviceValue, nested } from '../model/message.ts'
import type { Packet } from '../model/packet.ts'
import type { DeviceId, LinkId } from '../model/topology.ts'
import type { Purpose } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { FilterHook, FilterVerdict } from '../programs/contract/packet-filter.ts'
import type { Interface } from './addressing.ts'
import { passHook, type Passage } from './hooks.ts'
import { errorOf, icmpOf, type DeliveryError } from './icmp-errors.ts'
import type { Journey, MutableHop } from './journey.ts'
import { addStep } from './journey.ts'
import { flowOf, initialTtl, isLoopback, isReset, resetFor } from './packets.ts'
import { isLineDown, lookUpRoute, type Route } from './routing.ts'
import { say } from './say.ts'
import type { SimulationCore } from './simulation-core.ts'

/** A packet under way, and what its sender wants to hear. */
export interface Flight {
  readonly packet: Packet
  readonly journey: Journey
  readonly purpose: Purpose
  readonly leg: 'request' | 'response'
  readonly attempt: number
  /** The host that sent it, to whom errors are reported. */
  readonly origin: DeviceId
  /** Takes no time and is never lost by chance: a packet that is only sent for what hosts on the way make of it. */
  readonly isInstant?: boolean
  /** It reached the host that has the address. */
  onArrive(hop: MutableHop, packet: Packet, host: DeviceId): void
  /** It is gone, silently: nobody will say so. `isChance`: lost on a cable, so that sending again may help. */
  onLost(because: StepRef, isChance: boolean): void
  /** Its sender learns of an error: by ICMP, or, with `isOwn`, because its own kernel would not send it at all. */
  onError(error: DeliveryError, because: StepRef, hop: MutableHop, isOwn?: boolean): void
  /** A reset arrived that somebody on the way made (a firewall's reject). */
  onReset(because: StepRef, hop: MutableHop): void
}

/** Virtual ms that a device needs to look at a packet and pass it on. */
const processingMs = 0.1
/** Linux gives up ARP after three probes of one second (arp(7), mcast_solicit), and a little: measured. */
const arpTimeoutMs = 3060

const loopback = 'lo'

/** Moves packets from host to host, hook by hook, in virtual time (DESIGN 5; netfilter's order). */
export class Forwarding {
  private readonly core: SimulationCore

  constructor(core: SimulationCore) {
    this.core = core
  }

  /** Sends a packet that was made on this host; `hop` is the visit that it leaves from. */
  send(hop: MutableHop, host: DeviceId, flight: Flight): void {
    if (flight.journey.isClosed || !this.isUp(host)) return
    const { packet } = flight
    // Where it leads is known before the packet filter sees it: without a route nothing is sent at all.
    const out = this.isOwn(host, packet.ip.destination) ? loopback : this.routeFor(host, packet)
    if (typeof out !== 'string' && !out?.interface) {
      return this.withoutRoute(out, hop, host, packet, flight, undefined)
    }
    const outName = typeof out === 'string' ? out : out.interface?.name
    const filtered = this.filter('output', host, packet, hop, { out: outName })
    if (filtered.verdict !== 'accept') return this.refuse(filtered, hop, host, flight, packet, true)
    if (this.isOwn(host, filtered.packet.ip.destination)) this.sendToItself(hop, host, filtered.packet, flight)
    else this.route(hop, host, filtered.packet, flight, undefined)
  }

  private routeFor(host: DeviceId, packet: Packet): Route | undefined {
    return lookUpRoute(this.core.compiled.routesOf(host), packet.ip.destination)
  }

  /** Over the loopback interface a packet leaves and comes in again, past all hooks but forwarding. */
  private sendToItself(hop: MutableHop, host: DeviceId, packet: Packet, flight: Flight): void {
    const post = this.filter('postrouting', host, packet, hop, { out: loopback })
    if (post.verdict !== 'accept') return this.refuse(post, hop, host, flight, packet)
    hop.packetOut = post.packet
    hop.until = this.core.now
    this.after(processingMs, flight, () => {
      if (flight.journey.isClosed || !this.isUp(host)) return
      const into = this.openHop(host, flight, post.packet, hop.id, { interfaceIn: loopback })
      const pre = this.filter('prerouting', host, post.packet, into, { in: loopback })
      if (pre.verdict !== 'accept') return this.refuse(pre, into, host, flight, post.packet)
      const input = this.filter('input', host, pre.packet, into, { in: loopback })
      if (input.verdict !== 'accept') return this.refuse(input, into, host, flight, pre.packet)
      flight.onArrive(into, input.packet, host)
    })
  }

  private route(hop: MutableHop, host: DeviceId, packet: Packet, flight: Flight, from: Interface | undefined): void {
    const route = this.routeFor(host, packet)
    if (!route?.interface) return this.withoutRoute(route, hop, host, packet, flight, from)
    const passage = { in: from?.name, out: route.interface.name }
    if (from) {
      const forward = this.filter('forward', host, packet, hop, passage)
      if (forward.verdict !== 'accept') return this.refuse(forward, hop, host, flight, packet)
    }
    const post = this.filter('postrouting', host, packet, hop, passage)
    if (post.verdict !== 'accept') return this.refuse(post, hop, host, flight, packet)
    this.transmit(hop, host, post.packet, flight, route.interface, route.gateway ?? packet.ip.destination, from)
  }

  private withoutRoute(
    route: Route | undefined,
    hop: MutableHop,
    host: DeviceId,
    packet: Packet,
    flight: Flight,
    from: Interface | undefined,
  ): void {
    const destination = { address: address(packet.ip.destination) }
    if (route?.action === 'blackhole') {
      const step = addStep(hop, 'dropped', say('route-blackhole', destination), { setting: 'routes' })
      // Whoever sends into a black hole of its own is told at once (ip-route(8)): EINVAL.
      return from || flight.purpose === 'error'
        ? flight.onLost(step, false)
        : flight.onError('invalid', step, hop, true)
    }
    const isDown = isLineDown(this.core.compiled.routesOf(host), packet.ip.destination)
    if (!route && !isDown && from && this.core.compiled.kind(host)?.isPublicNet) {
      return flight.onLost(addStep(hop, 'dropped', say('no-route-public', destination)), false)
    }
    const error = route?.action === 'prohibit' ? 'prohibited' : route ? 'host-unreachable' : 'net-unreachable'
    const step = route
      ? addStep(hop, 'denied', say('route-refused', { ...destination, kind: nested(errorName(error)) }))
      : addStep(hop, 'failed', say(isDown ? 'line-down' : 'no-route', destination), {
          source: { title: 'RFC 1812', section: '5.2.4' },
        })
    if (from) this.report(error, step, hop, host, packet, flight, true)
    else flight.onError(route?.action === 'prohibit' ? 'not-permitted' : error, step, hop, true)
  }

  /** Hands the frame to the neighbour that has `nextHop`, over the cables of the network. */
  private transmit(
    hop: MutableHop,
    host: DeviceId,
    packet: Packet,
    flight: Flight,
    out: Interface,
    nextHop: string,
    from: Interface | undefined,
  ): void {
    const { compiled } = this.core
    const target = compiled.ownerOn(out.network, nextHop)
    const leaps = target === undefined ? undefined : compiled.layer2.way(out.network, host, target)
    const isOn = target !== undefined && this.isUp(target)
    hop.packetOut = packet
    hop.interfaceOut = out.name
    hop.until = this.core.now
    if (target === undefined || !leaps || !isOn) {
      const reason = whyNoArp(target, leaps !== undefined, nextHop)
      const step = addStep(hop, 'failed', reason, { source: { title: 'RFC 826', section: 'ARP' } })
      flight.onLost(step, false)
      if (flight.isInstant) return
      this.core.schedule(arpTimeoutMs, () => {
        if (flight.journey.isClosed || !this.isUp(host)) return
        this.report('host-unreachable', step, hop, host, packet, flight, from !== undefined)
      })
      return
    }
    if (from) addStep(hop, 'forwarded', say('forwarded', { interface: code(out.name), next: deviceValue(target) }))
    this.leap(hop, host, packet, flight, out.network, leaps, 0)
  }

  private leap(
    hop: MutableHop,
    at: DeviceId,
    packet: Packet,
    flight: Flight,
    network: string,
    leaps: readonly { readonly link: LinkId; readonly device: DeviceId }[],
    index: number,
  ): void {
    const leap = leaps[index]
    if (!leap) return
    hop.out = leap.link
    hop.next = leap.device
    const loss = this.core.compiled.topology.links[leap.link]?.lossPercent ?? 0
    if (!flight.isInstant && loss > 0 && this.core.random(at) * 100 < loss) {
      return flight.onLost(addStep(hop, 'dropped', say('lost')), true)
    }
    this.after(this.core.compiled.latency(leap.link) + processingMs, flight, () => {
      if (flight.journey.isClosed) return
      // It was switched off while the packet was on its way there.
      if (!this.isUp(leap.device)) {
        return flight.onLost(addStep(hop, 'dropped', say('switched-off', { device: deviceValue(leap.device) })), false)
      }
      const isLast = index === leaps.length - 1
      const into = this.core.compiled.interfacesOf(leap.device).find((one) => one.network === network)
      const next = this.openHop(leap.device, flight, packet, hop.id, {
        via: leap.link,
        previous: at,
        ...(into ? { interfaceIn: into.name } : {}),
        ...(isLast ? {} : { bridged: true }),
      })
      if (isLast) return this.arrive(next, leap.device, packet, flight, into)
      next.packetOut = packet
      addStep(next, 'switched', say('switched'), { source: { title: 'IEEE 802.1D', section: '7' } })
      this.leap(next, leap.device, packet, flight, network, leaps, index + 1)
    })
  }

  private arrive(hop: MutableHop, host: DeviceId, packet: Packet, flight: Flight, into: Interface | undefined): void {
    const passage = { in: into?.name }
    const pre = this.filter('prerouting', host, packet, hop, passage)
    if (pre.verdict !== 'accept') return this.refuse(pre, hop, host, flight, packet)
    const arrived = pre.packet
    if (this.isOwn(host, arrived.ip.source)) {
      const step = addStep(hop, 'dropped', say('martian', { address: address(arrived.ip.source) }), {
        source: { title: 'RFC 1812', section: '5.3.8' },
      })
      return flight.onLost(step, false)
    }
    if (this.isOwn(host, arrived.ip.destination)) {
      const input = this.filter('input', host, arrived, hop, passage)
      if (input.verdict !== 'accept') return this.refuse(input, hop, host, flight, arrived)
      return flight.onArrive(hop, input.packet, host)
    }
    const { compiled } = this.core
    const device = compiled.device(host)
    if (!compiled.traits.forwards(device)) {
      return flight.onLost(addStep(hop, 'dropped', say('not-a-router', { device: deviceValue(host) })), false)
    }
    if (compiled.program(host)?.isForwarding?.(compiled.settingsOf(host)) === false) {
      const step = addStep(hop, 'dropped', say('forwarding-off', { device: deviceValue(host) }), {
        setting: 'forwarding',
      })
      return flight.onLost(step, false)
    }
    if (arrived.ip.ttl <= 1) {
      const step = addStep(hop, 'dropped', say('ttl-exceeded'), { source: { title: 'RFC 791', section: '3.2' } })
      return this.report('ttl-exceeded', step, hop, host, arrived, flight, true)
    }
    const onward = { ...arrived, ip: { ...arrived.ip, ttl: arrived.ip.ttl - 1 } }
    this.route(hop, host, onward, flight, into)
  }

  private after(ms: number, { isInstant }: Flight, action: () => void): void {
    if (isInstant) action()
    else this.core.schedule(ms, action)
  }

  private filter(hook: FilterHook, host: DeviceId, packet: Packet, hop: MutableHop, passage: Passage): FilterVerdict {
    return passHook(this.core, hook, host, packet, hop, passage)
  }

  private refuse(
    verdict: FilterVerdict,
    hop: MutableHop,
    host: DeviceId,
    flight: Flight,
    packet: Packet,
    isOutput = false,
  ): void {
    if (verdict.verdict === 'accept') return
    const { because } = verdict
    hop.until = this.core.now
    // Sending fails at once where the host's own filter is against it; TCP tries again instead.
    const isToldAtOnce = isOutput && flight.purpose !== 'error' && packet.transport.type !== 'tcp'
    if (isToldAtOnce && flight.origin === host) return flight.onError('not-permitted', because, hop, true)
    if (verdict.verdict === 'drop') return flight.onLost(because, false)
    const isLocal = flight.origin === host
    // A reset is never answered by one (RFC 9293 3.10.7.1), or two firewalls would go on for ever.
    if (verdict.with === 'tcp-reset' && isReset(packet)) return flight.onLost(because, false)
    if (verdict.with === 'tcp-reset') return this.sendReset(hop, host, packet, flight, because, isLocal)
    this.report(errorOf(verdict.with), because, hop, host, packet, flight, !isLocal)
  }

  /** Tells the sender: its own kernel at once, or by an ICMP packet that must find its way back (RFC 792). */
  private report(
    error: DeliveryError,
    because: StepRef,
    hop: MutableHop,
    host: DeviceId,
    packet: Packet,
    flight: Flight,
    isRemote: boolean,
  ): void {
    if (!isRemote) return flight.onError(error, because, hop)
    // Never an error about an error (RFC 1122 3.2.2).
    if (packet.transport.type === 'icmp' && packet.transport.about) return flight.onLost(because, false)
    flight.onLost(because, false)
    const destination = packet.ip.source
    const source = this.core.sourceAddress(host, destination)
    const out = this.openHop(host, { ...flight, leg: 'response', purpose: 'error' }, undefined, hop.id, {})
    addStep(out, 'answered', say('icmp-sent', { address: address(destination), kind: nested(errorName(error)) }), {
      source: { title: 'RFC 792', section: 'Destination Unreachable' },
    })
    const about = flowOf(packet)
    const icmp: Packet = {
      ip: { source, destination, ttl: initialTtl },
      transport: { type: 'icmp', code: icmpOf(error), ...(about ? { about } : {}) },
    }
    this.send(
      out,
      host,
      this.errorFlight(flight, host, icmp, because, (arrived) => {
        addStep(arrived, 'failed', say('icmp-received', { device: deviceValue(host), kind: nested(errorName(error)) }))
        flight.onError(error, because, arrived)
      }),
    )
  }

  private sendReset(
    hop: MutableHop,
    host: DeviceId,
    packet: Packet,
    flight: Flight,
    because: StepRef,
    isLocal: boolean,
  ): void {
    if (isLocal) return flight.onReset(because, hop)
    flight.onLost(because, false)
    const out = this.openHop(host, { ...flight, leg: 'response', purpose: 'error' }, undefined, hop.id, {})
    addStep(out, 'answered', say('rst-sent', { address: address(packet.ip.source) }))
    this.send(
      out,
      host,
      this.errorFlight(flight, host, resetFor(packet), because, (arrived) => {
        addStep(arrived, 'failed', say('refused-received'))
        flight.onReset(because, arrived)
      }),
    )
  }

  private errorFlight(
    about: Flight,
    host: DeviceId,
    packet: Packet,
    because: StepRef,
    onArrive: (hop: MutableHop) => void,
  ): Flight {
    return {
      packet,
      journey: about.journey,
      purpose: 'error',
      leg: 'response',
      attempt: about.attempt,
      origin: host,
      onArrive: (hop, _packet, arrivedAt) => {
        if (arrivedAt === about.origin) onArrive(hop)
      },
      onLost: (lost, isChance) => about.onLost(isChance ? because : lost, false),
      onError: () => undefined,
      onReset: () => undefined,
    }
  }

  private openHop(
    device: DeviceId,
    flight: Pick<Flight, 'journey' | 'leg' | 'purpose' | 'attempt'>,
    packet: Packet | undefined,
    cause: number,
    more: { interfaceIn?: string; via?: LinkId; previous?: DeviceId; bridged?: boolean },
  ): MutableHop {
    const { journey, leg, purpose, attempt } = flight
    const seen = packet ? { packetIn: packet } : {}
    return journey.addHop({ device, leg, purpose, attempt, cause, at: this.core.now, ...seen, ...more })
  }

  private isUp(host: DeviceId): boolean {
    const device = this.core.compiled.topology.devices[host]
    return device !== undefined && device.power !== false
  }

  private isOwn(host: DeviceId, destination: string): boolean {
    return this.core.compiled.addressesOf(host).includes(destination) || isLoopback(destination)
  }
}

function whyNoArp(target: DeviceId | undefined, hasWay: boolean, nextHop: string): Message {
  if (target === undefined) return say('no-arp-nobody', { address: address(nextHop) })
  return hasWay
    ? say('no-arp-off', { device: deviceValue(target) })
    : say('no-arp-no-way', { device: deviceValue(target) })
}

function errorName(error: DeliveryError): Message {
  return say(`kind-${error}`)
}
