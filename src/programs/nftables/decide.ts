import type { IcmpCode, Packet } from '../../model/packet.ts'
import { canonical, parseAddress } from '../../protocols/ip/address.ts'
import { contains } from '../../protocols/ip/cidr.ts'
import { isRoutedOnInternet } from '../../protocols/ip/scope.ts'
import type { FilterHook } from '../contract/packet-filter.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { AddressSet, Chain, ConnectionState, Match, PortRange, Protocol, Rule, Statement } from './ruleset.ts'

/** A packet as the rules look at it. */
export interface Subject {
  readonly packet: Packet
  readonly state: ConnectionState
  readonly interfaceIn: string | undefined
  readonly interfaceOut: string | undefined
  readonly wiring: Wiring
}

/** What one base chain did; without a rule it was the policy. */
export interface Decision {
  readonly chain: Chain
  readonly rule: Rule | undefined
  readonly statement: Statement
}

/**
 * The filter chains of a hook, by priority: within a chain the first rule that fits wins, else the policy. Accepting
 * ends only that chain, a later one can still drop; dropping and rejecting end everything (nft(8), "VERDICT STATEMENTS").
 */
export function decide(chains: readonly Chain[], hook: FilterHook, subject: Subject): readonly Decision[] {
  const decisions: Decision[] = []
  for (const chain of baseChains(chains, 'filter', hook)) {
    const rule = firstMatch(chain, subject)
    const statement = rule?.statement ?? { type: chain.policy }
    decisions.push({ chain, rule, statement })
    if (statement.type !== 'accept') break
  }
  return decisions
}

/** The rule that translates a packet; only the first packet of a flow may be asked (nft(8), "NAT STATEMENTS"). */
export function decideTranslation(chains: readonly Chain[], hook: FilterHook, subject: Subject): Rule | undefined {
  for (const chain of baseChains(chains, 'nat', hook)) {
    const rule = firstMatch(chain, subject)
    if (rule) return rule
  }
  return undefined
}

function baseChains(chains: readonly Chain[], type: Chain['type'], hook: FilterHook): readonly Chain[] {
  return chains.filter((one) => one.type === type && one.hook === hook).toSorted((a, b) => a.priority - b.priority)
}

const firstMatch = (chain: Chain, subject: Subject): Rule | undefined =>
  chain.rules.find((rule) => matches(rule.match, subject))

/** Whether every part of a rule fits the packet. */
export function matches(match: Match, { packet, state, interfaceIn, interfaceOut, wiring }: Subject): boolean {
  const { ip, transport } = packet
  if (transport.type === 'file') return false
  return (
    includes<Protocol>(match.protocols, transport.type) &&
    includes(match.interfacesIn, interfaceIn) &&
    includes(match.interfacesOut, interfaceOut) &&
    includes(match.states, state) &&
    (match.ports === undefined || hasPort(match.ports, packet)) &&
    (match.echo === undefined || hasCode(packet, 'echo-request')) &&
    (match.from === undefined || inSet(match.from, ip.source, wiring)) &&
    (match.to === undefined || inSet(match.to, ip.destination, wiring))
  )
}

function includes<T>(set: readonly T[] | undefined, value: T | undefined): boolean {
  return set === undefined || (value !== undefined && set.includes(value))
}

function hasPort(ranges: readonly PortRange[], { transport }: Packet): boolean {
  if (transport.type !== 'tcp' && transport.type !== 'udp') return false
  const { destinationPort } = transport
  return ranges.some(({ first, last }) => first <= destinationPort && destinationPort <= last)
}

const hasCode = ({ transport }: Packet, code: IcmpCode): boolean => transport.type === 'icmp' && transport.code === code

function inSet(set: AddressSet, address: string, wiring: Wiring): boolean {
  if (set.type === 'device')
    return wiring.ownerOf(address) === set.id || canonical(address) === wiring.addressOf(set.id)
  if (set.type === 'private') return !isRoutedOnInternet(address)
  const parsed = parseAddress(address)
  return parsed.ok && set.blocks.some((block) => contains(block, parsed.value))
}
