import type { Flow, IcmpCode, Packet, TcpFlag } from '../../model/packet.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import type { Subject } from './subject.ts'
import { dataTypes, type DataType, type Scalar } from './values.ts'

/** Something of a packet that a rule can look at (nft(8), "PRIMARY EXPRESSIONS" and "PAYLOAD EXPRESSIONS"). */
export interface Selector {
  readonly type: DataType
  /** Its value; `undefined` where a packet has no such thing: then the rule does not fit, whatever it asks. */
  of(subject: Subject): Scalar | undefined
}

const isV6 = (address: string): boolean => address.includes(':')

/** An address as a number; of the other family there is none. */
function addressValue(address: string, version: 4 | 6): bigint | undefined {
  const parsed = parseAddress(address)
  return parsed.ok && parsed.value.version === version ? parsed.value.value : undefined
}

const icmpNumbers: Readonly<Record<IcmpCode, readonly [type: number, code: number, type6: number, code6: number]>> = {
  'echo-reply': [0, 0, 129, 0],
  'echo-request': [8, 0, 128, 0],
  'net-unreachable': [3, 0, 1, 0],
  'host-unreachable': [3, 1, 1, 3],
  'protocol-unreachable': [3, 2, 4, 1],
  'port-unreachable': [3, 3, 1, 4],
  'net-prohibited': [3, 9, 1, 1],
  'host-prohibited': [3, 10, 1, 1],
  'admin-prohibited': [3, 13, 1, 1],
  'ttl-exceeded': [11, 0, 3, 0],
}

function icmpNumber({ ip, transport }: Packet, version: 4 | 6, part: 0 | 1): number | undefined {
  if (transport.type !== 'icmp' || isV6(ip.source) !== (version === 6)) return undefined
  const [type, code, type6, code6] = icmpNumbers[transport.code]
  if (part === 0) return version === 6 ? type6 : type
  return version === 6 ? code6 : code
}

function protocolNumber({ ip, transport }: Packet): number | undefined {
  if (transport.type === 'icmp') return isV6(ip.source) ? 58 : 1
  return transport.type === 'tcp' ? 6 : transport.type === 'udp' ? 17 : undefined
}

function portOf({ transport }: Packet, side: 'sourcePort' | 'destinationPort', protocol?: 'tcp' | 'udp') {
  if (transport.type !== 'tcp' && transport.type !== 'udp') return undefined
  return protocol === undefined || protocol === transport.type ? transport[side] : undefined
}

const flagBits: Readonly<Record<TcpFlag, number>> = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 }

function flagsOf({ transport }: Packet): number | undefined {
  if (transport.type !== 'tcp') return undefined
  return transport.flags.reduce((bits, flag) => bits | flagBits[flag], 0)
}

function statusOf({ flow }: Subject): number | undefined {
  if (!flow) return undefined
  const { words } = dataTypes.status
  return (
    (flow.replied ? words['seen-reply'] : 0) |
    (flow.replied && flow.original.protocol === 'tcp' ? words.assured : 0) |
    (flow.confirmed ? words.confirmed : 0) |
    (flow.sourceBy === null ? 0 : words.snat) |
    (flow.destinationBy === null ? 0 : words.dnat)
  )
}

/** `fib daddr type` (nft(8), "FIB EXPRESSIONS"): whether an address is this host's own. */
function addressTypeOf(address: string, { wiring }: Subject): number {
  const { words } = dataTypes.addressType
  const isLocal = wiring.addresses.includes(address) || address.startsWith('127.') || address === '::1'
  return isLocal ? words.local : words.unicast
}

const ip = (side: 'source' | 'destination', version: 4 | 6): Selector => ({
  type: version === 4 ? dataTypes.address4 : dataTypes.address6,
  of: ({ packet }) => addressValue(packet.ip[side], version),
})

const port = (side: 'sourcePort' | 'destinationPort', protocol?: 'tcp' | 'udp'): Selector => ({
  type: dataTypes.port,
  of: ({ packet }) => portOf(packet, side, protocol),
})

const named = (side: 'interfaceIn' | 'interfaceOut'): Selector => ({
  type: dataTypes.name,
  of: (subject) => subject[side] ?? '',
})

const icmp = (version: 4 | 6, part: 0 | 1, type: DataType): Selector => ({
  type,
  of: ({ packet }) => icmpNumber(packet, version, part),
})

const ofVersion = (version: 4 | 6, type: DataType, of: (packet: Packet) => number | undefined): Selector => ({
  type,
  of: ({ packet }) => (isV6(packet.ip.source) === (version === 6) ? of(packet) : undefined),
})

