import { text } from '../../model/message.ts'
import type { DnsMessage } from '../../model/packet.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import { inTurn, resolverReply } from '../common/dns-reply.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { defineProgram } from '../contract/program.ts'
import { fields } from './fields.ts'
import { forward, fromCache, say, type Dnsmasq } from './forward.ts'
import { ownAnswer } from './own-names.ts'
import { initialState } from './state.ts'

/** dnsmasq 2.90: names of a small network, and everything else handed on and kept. */
export const dnsmasq = defineProgram({
  id: 'dnsmasq',
  name: 'dnsmasq',
  profiles: ['2.90'],
  serves: 'dns',
  forwards: false,
  fields,
  sections: [
    { code: 'asking', fields: ['servers', 'cacheSize'] },
    { code: 'own', fields: ['hosts', 'domains', 'aliases'] },
    { code: 'rules', fields: ['localDomains', 'stopRebind', 'localTtl'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  initialState,
  derive: (wiring) => ({
    servers: wiring.leadsTo.filter((peer) => peer.serves === 'dns').map((peer) => peer.id),
  }),
  services: () => [
    { port: 53, protocol: 'udp', speaks: 'dns', tls: false },
    { port: 53, protocol: 'tcp', speaks: 'dns', tls: false },
  ],
  names: (settings) =>
    [...(settings.hosts ?? []), ...(settings.aliases ?? [])].flatMap(({ name }) =>
      name === undefined ? [] : [normaliseName(name)],
    ),
  handle,
  findings: () => import('./findings.ts'),
  stateTables: () => import('./state-tables.ts'),
  configText: () => import('./config-text.ts'),
})

function* handle(context: Dnsmasq, { message, service }: Incoming): Process<Reply> {
  if (message.protocol !== 'dns' || message.kind !== 'query') {
    const because = context.step('failed', say('not-dns'))
    return service.protocol === 'udp' ? { type: 'silence', because } : { type: 'close', because }
  }
  const own = answerOwn(context, message)
  if (own) return own
  const found = fromCache(context, message) ?? (yield* forward(context, message))
  if (found.type === 'silence') return found
  return { type: 'answer', message: turned(context, found.message), because: found.because }
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
