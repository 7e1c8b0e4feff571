import { canonical, parseAddress } from '../../protocols/ip/address.ts'
import { contains, parseCidr, type Cidr } from '../../protocols/ip/cidr.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { AddressSet, FormRule as Rule, Match, PortRange, Protocol } from './ruleset.ts'

const allPorts: readonly PortRange[] = [{ first: 0, last: 65_535 }]

/**
 * The earlier rules that together decide everything a rule is about, so that it can never fit; nothing if something is
 * left for it. Several count together over ports and protocols, not over addresses.
 */
export function coveredBy(rule: Rule, earlier: readonly Rule[], wiring: Wiring): readonly Rule[] | undefined {
  const used = new Set<Rule>()
  for (const protocol of protocolsOf(rule.match)) {
    const candidates = earlier.filter(
      (one) => protocolsOf(one.match).includes(protocol) && coversBesidePorts(one.match, rule.match, wiring),
    )
    const covering = protocol === 'icmp' ? candidates.slice(0, 1) : coveringPorts(rule.match, candidates)
    if (covering === undefined || covering.length === 0) return undefined
    for (const one of covering) used.add(one)
  }
  return used.size === 0 ? undefined : earlier.filter((one) => used.has(one))
}

/** Which protocols a rule can fit at all: one with ports fits no ICMP. */
function protocolsOf({ protocols, ports }: Match): readonly Protocol[] {
  const named = protocols ?? (['tcp', 'udp', 'icmp'] as const)
  return ports === undefined ? named : named.filter((one) => one !== 'icmp')
}

function coveringPorts(match: Match, candidates: readonly Rule[]): readonly Rule[] | undefined {
  let left = match.ports ?? allPorts
  const used: Rule[] = []
  for (const candidate of candidates) {
    const rest = subtract(left, candidate.match.ports ?? allPorts)
    if (size(rest) < size(left)) used.push(candidate)
    left = rest
    if (left.length === 0) return used
  }
  return undefined
}

const size = (ranges: readonly PortRange[]): number =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)

function subtract(ranges: readonly PortRange[], taken: readonly PortRange[]): readonly PortRange[] {
  return taken.reduce(
    (left, cut) =>
      left.flatMap(({ first, last }) => [
        ...(first < cut.first ? [{ first, last: Math.min(last, cut.first - 1) }] : []),
        ...(last > cut.last ? [{ first: Math.max(first, cut.last + 1), last }] : []),
      ]),
    ranges,
  )
}

function coversBesidePorts(wide: Match, narrow: Match, wiring: Wiring): boolean {
  return (
    includesAll(wide.interfacesIn, narrow.interfacesIn) &&
    includesAll(wide.interfacesOut, narrow.interfacesOut) &&
    includesAll(wide.states, narrow.states) &&
    coversAddresses(wide.from, narrow.from, wiring) &&
    coversAddresses(wide.to, narrow.to, wiring)
  )
}

function includesAll<T>(wide: readonly T[] | undefined, narrow: readonly T[] | undefined): boolean {
  return wide === undefined || (narrow !== undefined && narrow.every((one) => wide.includes(one)))
}

/** Whether every address of the one is in the other; unset stands for every address. */
export function coversAddresses(wide: AddressSet | undefined, narrow: AddressSet | undefined, wiring: Wiring): boolean {
  if (wide === undefined) return true
  if (narrow === undefined) return false
  if (wide.type === 'device' && narrow.type === 'device') return wide.id === narrow.id
  const inner = blocksOf(narrow, wiring)
  const outer = blocksOf(wide, wiring)
  return inner.length > 0 && inner.every((one) => outer.some((other) => holds(other, one)))
}

function blocksOf(set: AddressSet, wiring: Wiring): readonly Cidr[] {
  if (set.type === 'blocks') return set.blocks
  const address = set.type === 'device' ? wiring.addressOf(set.id) : undefined
  const parsed = address === undefined ? undefined : parseAddress(address)
  if (address === undefined || !parsed?.ok) return []
  const block = parseCidr(`${canonical(address)}/${parsed.value.version === 4 ? 32 : 128}`)
  return block.ok ? [block.value] : []
}

const holds = (outer: Cidr, inner: Cidr): boolean => contains(outer, inner.first) && contains(outer, inner.last)
