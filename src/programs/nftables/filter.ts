import { deepCopy } from '../../lib/copying.ts'
import type { Packet } from '../../model/packet.ts'
import type { FilterContext, FilterVerdict, PacketFilter } from '../contract/packet-filter.ts'
import { chainsOf } from './compile.ts'
import { confirm, find, track, type Sighting } from './connection-tracking.ts'
import { baseChains, decideIn, type Decision } from './decide.ts'
import type { Settings } from './fields.ts'
import { copyTable, emptyTable, forget, type Table } from './flow-table.ts'
import { denial, reportDecision } from './judgement.ts'
import type { Chain } from './ruleset.ts'
import type { Bucket, Memory, Subject } from './subject.ts'
import { setDestination, setSource } from './translate.ts'
import { reportDestination, reportSource, translateFirst } from './translating.ts'

export type State = {
  tracking: Table
  /** Packets per setting: `rules[2]`, `policy` … */
  counters: { [setting: string]: number }
  limits: { [key: string]: Bucket }
  turns: { [key: string]: number }
  added: { [set: string]: { [key: string]: number | null } }
}

export const initialState = (): State => ({ tracking: emptyTable(), counters: {}, limits: {}, turns: {}, added: {} })

/** Flows are many and most are not met again: a run shares them with the world that it began with. */
export const copyState = ({ tracking, ...rest }: State): State => ({ tracking: copyTable(tracking), ...deepCopy(rest) })

export type FilterCall = FilterContext<Settings, State>

/** What a packet carries from hook to hook of one host: the hooks follow on each other without a pause. */
const passing = new WeakMap<State, { mark: number; isUntracked: boolean }>()

/** Where connection tracking and translation stand among the priorities (nft(8), "standard priority names"). */
const trackingPriority = -200
const destinationPriority = -100
const sourcePriority = 100

/**
 * Netfilter's order (nft(8), "ADDRESS FAMILIES" and "CHAINS"): connection tracking, then destination translation before
 * routing, the rules on the translated packet, source translation on the way out, chains before and after by their
 * priority. Translation itself has its fixed place; the priorities of nat chains only order them among each other.
 * What was translated for the first packet of a flow is done to the rest, and undone for the answers, without asking
 * the rules again.
 */
export const filter: PacketFilter<Settings, State> = (packet, context) => {
  if (packet.transport.type === 'file') return { verdict: 'accept', packet }
  const { hook, settings, wiring } = context
  const chains = chainsOf(settings, wiring)
  const passage = new Passage(packet, context, chains)
  if (hook === 'forward') return passage.judge(-Infinity, Infinity) ?? passage.accept()
  if (hook === 'prerouting' || hook === 'output') {
    return (
      passage.judge(-Infinity, trackingPriority) ??
      passage.track() ??
      passage.judge(trackingPriority, destinationPriority) ??
      passage.translate('destination') ??
      passage.judge(destinationPriority, Infinity) ??
      passage.accept()
    )
  }
  return (
    passage.judge(-Infinity, sourcePriority) ??
    passage.translate('source') ??
    passage.judge(sourcePriority, Infinity) ??
    passage.settle()
  )
}

/** One packet at one hook. */
class Passage {
  private packet: Packet
  private readonly context: FilterCall
  private readonly chains: readonly Chain[]
  private readonly memory: Memory
  private sighting: Sighting | undefined

  constructor(packet: Packet, context: FilterCall, chains: readonly Chain[]) {
    this.packet = packet
    this.context = context
    this.chains = chains
    const { state, hook } = context
    const now = context.now()
    const isArriving = hook === 'prerouting' || hook === 'output'
    const { mark, isUntracked } = (isArriving ? undefined : passing.get(state)) ?? { mark: 0, isUntracked: false }
    const { limits, turns, added, counters } = state
    this.memory = { mark, isUntracked, now, limits, turns, added, counters }
    if (!isArriving && !isUntracked) this.sighting = find(state.tracking, packet, now)
  }

