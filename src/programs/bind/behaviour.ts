import type { DnsMessage, DnsRecord } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
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
function* handle(context: Bind, { message, service }: Incoming): Process<Reply> {
  if (message.protocol !== 'dns' || message.kind !== 'query') {
    const because = context.step('failed', say('not-dns'))
    return service.protocol === 'udp' ? { type: 'silence', because } : { type: 'close', because }
  }
  const answer = answerQuestion(zonesOf(context.settings, context.wiring), message.question)
  const { action, words, options } = explain(context.settings, message.question, answer)
  const because = context.step(action, words, options)
  return { type: 'answer', message: reply(context, message, answer), because }
}

function reply(context: Bind, { id, question, recursionDesired }: DnsMessage, answer: Answer): DnsMessage {
  return {
    protocol: 'dns',
    kind: 'response',
    id,
    question,
    recursionDesired,
    authoritative: answer.authoritative,
    rcode: answer.rcode,
    answers: rotate(answer.answers, question.type, context),
    authority: answer.authority,
    additional: answer.additional,
  }
}

/** Several addresses of one name come in an order that varies from answer to answer (`rrset-order random`). */
function rotate(answers: readonly DnsRecord[], type: string, context: Bind): readonly DnsRecord[] {
  const found = answers.filter((record) => record.type === type)
  if (found.length < 2) return answers
  const start = Math.floor(context.random() * found.length)
  const rest = answers.filter((record) => record.type !== type)
  return [...rest, ...found.slice(start), ...found.slice(0, start)]
}
