import { address, device, nested, portNumber } from '../../model/message.ts'
import type { Packet } from '../../model/packet.ts'
import type { FilterContext, FilterVerdict, PacketFilter } from '../contract/packet-filter.ts'
import { chainsOf } from './compile.ts'
import { confirm, emptyTable, find, forget, track, type Sighting, type Table } from './connection-tracking.ts'
import { decide, decideTranslation, type Decision, type Subject } from './decide.ts'
import type { Settings } from './fields.ts'
import { denial, reportDecision } from './judgement.ts'
import type { Rule } from './ruleset.ts'
import { hide, redirect, setDestination, setSource } from './translate.ts'
import { manual, numbered, owner, say } from './words.ts'

export type State = {
  tracking: Table
  /** Packets per setting: `rules[2]`, `policy` … */
  counters: { [setting: string]: number }
}

export const initialState = (): State => ({ tracking: emptyTable(), counters: {} })

type Ctx = FilterContext<Settings, State>

/**
 * Netfilter's order (nft(8), "ADDRESS FAMILIES" and "CHAINS"): connection tracking and destination translation before
 * routing, the rules on the translated packet, source translation on the way out. What was translated for the first
 * packet of a flow is done to the rest, and undone for the answers, without asking the rules again.
 */
export const filter: PacketFilter<Settings, State> = (packet, context) => {
  if (packet.transport.type === 'file') return { verdict: 'accept', packet }
  const { hook } = context
  if (hook === 'input' || hook === 'forward') return judge(packet, context)
  return { verdict: 'accept', packet: hook === 'postrouting' ? leave(packet, context) : arrive(packet, context) }
}

function subjectOf(packet: Packet, sighting: Sighting | undefined, context: Ctx): Subject {
  const { interfaceIn, interfaceOut, wiring } = context
  return { packet, state: sighting?.state ?? 'invalid', interfaceIn, interfaceOut, wiring }
}

const isFirst = ({ flow, direction, state }: Sighting): boolean =>
  !flow.confirmed && direction === 'original' && state === 'new'

function translationFor(packet: Packet, sighting: Sighting, context: Ctx): Rule | undefined {
  const chains = chainsOf(context.settings, context.wiring)
  return decideTranslation(chains, context.hook, subjectOf(packet, sighting, context))
}

function arrive(packet: Packet, context: Ctx): Packet {
  const sighting = track(context.state.tracking, packet, context.now())
  if (!sighting) return packet
  const rule = isFirst(sighting) ? translationFor(packet, sighting, context) : undefined
  if (rule) applyForwarding(sighting, rule, context)
  const translated = setDestination(packet, sighting)
  if (!rule) reportDestination(packet, translated, sighting, context)
  return translated
}

function applyForwarding(sighting: Sighting, rule: Rule, context: Ctx): void {
  const { state, wiring } = context
  count(state, rule.setting)
  const { statement, setting } = rule
  const options = { setting, source: manual('NAT STATEMENTS') }
  const name = nested(numbered(rule.origin))
  if (!redirect(state.tracking, sighting, rule, wiring)) {
    const to = device(statement.type === 'dnat' ? statement.to : wiring.device)
    context.step('failed', say('no-target-address', { rule: name, to }), options)
    return
  }
  const { reply, original } = sighting.flow
  const port = portNumber(original.destinationPort)
  const to = owner(reply.source, wiring)
  const message = say('forwarded-port', { rule: name, port, to, toPort: portNumber(reply.sourcePort) })
  context.step('translated', message, options)
}

/** Of a known flow: its packets are redirected like the first, its answers find whoever was hidden. */
function reportDestination(packet: Packet, translated: Packet, { flow, direction }: Sighting, context: Ctx): void {
  if (translated.ip.destination === packet.ip.destination) return
  const { wiring } = context
  const to = owner(translated.ip.destination, wiring)
  if (direction === 'original') {
    const message = say('forwarded-as-before', { to, toPort: portNumber(flow.reply.sourcePort) })
    context.step('translated', message, translationSource(flow.destinationBy))
  } else {
    const message = say('answer-readdressed', { to, from: address(packet.ip.destination) })
    context.step('translated', message, translationSource(flow.sourceBy))
  }
}

const translationSource = (setting: string | null) => ({
  ...(setting === null ? {} : { setting }),
  source: manual('NAT STATEMENTS'),
})

/** Runs the filter chains of input or forward; a packet that is dropped leaves no trace in the table. */
function judge(packet: Packet, context: Ctx): FilterVerdict {
  const { state, settings, wiring, hook } = context
  const sighting = find(state.tracking, packet, context.now())
  const decisions = decide(chainsOf(settings, wiring), hook, subjectOf(packet, sighting, context))
  for (const decision of decisions) {
    count(state, decision.rule?.setting ?? decision.chain.policySetting ?? hook)
    const because = reportDecision(decision, packet, sighting, context)
    const verdict = denial(decision.statement, because)
    if (!verdict) {
      if (sighting) admit(sighting, decision)
      continue
    }
    // A rejected flow is kept until its refusal has been sent, which is translated back with its help.
    if (verdict.verdict === 'drop' && sighting && !sighting.flow.confirmed) forget(state.tracking, sighting.id)
    return verdict
  }
  if (hook === 'input' && sighting && !sighting.flow.confirmed) confirm(sighting, packet, context.now())
  return { verdict: 'accept', packet }
}

function admit({ flow }: Sighting, { rule }: Decision): void {
  if (flow.confirmed || rule?.origin.type !== 'rule') return
  flow.admittedBy = { number: rule.origin.number, name: rule.origin.name ?? null }
}

function leave(packet: Packet, context: Ctx): Packet {
  const { state, wiring, interfaceOut } = context
  const sighting = find(state.tracking, packet, context.now())
  if (!sighting) return packet
  const rule = isFirst(sighting) ? translationFor(packet, sighting, context) : undefined
  const own = wiring.interfaces.find((one) => one.name === interfaceOut)?.addresses
  const hiding = own?.find((one) => one.includes(':') === packet.ip.source.includes(':'))
  if (rule && hiding !== undefined) {
    count(state, rule.setting)
    hide(state.tracking, sighting, rule, hiding)
  }
  const translated = setSource(packet, sighting)
  reportSource(packet, translated, { sighting, rule }, context)
  settle(packet, sighting, context)
  return translated
}

interface Leaving {
  readonly sighting: Sighting
  readonly rule: Rule | undefined
}

function reportSource(packet: Packet, translated: Packet, { sighting, rule }: Leaving, context: Ctx): void {
  if (translated.ip.source === packet.ip.source) return
  const { flow, direction } = sighting
  const from = owner(packet.ip.source, context.wiring)
  const to = address(translated.ip.source)
  if (direction === 'reply') {
    context.step('translated', say('translated-back', { to, from }), translationSource(flow.destinationBy))
    return
  }
  const first = rule?.origin.type === 'hairpin' ? 'hairpin-masqueraded' : 'masqueraded'
  const data = { from: address(packet.ip.source), to }
  context.step('translated', say(rule ? first : 'masqueraded-as-before', data), translationSource(flow.sourceBy))
}

/** The first packet is through, or the refusal of one that never was has been sent. */
function settle(packet: Packet, sighting: Sighting, context: Ctx): void {
  if (sighting.flow.confirmed) return
  if (sighting.direction === 'original') confirm(sighting, packet, context.now())
  else forget(context.state.tracking, sighting.id)
}

function count({ counters }: State, setting: string): void {
  counters[setting] = (counters[setting] ?? 0) + 1
}
