import type { DnsMessage, DnsRecord } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import type { Context, Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { defineProgram } from '../contract/program.ts'
import { explain } from './explain.ts'
import { fields, type BindSettings } from './fields.ts'
import type en from './messages.en.ts'
import { answerQuestion, type Answer } from './zone.ts'
import { zonesOf } from './zones-of.ts'

const say = speaker<typeof en>('bind')

type Bind = Context<BindSettings, null>

/** BIND 9.18 as an authoritative server (`recursion no`). */
export const bind = defineProgram({
  id: 'bind',
  name: 'BIND',
  profiles: ['9.18'],
  serves: 'dns',
  forwards: false,
  fields,
  sections: [
    { code: 'records', fields: ['records'] },
    { code: 'zones', fields: ['zones', 'negativeTtl'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  initialState: () => null,
  derive(wiring) {
    const entry = wiring.entry()
    if (!entry) return {}
    return { records: [{ name: 'www.example.com', type: 'A', target: entry.id, value: undefined, ttl: 300 } as const] }
  },
  services: () => [
    { port: 53, protocol: 'udp', speaks: 'dns', tls: false },
    { port: 53, protocol: 'tcp', speaks: 'dns', tls: false },
  ],
  names: (settings) =>
    (settings.records ?? []).flatMap(({ name, type }) =>
      name !== undefined && (type === 'A' || type === 'AAAA' || type === 'CNAME') ? [normaliseName(name)] : [],
    ),
  handle,
  findings: () => import('./findings.ts'),
  configText: () => import('./config-text.ts'),
})

/* eslint-disable-next-line require-yield -- a process that needs to wait for nothing */
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
