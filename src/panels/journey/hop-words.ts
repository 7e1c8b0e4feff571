import type { ApplicationMessage, Packet } from '../../model/packet.ts'
import type { Action, Hop, Step, Trace } from '../../model/trace.ts'

export type Layer = 'application' | 'transport' | 'network' | 'link'

const filtering: ReadonlySet<Action> = new Set<Action>(['permitted', 'denied', 'translated'])
const bad: ReadonlySet<Action> = new Set<Action>(['denied', 'failed', 'dropped'])
/** What every hop does; told only where there is nothing else to tell. */
const routine: ReadonlySet<Action> = new Set<Action>(['received', 'sent', 'forwarded', 'switched'])

/** The packet that a hop is about: what it sends, else what it got. */
export const packetOf = (hop: Hop): Packet | undefined => hop.packetOut ?? hop.packetIn

/** A packet that only passes: it came in by one interface and left by another, or the device dropped it on the way. */
const isPassing = ({ interfaceIn, interfaceOut, packetIn, packetOut }: Hop): boolean =>
  interfaceIn !== undefined && interfaceOut !== undefined && packetIn !== undefined && packetOut !== undefined

/** On which layer the device looked at the packet here. */
export function layerOf(hop: Hop): Layer {
  if (hop.bridged === true) return 'link'
  if (hop.purpose === 'connect' || hop.steps.some(({ action }) => filtering.has(action))) return 'transport'
  if (hop.steps.some(({ action, code }) => !routine.has(action) && !code.startsWith('net.'))) return 'application'
  if (isPassing(hop)) return 'network'
  return packetOf(hop)?.message ? 'application' : 'transport'
}

const messageName = ({ protocol }: ApplicationMessage): string => (protocol === 'raw' ? 'TCP' : protocol.toUpperCase())

/** `HTTP`, `TCP`, `ICMP` …: the protocol of the layer that a hop is about. */
export function protocolOf(hop: Hop): string {
  const packet = packetOf(hop)
  if (!packet) return ''
  const { transport, message, encrypted } = packet
  if (transport.type === 'file') return message ? messageName(message) : ''
  const layer = layerOf(hop)
  if (layer === 'application' && message) return messageName(message)
  if (layer === 'network' || layer === 'link') return transport.type === 'icmp' ? 'ICMP' : 'IP'
  return encrypted && message?.protocol === 'tls' ? 'TLS' : transport.type.toUpperCase()
}

/** The steps worth telling in one line: the bad one alone, else the first two that are no routine. */
export function tellingSteps({ steps }: Hop): readonly Step[] {
  const failing = steps.find(({ action }) => bad.has(action))
  if (failing) return [failing]
  const telling = steps.filter(({ action }) => !routine.has(action))
  return telling.length > 0 ? telling.slice(0, 2) : steps.slice(-1)
}

/** How a hop went, as its sign. */
export function signOf({ steps }: Hop): 'good' | 'bad' | 'plain' {
  if (steps.some(({ action }) => bad.has(action))) return 'bad'
  return steps.some(({ action }) => !routine.has(action)) ? 'good' : 'plain'
}

export const stepSign = ({ action }: Step): 'good' | 'bad' | 'plain' =>
  bad.has(action) ? 'bad' : routine.has(action) || action === 'assumed' ? 'plain' : 'good'

/** The devices at which a TLS session of this journey ends: only they read what it carries. */
export function readersOf(trace: Trace): ReadonlySet<string> {
  const ends = trace.hops.filter(({ steps }) =>
    steps.some(({ action, code }) => action === 'terminated' || code.startsWith('tls.hello')),
  )
  return new Set([trace.request.from, ...ends.map(({ device }) => device)])
}
