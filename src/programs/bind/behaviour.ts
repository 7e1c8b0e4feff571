import type { DnsMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { dnsReply, noQuery, rotated } from '../common/dns-reply.ts'
import type { Context, Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import type { Behaviour } from '../contract/program.ts'
import { explain } from './explain.ts'
import type { BindSettings } from './fields.ts'
import type en from './messages.en.ts'
import { answerQuestion, type Answer } from './zone.ts'
import { zonesOf } from './zones-of.ts'

const say = speaker<typeof en>('bind')

type Bind = Context<BindSettings, null>

export const behaviour: Behaviour<BindSettings, null> = { initialState: () => null, handle }

/* oxlint-disable-next-line eslint/require-yield -- a process that needs to wait for nothing */
function* handle(context: Bind, incoming: Incoming): Process<Reply> {
  const { message } = incoming
  if (message.protocol !== 'dns' || message.kind !== 'query') return noQuery(context, say('not-dns'), incoming)
  const answer = answerQuestion(zonesOf(context.settings, context.wiring), message.question)
  const { action, words, options } = explain(context.settings, message.question, answer)
  const because = context.step(action, words, options)
  return { type: 'answer', message: reply(context, message, answer), because }
}

function reply(context: Bind, query: DnsMessage, answer: Answer): DnsMessage {
  // Several addresses of one name come in an order that varies from answer to answer (`rrset-order random`).
  const anyFirst = (count: number) => Math.floor(context.random() * count)
  const answers = rotated(answer.answers, query.question.type, anyFirst)
  return { ...dnsReply(query, { ...answer, answers }), additional: answer.additional }
}
