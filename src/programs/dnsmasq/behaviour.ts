import { text } from '../../model/message.ts'
import type { DnsMessage } from '../../model/packet.ts'
import { askOnce } from '../common/dns-joining.ts'
import { inTurn, noQuery, resolverReply } from '../common/dns-reply.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import type { Behaviour } from '../contract/program.ts'
import type { DnsmasqSettings } from './fields.ts'
import { forward, fromCache, say, type Dnsmasq, type Forwarded } from './forward.ts'
import { ownAnswer } from './own-names.ts'
import { initialState, type DnsmasqState } from './state.ts'

export const behaviour: Behaviour<DnsmasqSettings, DnsmasqState> = { initialState, handle }

function* handle(context: Dnsmasq, incoming: Incoming): Process<Reply> {
  const { message } = incoming
  if (message.protocol !== 'dns' || message.kind !== 'query') return noQuery(context, say('not-dns'), incoming)
  const own = answerOwn(context, message)
  if (own) return own
  const kept = fromCache(context, message)
  const asked = kept ?? (yield* askOnce(context, message.question, () => forward(context, message)))
  const found = asked === 'somebody-else-asked' ? afterWaiting(context, message) : asked
  if (found.type === 'silence') return found
  return { type: 'answer', message: turned(context, found.message), because: found.because }
}

/** What is known now that the same question of somebody else has been answered. */
function afterWaiting(context: Dnsmasq, query: DnsMessage): Forwarded {
  const because = context.step('decided', say('waited', { name: text(query.question.name) }))
  return fromCache(context, query) ?? { type: 'silence', because }
}

/** Several addresses come in turn, whoever they were learnt from. */
function turned(context: Dnsmasq, message: DnsMessage): DnsMessage {
  const { turn } = context.state
  context.state.turn += 1
  return { ...message, answers: inTurn(message.answers ?? [], message.question.type, turn) }
}

function answerOwn(context: Dnsmasq, query: DnsMessage): Reply | undefined {
  const { question } = query
  const own = ownAnswer(context.settings, context.wiring, question)
  if (own.type === 'unknown') return undefined
  const { setting } = own
  const name = text(question.name)
  if (own.type === 'answer') {
    const data = text(own.answers.at(-1)?.data ?? '')
    const because = context.step('answered', say('own', { name, type: text(question.type), data }), { setting })
    const message = resolverReply(query, { rcode: 'NOERROR', authoritative: true, answers: own.answers })
    return { type: 'answer', message: turned(context, message), because }
  }
  const isNoName = own.type === 'no-name'
  const words = isNoName ? say('own-no-name', { name }) : say('own-no-data', { name, type: text(question.type) })
  const because = context.step('answered', words, { setting })
  return { type: 'answer', message: resolverReply(query, { rcode: isNoName ? 'NXDOMAIN' : 'NOERROR' }), because }
}
