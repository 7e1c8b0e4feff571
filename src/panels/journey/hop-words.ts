import type { ApplicationMessage, Packet } from '../../model/packet.ts'
import type { Action, Hop, Step, Trace } from '../../model/trace.ts'
import { isRoutine, toneOf } from '../../store/telling.ts'

export type Layer = 'application' | 'transport' | 'network' | 'link'

const filtering: ReadonlySet<Action> = new Set<Action>(['permitted', 'denied', 'translated'])

/** The packet that a hop is about: what it sends, else what it got. */
export const packetOf = (hop: Hop): Packet | undefined => hop.packetOut ?? hop.packetIn

type Ports = Extract<Packet['transport'], { sourcePort: number }>

const hasPorts = (transport: Packet['transport']): transport is Ports => 'sourcePort' in transport

/**
 * A packet that only passes: it leaves with the source or the destination that it came with. Translation changes one
 * of them; whoever opens a connection of its own changes both.
 */
export function isPassing({ packetIn, packetOut, interfaceIn, steps }: Hop): boolean {
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

const judged: ReadonlySet<string | undefined> = new Set(['http', 'tls'])

/** What is no matter of a connection, but of the program: what it knows, asks for, gives up, or cannot begin at all. */
const isOwnMatter = ({ steps }: Hop): boolean => {
  const said = steps.find((step) => toneOf(step) === 'bad') ?? steps.find((step) => !isRoutine(step))
  return said !== undefined && (!said.code.startsWith('net.') || said.code === 'net.sender-off')
}

/** On which layer the device looked at the packet here; `canRead`: it is an end of the TLS session. */
export function layerOf(hop: Hop, canRead: boolean): Layer {
  if (hop.bridged === true) return 'link'
  if (hop.steps.some(({ action }) => action === 'relayed')) return 'transport'
  const filters = hop.steps.some(({ action }) => filtering.has(action))
  const does = hop.steps.some((step) => !isRoutine(step) && !step.code.startsWith('net.'))
  // Who can read what came in and lets nothing go on has judged the message (an answer, a certificate), not the packet.
  const isJudged = canRead && !hop.packetOut && judged.has(hop.packetIn?.message?.protocol)
  const passes = isPassing(hop) && !isJudged && (filters || !does)
  if (passes) return filters ? 'transport' : 'network'
  const packet = packetOf(hop)
  if (!packet && isOwnMatter(hop)) return 'application'
  const isOpaque = packet?.encrypted !== undefined || packet?.message?.protocol === 'tls'
  if (hop.purpose === 'connect' || !packet?.message || (isOpaque && !canRead)) return 'transport'
  return 'application'
}

const messageName = ({ protocol }: ApplicationMessage): string => (protocol === 'raw' ? 'TCP' : protocol.toUpperCase())

/**
 * What the sender decides before it sends anything (another origin: asks first) is about its request, though the first
 * packet that leaves then is a question for a name.
 */
export function isAboutRequest({ request }: Trace, hop: Hop, told: readonly Step[]): boolean {
  const isDraft = hop.device === request.from && !hop.packetIn && hop.leg === 'request' && hop.purpose !== 'message'
  return request.type === 'http' && isDraft && told[0]?.action === 'decided'
}

/** What a sender makes of it by itself that nobody answered its question for a name. */
export const isAboutName = ({ hops }: Trace, hop: Hop): boolean =>
  !packetOf(hop) && hop.cause !== undefined && hops[hop.cause]?.purpose === 'lookup'

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

/** The devices at which a TLS session of this journey ends: only they read what it carries. */
export function readersOf(trace: Trace): ReadonlySet<string> {
  const ends = trace.hops.filter(({ steps }) =>
    steps.some(({ action, code }) => action === 'terminated' || code.startsWith('tls.hello')),
  )
  return new Set([trace.request.from, ...ends.map(({ device }) => device)])
}