  /** Asks the filter chains from one priority to another, the latter not included; a denial ends it. */
  judge(from: number, to: number): FilterVerdict | undefined {
    const { hook } = this.context
    for (const chain of baseChains(this.chains, 'filter', hook)) {
      if (chain.priority < from || chain.priority >= to) continue
      const decision = decideIn(chain, this.subject())
      const verdict = decision && this.carryOut(decision)
      if (verdict) return verdict
    }
    return undefined
  }

  private subject(): Subject {
    const { packet, memory, sighting } = this
    const { interfaceIn, interfaceOut, wiring, hook } = this.context
    const state = memory.isUntracked ? 'untracked' : (sighting?.state ?? 'invalid')
    return {
      packet,
      state,
      interfaceIn,
      interfaceOut,
      wiring,
      hook,
      memory,
      flow: sighting?.flow,
      ...(sighting ? { direction: sighting.direction } : {}),
    }
  }

  private carryOut(decision: Decision): FilterVerdict | undefined {
    const { context, packet, sighting } = this
    const because = reportDecision(decision, packet, sighting, context)
    const verdict = because && denial(decision.statement, because)
    if (!verdict) {
      if (sighting) admit(sighting, decision)
      return undefined
    }
    // A rejected flow is kept until its refusal has been sent, which is translated back with its help.
    if (verdict.verdict === 'drop' && sighting && !sighting.flow.confirmed) {
      forget(context.state.tracking, sighting.id)
    }
    return verdict
  }

  track(): undefined {
    const { context, packet, memory } = this
    if (memory.isUntracked) return
    this.sighting = track(context.state.tracking, packet, context.now(), context.hook === 'output')
  }

  /** Gives the packet the destination, or the source, that its flow has; rules are asked for its first packet only. */
  translate(part: 'destination' | 'source'): FilterVerdict | undefined {
    const { sighting, context, packet } = this
    if (!sighting) return undefined
    const isFirst = !sighting.flow.confirmed && sighting.direction === 'original' && sighting.state === 'new'
    const asked = isFirst && isTracking(this.chains)
    const outcome = asked ? translateFirst(this.chains, this.subject(), sighting, context) : undefined
    if (outcome?.verdict) return outcome.verdict
    this.packet = part === 'destination' ? setDestination(packet, sighting) : setSource(packet, sighting)
    if (part === 'source') reportSource(packet, this.packet, sighting, outcome?.rule, context)
    else if (!outcome?.rule) reportDestination(packet, this.packet, sighting, context)
    return undefined
  }

  accept(): FilterVerdict {
    const { mark, isUntracked } = this.memory
    passing.set(this.context.state, { mark, isUntracked })
    return { verdict: 'accept', packet: this.packet }
  }

  /** The first packet is through, or the refusal of one that never was has been sent. */
  settle(): FilterVerdict {
    const { sighting, context } = this
    if (sighting && !sighting.flow.confirmed) {
      if (sighting.direction === 'original') confirm(sighting, this.packet, context.now())
      else if (context.hook === 'postrouting') forget(context.state.tracking, sighting.id)
    }
    return this.accept()
  }
}

/** Without a rule that translates or asks for states, Linux tracks nothing, and nat chains are not asked. */
const tracked = new WeakMap<readonly Chain[], boolean>()

function isTracking(chains: readonly Chain[]): boolean {
  const known = tracked.get(chains)
  if (known !== undefined) return known
  const found = chains.some((chain) => chain.isTracking)
  tracked.set(chains, found)
  return found
}

/** Remembers which rule let the first packet of a flow through; the last chain that was asked by a rule counts. */
function admit({ flow }: Sighting, { rule, chain }: Decision): void {
  const origin = rule?.origin
  if (flow.confirmed || (origin?.type !== 'rule' && origin?.type !== 'line' && origin?.type !== 'input-rule')) return
  if (chain.hook === 'prerouting') return
  flow.admittedBy =
    origin.type === 'line'
      ? { number: origin.number, name: origin.line, chain: origin.chain }
      : { number: origin.number, name: origin.name ?? null }
}
