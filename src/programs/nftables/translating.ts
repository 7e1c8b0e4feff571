import { address, device, nested, portNumber } from '../../model/message.ts'
import type { Packet } from '../../model/packet.ts'
import type { FilterVerdict } from '../contract/packet-filter.ts'
import type { Sighting } from './connection-tracking.ts'
import { baseChains, decideIn } from './decide.ts'
import type { FilterCall } from './filter.ts'
import { denial, reportDecision } from './judgement.ts'
import type { Chain, Rule, Statement } from './ruleset.ts'
import type { Subject } from './subject.ts'
import { hide, redirect } from './translate.ts'
import { manual, numbered, owner, say } from './words.ts'

/** What the nat chains made of a flow's first packet. */
interface TranslationOutcome {
  readonly rule?: Rule
  readonly verdict?: FilterVerdict
}

/** Asks the nat chains; the first rule that translates is the last that is asked (nft(8), "NAT STATEMENTS"). */
export function translateFirst(
  chains: readonly Chain[],
  subject: Subject,
  sighting: Sighting,
  context: FilterCall,
): TranslationOutcome | undefined {
  for (const chain of baseChains(chains, 'nat', context.hook)) {
    const decision = decideIn(chain, subject)
    if (!decision || decision.statement.type === 'accept') continue
    const { rule, statement } = decision
    if (!rule || !isTranslation(statement)) {
      const because = reportDecision(decision, subject.packet, sighting, context)
      const verdict = because && denial(statement, because)
      return verdict ? { verdict } : undefined
    }
    return applied(statement, rule, sighting, context) ? { rule } : undefined
  }
  return undefined
}

type Translating = Extract<Statement, { to?: string }>

const isTranslation = (statement: Statement): statement is Translating =>
  ['dnat', 'snat', 'masquerade', 'redirect'].includes(statement.type)

function applied(statement: Translating, rule: Rule, sighting: Sighting, context: FilterCall): boolean {
  return statement.type === 'dnat' || statement.type === 'redirect'
    ? applyDestination(statement, rule, sighting, context)
    : applySource(statement, rule, sighting, context)
}

function applyDestination(statement: Translating, rule: Rule, sighting: Sighting, context: FilterCall): boolean {
  const { state, wiring } = context
  const options = { setting: rule.setting, source: manual('NAT STATEMENTS') }
  const name = nested(numbered(rule.origin))
  const to = statement.type === 'redirect' ? ownAddress(context, sighting) : addressOf(statement.to, context)
  if (to === undefined) {
    const target = device(statement.to ?? wiring.device)
    context.step('failed', say('no-target-address', { rule: name, to: target }), options)
    return false
  }
  redirect(state.tracking, sighting, rule.setting, { ...statement, to })
  const { reply, original } = sighting.flow
  const data = { rule: name, to: owner(reply.source, wiring) }
  const ports = { port: portNumber(original.destinationPort), toPort: portNumber(reply.sourcePort) }
  const message =
    original.protocol === 'icmp' ? say('forwarded-address', data) : say('forwarded-port', { ...data, ...ports })
  context.step('translated', message, options)
  return true
}

function addressOf(target: string | undefined, { wiring }: FilterCall): string | undefined {
  return target !== undefined && /^d\d+$/.test(target) ? wiring.addressOf(target) : target
}

/** Where `redirect` leads: the address of the interface that it came in by, or loopback for what is sent from here. */
function ownAddress({ hook, wiring, interfaceIn }: FilterCall, { flow }: Sighting): string | undefined {
  const isV6 = flow.original.destination.includes(':')
  if (hook === 'output') return isV6 ? '::1' : '127.0.0.1'
  const own = wiring.interfaces.find((one) => one.name === interfaceIn)?.addresses
  return own?.find((one) => one.includes(':') === isV6)
}

function applySource(statement: Translating, rule: Rule, sighting: Sighting, context: FilterCall): boolean {
  const { state, wiring, interfaceOut } = context
  const isV6 = sighting.flow.original.source.includes(':')
  const own = wiring.interfaces.find((one) => one.name === interfaceOut)?.addresses
  const hiding = statement.to ?? own?.find((one) => one.includes(':') === isV6)
  if (hiding === undefined) return false
  hide(state.tracking, sighting, rule.setting, { ...statement, to: hiding })
  return true
}

/** Of a known flow: its packets are redirected like the first, its answers find whoever was hidden. */
export function reportDestination(
  packet: Packet,
  translated: Packet,
  { flow, direction }: Sighting,
  context: FilterCall,
): void {
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

export function reportSource(
  packet: Packet,
  translated: Packet,
  { flow, direction }: Sighting,
  rule: Rule | undefined,
  context: FilterCall,
): void {
  if (translated.ip.source === packet.ip.source) return
  const to = address(translated.ip.source)
  if (direction === 'reply') {
    const from = owner(packet.ip.source, context.wiring)
    context.step('translated', say('translated-back', { to, from }), translationSource(flow.destinationBy))
    return
  }
  const data = { from: address(packet.ip.source), to }
  const message = rule ? firstHidden(rule, data) : say('masqueraded-as-before', data)
  context.step('translated', message, translationSource(flow.sourceBy))
}

function firstHidden({ origin }: Rule, data: { from: ReturnType<typeof address>; to: ReturnType<typeof address> }) {
  if (origin.type === 'line') return say('source-replaced', { ...data, rule: nested(numbered(origin)) })
  return say(origin.type === 'hairpin' ? 'hairpin-masqueraded' : 'masqueraded', data)
}
