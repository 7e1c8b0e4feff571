import type { ApplicationMessage, Packet } from '../../model/packet.ts'
import type { Action, Hop, Step, Trace } from '../../model/trace.ts'

export type Layer = 'application' | 'transport' | 'network' | 'link'

const filtering: ReadonlySet<Action> = new Set<Action>(['permitted', 'denied', 'translated'])
const bad: ReadonlySet<Action> = new Set<Action>(['denied', 'failed', 'dropped'])
/** What every hop does; told only where there is nothing else to tell. */
const routine: ReadonlySet<Action> = new Set<Action>(['received', 'sent', 'forwarded', 'switched'])

/** The packet that a hop is about: what it sends, else what it got. */
export const packetOf = (hop: Hop): Packet | undefined => hop.packetOut ?? hop.packetIn

type Ports = Extract<Packet['transport'], { sourcePort: number }>

const hasPorts = (transport: Packet['transport']): transport is Ports => 'sourcePort' in transport

/**
 * A packet that only passes: it leaves with the source or the destination that it came with. Translation changes one
 * of them; whoever opens a connection of its own changes both.
 */
function isPassing({ packetIn, packetOut, interfaceIn, steps }: Hop): boolean {
  if (!packetIn || interfaceIn === undefined) return false
  if (!packetOut) return steps.some(({ action }) => action === 'dropped' || action === 'denied')
  const [a, b] = [packetIn.transport, packetOut.transport]
  if (!hasPorts(a) || !hasPorts(b)) return a.type === b.type
  const [from, to] = [packetIn.ip, packetOut.ip]
  return (
    (from.source === to.source && a.sourcePort === b.sourcePort) ||
    (from.destination === to.destination && a.destinationPort === b.destinationPort)
  )
}

/** On which layer the device looked at the packet here; `canRead`: it is an end of the TLS session. */
export function layerOf(hop: Hop, canRead: boolean): Layer {
  if (hop.bridged === true) return 'link'
  const filters = hop.steps.some(({ action }) => filtering.has(action))
  const does = hop.steps.some(({ action, code }) => !routine.has(action) && !code.startsWith('net.'))
  const passes = isPassing(hop) && (filters || !does)
  if (passes) return filters ? 'transport' : 'network'
  const packet = packetOf(hop)
  const isOpaque = packet?.encrypted !== undefined || packet?.message?.protocol === 'tls'
  if (hop.purpose === 'connect' || !packet?.message || (isOpaque && !canRead)) return 'transport'
  return 'application'
}

const messageName = ({ protocol }: ApplicationMessage): string => (protocol === 'raw' ? 'TCP' : protocol.toUpperCase())

/** `HTTP`, `TCP`, `ICMP` …: the protocol of the layer that a hop is about. */
export function protocolOf(hop: Hop, layer: Layer): string {
  const packet = packetOf(hop)
  if (!packet) return ''
  const { transport, message } = packet
  if (transport.type === 'file') return message ? messageName(message) : ''
  if (layer === 'application' && message) return messageName(message)
  if (layer === 'network' || layer === 'link') return transport.type === 'icmp' ? 'ICMP' : 'IP'
  return transport.type.toUpperCase()
}

/** The steps worth telling in a row: the bad one alone, else the first that are no routine. */
export function tellingSteps({ steps }: Hop, limit = 2): readonly Step[] {
  const failing = steps.find(({ action }) => bad.has(action))
  if (failing) return [failing]
  const telling = steps.filter(({ action }) => !routine.has(action))
  return telling.length > 0 ? telling.slice(0, limit) : steps.slice(-1)
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
