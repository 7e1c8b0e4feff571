import { nested, type Message, type Value } from '../../model/message.ts'
import type { Packet } from '../../model/packet.ts'
import type { Action, Source } from '../../model/trace.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { FilterContext, FilterHook, FilterVerdict } from '../contract/packet-filter.ts'
import type { Sighting } from './connection-tracking.ts'
import type { Decision } from './decide.ts'
import type { Statement } from './ruleset.ts'
import { manual, numbered, owner, say, whatOf } from './words.ts'

/** What the engine is told of a statement; nothing for one that lets the packet on. */
export function denial(
  statement: Statement,
  because: StepRef,
): Exclude<FilterVerdict, { verdict: 'accept' }> | undefined {
  if (statement.type === 'drop') return { verdict: 'drop', because }
  if (statement.type === 'reject') return { verdict: 'reject', with: statement.with, because }
  return undefined
}

/** Says which rule, or the policy, decided on a packet, and which setting that is. */
export function reportDecision(
  decision: Decision,
  packet: Packet,
  sighting: Sighting | undefined,
  context: Pick<FilterContext<unknown, unknown>, 'step' | 'wiring' | 'hook'>,
): StepRef {
  const action: Action = decision.statement.type === 'accept' ? 'permitted' : 'denied'
  const setting = decision.rule?.setting ?? decision.chain.policySetting
  return context.step(action, messageFor(decision, packet, sighting, context), {
    ...(setting === undefined ? {} : { setting }),
    source: sourceFor(decision),
  })
}

function sourceFor({ rule, statement }: Decision): Source {
  if (!rule) return manual('CHAINS')
  if (rule.match.states) return manual('CONNTRACK EXPRESSIONS')
  return manual(statement.type === 'reject' ? 'REJECT STATEMENT' : 'VERDICT STATEMENTS')
}

function messageFor(
  { rule, statement, chain }: Decision,
  packet: Packet,
  sighting: Sighting | undefined,
  { wiring }: Pick<FilterContext<unknown, unknown>, 'wiring'>,
): Message {
  const data = {
    what: whatOf(packet),
    from: owner(packet.ip.source, wiring),
    to: owner(packet.ip.destination, wiring),
  }
  if (!rule) return policyMessage(chain.hook, statement, data)
  const { origin } = rule
  if (origin.type === 'stateful') return known(sighting)
  if (origin.type === 'input-known') return say('input-established')
  if (origin.type === 'input-echo') return say('input-echo', data)
  if (origin.type === 'input-inside') return say('input-inside', data)
  const ruleData = { ...data, rule: nested(numbered(origin)) }
  if (statement.type === 'reject') {
    return say('rule-rejected', { ...ruleData, with: nested(say(`with.${statement.with}`)) })
  }
  return say(statement.type === 'accept' ? 'rule-accepted' : 'rule-dropped', ruleData)
}

type PacketWords = Readonly<Record<'what' | 'from' | 'to', Value>>

function policyMessage(hook: FilterHook, statement: Statement, data: PacketWords): Message {
  const accepts = statement.type === 'accept'
  if (hook === 'input') return say(accepts ? 'input-policy-accepted' : 'input-policy-dropped', data)
  return say(accepts ? 'policy-accepted' : 'policy-dropped', data)
}

function known(sighting: Sighting | undefined): Message {
  if (sighting?.state === 'related') return say('related')
  const isAnswer = sighting?.direction === 'reply'
  const by = sighting?.flow.admittedBy
  if (!by) return say(isAnswer ? 'answer-established' : 'established')
  const rule = nested(numbered({ type: 'rule', number: by.number, name: by.name ?? undefined }))
  return say(isAnswer ? 'answer-established-by' : 'established-by', { rule })
}
