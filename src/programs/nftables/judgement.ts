import { code, nested, text, type Message, type Value } from '../../model/message.ts'
import type { Packet } from '../../model/packet.ts'
import type { Source } from '../../model/trace.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { FilterContext, FilterVerdict } from '../contract/packet-filter.ts'
import type { Sighting } from './connection-tracking.ts'
import type { Decision, Detour } from './decide.ts'
import type { Origin, Statement } from './ruleset.ts'
import { manual, numbered, owner, say, whatOf } from './words.ts'

/** What the engine is told of a statement; nothing for one that lets the packet on. */
export function denial(
  statement: Statement,
  because: StepRef,
): Exclude<FilterVerdict, { verdict: 'accept' }> | undefined {
  if (statement.type === 'drop' || statement.type === 'queue') return { verdict: 'drop', because }
  if (statement.type === 'reject') return { verdict: 'reject', with: statement.with, because }
  return undefined
}

type Reporting = Pick<FilterContext<unknown, unknown>, 'step' | 'wiring' | 'hook'>

/**
 * Says which rule, or the policy, decided on a packet, and which setting that is. Nothing where a chain that only looks
 * at some packets let this one pass by.
 */
export function reportDecision(
  decision: Decision,
  packet: Packet,
  sighting: Sighting | undefined,
  context: Reporting,
): StepRef | undefined {
  for (const detour of decision.detours) reportDetour(detour, context)
  const { chain, rule, statement } = decision
  const accepts = statement.type === 'accept'
  const isDecisive = chain.hook === 'input' || chain.hook === 'forward'
  if (accepts && !rule && chain.isLines && (!isDecisive || chain.rules.length === 0)) return undefined
  const setting = rule?.setting ?? chain.policySetting
  return context.step(accepts ? 'permitted' : 'denied', messageFor(decision, packet, sighting, context), {
    ...(setting === undefined ? {} : { setting }),
    source: sourceFor(decision),
  })
}

function reportDetour({ rule, type, to }: Detour, context: Reporting): void {
  const options = { setting: rule.setting, source: manual('VERDICT STATEMENTS') }
  const name = nested(numbered(rule.origin))
  if (type === 'unread') context.step('assumed', say('line-not-read', { rule: name }), options)
  else context.step('decided', say(type === 'jump' ? 'jumps' : 'goes-to', { rule: name, chain: text(to) }), options)
}

function sourceFor({ rule, statement }: Decision): Source {
  if (!rule) return manual('CHAINS')
  if (rule.asksState) return manual('CONNTRACK EXPRESSIONS')
  return manual(statement.type === 'reject' ? 'REJECT STATEMENT' : 'VERDICT STATEMENTS')
}

function messageFor(
  { rule, statement, chain }: Decision,
  packet: Packet,
  sighting: Sighting | undefined,
  { wiring }: Reporting,
): Message {
  const data = {
    what: whatOf(packet),
    from: owner(packet.ip.source, wiring),
    to: owner(packet.ip.destination, wiring),
  }
  if (!rule)
    return chain.isLines
      ? chainPolicyMessage(chain.name, statement, data)
      : policyMessage(chain.hook, statement, { ...data, isBox: wiring.kind === 'firewall' })
  const { origin } = rule
  if (origin.type === 'stateful') return known(sighting)
  if (origin.type === 'input-known') return say('input-established')
  if (origin.type === 'input-local') return say('input-local')
  if (origin.type === 'input-echo') return say('input-echo', data)
  if (origin.type === 'input-inside') return say('input-inside', data)
  const ruleData = { ...data, rule: nested(numbered(origin)) }
  if (statement.type === 'reject') {
    return say('rule-rejected', { ...ruleData, with: nested(say(`with.${statement.with}`)) })
  }
  if (statement.type === 'queue') return say('rule-queued', ruleData)
  if (statement.type !== 'accept') return say('rule-dropped', ruleData)
  return rule.asksState && isKnown(sighting) ? say('rule-known', ruleData) : say('rule-accepted', ruleData)
}

const isKnown = (sighting: Sighting | undefined): boolean =>
  sighting?.state === 'established' || sighting?.state === 'related'

type PacketWords = Readonly<Record<'what' | 'from' | 'to', Value>>

function policyMessage(
  hook: Decision['chain']['hook'],
  statement: Statement,
  { isBox, ...data }: PacketWords & { readonly isBox: boolean },
): Message {
  const accepts = statement.type === 'accept'
  if (hook === 'input' && !isBox) return say(accepts ? 'own-policy-accepted' : 'own-policy-dropped', data)
  if (hook === 'input') return say(accepts ? 'input-policy-accepted' : 'input-policy-dropped', data)
  return say(accepts ? 'policy-accepted' : 'policy-dropped', data)
}

function chainPolicyMessage(chain: string, statement: Statement, data: PacketWords): Message {
  const words = { ...data, chain: code(chain) }
  return say(statement.type === 'accept' ? 'chain-policy-accepted' : 'chain-policy-dropped', words)
}

function known(sighting: Sighting | undefined): Message {
  if (sighting?.state === 'related') return say('related')
  const isAnswer = sighting?.direction === 'reply'
  const by = sighting?.flow.admittedBy
  if (!by) return say(isAnswer ? 'answer-established' : 'established')
  const { number, name, chain } = by
  const origin: Origin =
    chain === undefined
      ? { type: 'rule', number, name: name ?? undefined }
      : { type: 'line', number, chain, line: name ?? '' }
  const rule = nested(numbered(origin))
  return say(isAnswer ? 'answer-established-by' : 'established-by', { rule })
}
