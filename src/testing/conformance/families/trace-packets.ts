import type { Packet } from '../../../model/packet.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { e2eChain } from '../../e2e-chain.ts'
import type { NetworkBuilder } from '../../network.ts'
import { answered, type Adapter } from '../adapter.ts'

/** A packet where it was first seen: tcpdump's line without its time. */
interface Sighting {
  readonly seen_at: string
  readonly from: string
  readonly to: string
  readonly port: number
  readonly what: string
}

const publicAddress = '203.0.113.10'
const appPort = 8000

/** The packets of a request that carry something, each once for every place that saw it. */
function sightingsOf(net: NetworkBuilder, trace: Trace): readonly Sighting[] {
  const compiled = net.compiled()
  const nameOf = (address: string): string => {
    if (address === publicAddress) return 'public_ip'
    const owner = Object.keys(net.topology.devices).find((id) => compiled.addressesOf(id).includes(address))
    return owner === undefined ? address : net.nameOf(owner)
  }
  const known = new Set<string>()
  const seen: Sighting[] = []
  for (const { device, packetIn, packetOut } of trace.hops) {
    for (const packet of [packetIn, packetOut]) {
      const what = packet && contentOf(packet)
      if (!packet || what === undefined) continue
      const place = net.nameOf(device).replace(/^net$/, 'inet')
      const [from, to] = [nameOf(packet.ip.source), nameOf(packet.ip.destination)]
      const sighting = { seen_at: place, from, to, port: portOf(packet), what }
      const key = JSON.stringify(sighting)
      if (!known.has(key)) seen.push(sighting)
      known.add(key)
    }
  }
  return seen
}

/** The service's port: the other end's is one of those that are handed out. */
function portOf({ transport }: Packet): number {
  return 'sourcePort' in transport ? Math.min(transport.sourcePort, transport.destinationPort) : 0
}

/** What a packet carries, as the recorder told one from another; `undefined`: nothing (a handshake). */
function contentOf(packet: Packet): string | undefined {
  const { message, encrypted } = packet
  if (!message) return undefined
  if (encrypted || message.protocol === 'tls') return 'tls'
  if (message.protocol === 'sql') return 'postgres'
  if (message.protocol === 'dns') return message.kind === 'query' ? 'dns query' : 'dns answer'
  if (message.protocol !== 'http' || portOf(packet) === appPort) return 'data'
  return message.kind === 'request'
    ? `http ${message.method} ${message.target}`
    : `http HTTP/${message.version} ${message.status}`
}

/** Tiers in the order in which the packets came by, without repetitions. */
function tierOrder(sightings: readonly Sighting[]): readonly string[] {
  const tiers = sightings.map(({ seen_at: place }) => tierOf(place))
  return tiers.filter((tier, index) => tier !== tiers[index - 1])
}

const tierOf = (place: string): string => place.replace(/\d$/, '')

/**
 * Without what cannot be compared: the DNS server's own view, which was not recorded; the firewall's of what it only
 * bridged or passed between the inner tiers, and whether it was seen there before or after its translation, where
 * tcpdump missed some; and which of two equal servers it was.
 */
function comparable(sightings: readonly Sighting[]): readonly string[] {
  const lines = sightings
    .filter(({ seen_at: place, from, to }) => {
      const isOutside = [from, to].some((end) => end === 'client')
      return place !== 'dns' && (place !== 'fw' || isOutside)
    })
    .map(({ seen_at: place, from, to, port, what }) => {
      const ends = place === 'fw' ? [from, to].map((end) => end.replace('public_ip', 'lb')) : [from, to]
      return [place, ...ends].map(tierOf).concat(`${port}`, what).join(' ')
    })
  return [...new Set(lines)]
}

interface Asked {
  readonly url: string
  readonly method?: string
  readonly warm_up_requests?: number
}

interface Seen extends JsonObject {
  readonly http_code: number
}

export const tracePackets: Adapter = {
  family: 'trace_packets',
  answer({ input }) {
    const { url, method = 'GET', warm_up_requests: before = 0 } = input as unknown as Asked
    const net = e2eChain()
    for (let index = 0; index < before; index++) net.get('client', url, { method })
    const trace = net.get('client', url, { method })
    const { seen } = trace.verdict
    const sightings = sightingsOf(net, trace)
    return answered({
      http_code: seen.type === 'answer' ? seen.status : 0,
      packets_first_seen: sightings as unknown as Json,
      tier_order: tierOrder(sightings),
    })
  },
  compare(observed, got) {
    const [expected, came] = [observed as Seen, got as Seen]
    if (expected.http_code !== came.http_code) return `expected ${expected.http_code}, got ${came.http_code}`
    const [theirs, ours] = [expected, came].map((one) => comparable(sightingsIn(one)))
    const at = theirs?.findIndex((line, index) => line !== ours?.[index]) ?? -1
    if (at >= 0) return `packet ${at + 1}: expected ${theirs?.[at]}, got ${ours?.[at]}`
    return theirs?.length === ours?.length ? undefined : `expected ${theirs?.length} packets, got ${ours?.length}`
  },
}

const sightingsIn = (value: Seen): readonly Sighting[] => value['packets_first_seen'] as unknown as readonly Sighting[]
