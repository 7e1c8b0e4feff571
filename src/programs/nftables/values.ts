import { parseAddress } from '../../protocols/ip/address.ts'
import { parseCidr } from '../../protocols/ip/cidr.ts'
import type { Cursor } from './tokens.ts'
import { NotUnderstood } from './tokens.ts'

/** What a value is: which words stand for it, and whether it is bits, of which some may be asked for. */
export interface DataType {
  readonly words?: Readonly<Record<string, number>>
  readonly isBits?: true
  readonly is?: 'name'
  /** An address of this version. */
  readonly version?: 4 | 6
}

/** Numbers, addresses as numbers, or names. */
export type Scalar = number | bigint | string

/** From one value to another, both included; a name ending in `*` stands for every one that begins like it. */
export interface Span {
  readonly first: Scalar
  readonly last: Scalar
}

export const dataTypes = {
  address4: { version: 4 },
  address6: { version: 6 },
  name: { is: 'name' },
  number: {},
  port: {
    // /etc/services, as far as rulesets use it.
    words: {
      'ftp-data': 20,
      ftp: 21,
      ssh: 22,
      telnet: 23,
      smtp: 25,
      domain: 53,
      bootps: 67,
      bootpc: 68,
      tftp: 69,
      http: 80,
      pop3: 110,
      sunrpc: 111,
      ntp: 123,
      imap2: 143,
      imap: 143,
      snmp: 161,
      ldap: 389,
      https: 443,
      'microsoft-ds': 445,
      submissions: 465,
      isakmp: 500,
      submission: 587,
      ldaps: 636,
      imaps: 993,
      pop3s: 995,
      openvpn: 1194,
      mysql: 3306,
      'ms-wbt-server': 3389,
      'ipsec-nat-t': 4500,
      mdns: 5353,
      postgresql: 5432,
      'http-alt': 8080,
    },
  },
  protocol: {
    words: { icmp: 1, igmp: 2, tcp: 6, udp: 17, gre: 47, esp: 50, ah: 51, icmpv6: 58, 'ipv6-icmp': 58, sctp: 132 },
  },
  family: { words: { ipv4: 2, ipv6: 10 } },
  etherType: { words: { ip: 0x0800, arp: 0x0806, vlan: 0x8100, ip6: 0x86dd } },
  packetType: { words: { host: 0, unicast: 0, broadcast: 1, multicast: 2 } },
  addressType: {
    words: { unicast: 1, local: 2, broadcast: 3, anycast: 4, multicast: 5, blackhole: 6, unreachable: 7, prohibit: 8 },
  },
  state: { words: { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 }, isBits: true },
  status: {
    words: { expected: 1, 'seen-reply': 2, assured: 4, confirmed: 8, snat: 16, dnat: 32, dying: 512 },
    isBits: true,
  },
  direction: { words: { original: 0, reply: 1 } },
  tcpFlags: { words: { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 }, isBits: true },
  icmpType: {
    words: {
      'echo-reply': 0,
      'destination-unreachable': 3,
      'source-quench': 4,
      redirect: 5,
      'echo-request': 8,
      'router-advertisement': 9,
      'router-solicitation': 10,
      'time-exceeded': 11,
      'parameter-problem': 12,
      'timestamp-request': 13,
      'timestamp-reply': 14,
    },
  },
  icmpCode: {
    words: {
      'net-unreachable': 0,
      'host-unreachable': 1,
      'prot-unreachable': 2,
      'port-unreachable': 3,
      'net-prohibited': 9,
      'host-prohibited': 10,
      'admin-prohibited': 13,
    },
  },
  icmp6Type: {
    words: {
      'destination-unreachable': 1,
      'packet-too-big': 2,
      'time-exceeded': 3,
      'parameter-problem': 4,
      'echo-request': 128,
      'echo-reply': 129,
      'mld-listener-query': 130,
      'mld-listener-report': 131,
      'mld-listener-done': 132,
      'mld-listener-reduction': 132,
      'nd-router-solicit': 133,
      'nd-router-advert': 134,
      'nd-neighbor-solicit': 135,
      'nd-neighbor-advert': 136,
      'nd-redirect': 137,
      'ind-neighbor-solicit': 141,
      'ind-neighbor-advert': 142,
      'mld2-listener-report': 143,
    },
  },
  icmp6Code: { words: { 'no-route': 0, 'admin-prohibited': 1, 'addr-unreachable': 3, 'port-unreachable': 4 } },
} as const satisfies Readonly<Record<string, DataType>>

const anything: Span = { first: 0, last: 2n ** 128n }

export const isAnything = (span: Span): boolean => span === anything

/** One value, a range of them or a block of addresses, as a word. */
export function readSpan(cursor: Cursor, type: DataType): Span {
  if (cursor.is('(') || type.isBits) {
    const bits = readBits(cursor, type)
    return { first: bits, last: bits }
  }
  const word = cursor.next()
  if (word === '*') return anything
  return spanOf(word, type) ?? unknown(word)
}

const unknown = (word: string): never => {
  throw new NotUnderstood('unknown-value', word)
}

function spanOf(word: string, type: DataType): Span | undefined {
  if (type.is === 'name') return { first: word, last: word }
  if (type.version !== undefined && word.includes('/')) {
    const block = parseCidr(word)
    return block.ok && block.value.address.version === type.version
      ? { first: block.value.first.value, last: block.value.last.value }
      : undefined
  }
  const single = scalarOf(word, type)
  if (single !== undefined) return { first: single, last: single }
  const dash = word.indexOf('-')
  if (dash < 0) return undefined
  const first = scalarOf(word.slice(0, dash), type)
  const last = scalarOf(word.slice(dash + 1), type)
  return first === undefined || last === undefined || first > last ? undefined : { first, last }
}

function scalarOf(word: string, { version, words }: DataType): Scalar | undefined {
  if (version !== undefined) {
    const address = parseAddress(word)
    return address.ok && address.value.version === version ? address.value.value : undefined
  }
  const named = words && Object.hasOwn(words, word) ? words[word] : undefined
  return named ?? (/^(?:0x[\da-f]{1,8}|\d{1,10})$/i.test(word) ? Number(word) : undefined)
}

/** `syn`, `syn,ack` outside a set, `syn | ack`, `(fin | syn)`: all of them together. */
export function readBits(cursor: Cursor, type: DataType, separators: readonly string[] = ['|']): number {
  const isBracketed = cursor.take('(')
  let bits = 0
  do {
    const word = cursor.next()
    const value = scalarOf(word, type)
    bits |= typeof value === 'number' ? value : unknown(word)
  } while (cursor.oneOf(isBracketed ? ['|', ','] : separators) !== undefined)
  if (isBracketed) cursor.expect(')')
  return bits
}

export function inSpan(span: Span, value: Scalar): boolean {
  if (span === anything) return true
  const { first, last } = span
  if (typeof first === 'string') {
    return typeof value === 'string' && (first.endsWith('*') ? value.startsWith(first.slice(0, -1)) : value === first)
  }
  return typeof value !== 'string' && typeof last !== 'string' && first <= value && value <= last
}
