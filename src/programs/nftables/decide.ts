import type { IcmpCode, Packet } from '../../model/packet.ts'
import { canonical, parseAddress } from '../../protocols/ip/address.ts'
import { contains } from '../../protocols/ip/cidr.ts'
import { isRoutedOnInternet } from '../../protocols/ip/scope.ts'
import type { FilterHook } from '../contract/packet-filter.ts'
import type { Wiring } from '../contract/wiring.ts'
import type {
  AddressSet,
  Chain,
  ChainBody,
  Effect,
  Match,
  PortRange,
  Protocol,
  Rule,
  Statement,
  Turn,
} from './ruleset.ts'
import { countIn, type Subject } from './subject.ts'

/** A rule that sent the packet on into another chain, on the way to the decision, or that nobody understands. */
export interface Detour {
  readonly rule: Rule
  readonly type: 'jump' | 'goto' | 'unread'
  readonly to: string
}

/** What one base chain did; without a rule it was the policy. */
export interface Decision {
  readonly chain: Chain
  readonly rule: Rule | undefined
  readonly statement: Statement
  readonly detours: readonly Detour[]
}

/**
 * The filter chains of a hook, by priority: within a chain the first rule that fits wins, else the policy. Accepting
 * ends only that chain, a later one can still drop; dropping and rejecting end everything (nft(8), "VERDICT STATEMENTS").
 */
export function decide(chains: readonly Chain[], hook: FilterHook, subject: Subject): readonly Decision[] {
  const decisions: Decision[] = []
  for (const chain of baseChains(chains, 'filter', hook)) {
    const decision = decideIn(chain, subject)
    if (!decision) continue
    decisions.push(decision)
    if (decision.statement.type !== 'accept') break
  }
  return decisions
}

/** The chains that hook in here, in the order in which they are asked. */
export function baseChains(chains: readonly Chain[], type: Chain['type'], hook: FilterHook): readonly Chain[] {
  return chains.filter((one) => one.type === type && one.hook === hook).toSorted((a, b) => a.priority - b.priority)
}

/** What one base chain does with a packet; nothing where the packet is none of its family. */
export function decideIn(chain: Chain, subject: Subject): Decision | undefined {
  const { packet } = subject
  if (packet.transport.type === 'file') return undefined
  if (chain.version !== undefined && (chain.version === 6) !== packet.ip.source.includes(':')) return undefined
  const detours: Detour[] = []
  const ending = walk(chain, subject, detours, 0)
  if (ending) return { chain, ...ending, detours }
  if (chain.policySetting !== undefined) countIn(subject.memory, chain.policySetting)
  return { chain, rule: undefined, statement: { type: chain.policy }, detours }
}

/** nft refuses rulesets that jump deeper (NFT_JUMP_STACK_SIZE), or in circles. */
const deepest = 16

type Ending = Pick<Decision, 'rule' | 'statement'>

/** Asks rule after rule; nothing: the end of the chain was reached, or a rule said `return`. */
function walk(body: ChainBody, subject: Subject, detours: Detour[], depth: number): Ending | undefined {
  for (const rule of body.rules) {
    if (rule.isUnread) {
      detours.push({ rule, type: 'unread', to: '' })
      continue
    }
    const effect = ask(rule, subject)
    if (typeof effect === 'boolean') continue
    if (!isTurn(effect)) return { rule, statement: effect }
    if (isEnd(effect)) {
      if (effect.type === 'return') return undefined
      continue
    }
    detours.push({ rule, type: effect.type, to: effect.to.name })
    const ending = depth < deepest ? walk(effect.to, subject, detours, depth + 1) : undefined
    if (ending || effect.type === 'goto') return ending
  }
  return undefined
}

const turns: readonly string[] = ['return', 'continue', 'jump', 'goto'] satisfies readonly Turn['type'][]
const isTurn = (effect: Statement | Turn): effect is Turn => turns.includes(effect.type)
const isEnd = (turn: Turn): turn is Extract<Turn, { type: 'return' | 'continue' }> => !('to' in turn)

/** Whether a rule fits, and what it then says. */
function ask(rule: Rule, subject: Subject): Effect {
  let effect: Effect = true
  for (const part of rule.parts) {
    effect = part(subject)
    if (effect !== true) break
  }
  if (effect !== false && rule.counts !== true) countIn(subject.memory, rule.setting)
  return effect
}

/** Whether every part of a form's rule fits the packet. */
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