const l4: Selector = { type: dataTypes.protocol, of: ({ packet }) => protocolNumber(packet) }
const ttl = ({ ip: { ttl: left } }: Packet): number => left

const mark: Selector = { type: dataTypes.number, of: ({ memory }) => memory?.mark ?? 0 }

const plain: Readonly<Record<string, Selector>> = {
  iifname: named('interfaceIn'),
  oifname: named('interfaceOut'),
  iif: named('interfaceIn'),
  oif: named('interfaceOut'),
  l4proto: l4,
  nfproto: { type: dataTypes.family, of: ({ packet }) => (isV6(packet.ip.source) ? 10 : 2) },
  protocol: { type: dataTypes.etherType, of: ({ packet }) => (isV6(packet.ip.source) ? 0x86dd : 0x0800) },
  mark,
  pkttype: { type: dataTypes.packetType, of: () => 0 },
}

const flowKeys: Readonly<Record<string, (flow: Flow) => Scalar | undefined>> = {
  'ip saddr': ({ source }) => addressValue(source, 4),
  'ip daddr': ({ destination }) => addressValue(destination, 4),
  'ip6 saddr': ({ source }) => addressValue(source, 6),
  'ip6 daddr': ({ destination }) => addressValue(destination, 6),
  'proto-src': ({ sourcePort }) => sourcePort,
  'proto-dst': ({ destinationPort }) => destinationPort,
}

const ofFlow = (way: 'original' | 'reply', key: string): Selector => ({
  type: key.startsWith('ip6') ? dataTypes.address6 : key.startsWith('ip') ? dataTypes.address4 : dataTypes.port,
  of: ({ flow }) => (flow ? flowKeys[key]?.(flow[way]) : undefined),
})

export const selectors: Readonly<Record<string, Selector>> = {
  ...Object.fromEntries(Object.entries(plain).map(([name, one]) => [`meta ${name}`, one])),
  iifname: named('interfaceIn'),
  oifname: named('interfaceOut'),
  iif: named('interfaceIn'),
  oif: named('interfaceOut'),
  mark,
  'ip saddr': ip('source', 4),
  'ip daddr': ip('destination', 4),
  'ip protocol': ofVersion(4, dataTypes.protocol, protocolNumber),
  'ip ttl': ofVersion(4, dataTypes.number, ttl),
  'ip version': ofVersion(4, dataTypes.number, () => 4),
  'ip6 saddr': ip('source', 6),
  'ip6 daddr': ip('destination', 6),
  'ip6 nexthdr': ofVersion(6, dataTypes.protocol, protocolNumber),
  'ip6 hoplimit': ofVersion(6, dataTypes.number, ttl),
  'ip6 version': ofVersion(6, dataTypes.number, () => 6),
  'tcp sport': port('sourcePort', 'tcp'),
  'tcp dport': port('destinationPort', 'tcp'),
  'tcp flags': { type: dataTypes.tcpFlags, of: ({ packet }) => flagsOf(packet) },
  'udp sport': port('sourcePort', 'udp'),
  'udp dport': port('destinationPort', 'udp'),
  'th sport': port('sourcePort'),
  'th dport': port('destinationPort'),
  'icmp type': icmp(4, 0, dataTypes.icmpType),
  'icmp code': icmp(4, 1, dataTypes.icmpCode),
  'icmpv6 type': icmp(6, 0, dataTypes.icmp6Type),
  'icmpv6 code': icmp(6, 1, dataTypes.icmp6Code),
  'ct state': { type: dataTypes.state, of: ({ state }) => dataTypes.state.words[state] },
  'ct status': { type: dataTypes.status, of: statusOf },
  'ct mark': { type: dataTypes.number, of: ({ flow }) => (flow ? (flow.mark ?? 0) : undefined) },
  'ct direction': {
    type: dataTypes.direction,
    of: ({ flow, direction = 'original' }) => (flow ? dataTypes.direction.words[direction] : undefined),
  },
  ...Object.fromEntries(
    (['original', 'reply'] as const).flatMap((way) =>
      Object.keys(flowKeys).map((key) => [`ct ${way} ${key}`, ofFlow(way, key)]),
    ),
  ),
  'fib daddr type': {
    type: dataTypes.addressType,
    of: (subject) => addressTypeOf(subject.packet.ip.destination, subject),
  },
  'fib saddr type': { type: dataTypes.addressType, of: (subject) => addressTypeOf(subject.packet.ip.source, subject) },
}
