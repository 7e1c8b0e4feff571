import { text, type Message } from '../../model/message.ts'
import type { DnsMessage, DnsRecord } from '../../model/packet.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { inTurn, resolverReply } from '../common/dns-reply.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { defineProgram } from '../contract/program.ts'
import { say, type Unbound } from './asking.ts'
import { fields } from './fields.ts'
import { lookUp, type Found } from './look-up.ts'
import { initialState } from './state.ts'

/** `local-data` without a time of its own. */
const localTtl = 3600

/** unbound 1.17: looks names up for others, from the root or through forwarders, and keeps what it learns. */
export const unbound = defineProgram({
  id: 'unbound',
  name: 'unbound',
  profiles: ['1.17'],
  serves: 'dns',
  forwards: false,
  fields,
  sections: [
    { code: 'asking', fields: ['forwardTo', 'rootServers'] },
    { code: 'own', fields: ['localData', 'roundRobin'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  initialState,
  derive: (wiring) => ({
    forwardTo: wiring.leadsTo.filter((peer) => peer.serves === 'dns').map((peer) => peer.id),
  }),
  services: () => [
    { port: 53, protocol: 'udp', speaks: 'dns', tls: false },
    { port: 53, protocol: 'tcp', speaks: 'dns', tls: false },
  ],
  names: (settings) =>
    (settings.localData ?? []).flatMap(({ name }) => (name === undefined ? [] : [normaliseName(name)])),
  handle,
  findings: () => import('./findings.ts'),
  stateTables: () => import('./state-tables.ts'),
})

function* handle(context: Unbound, { message, service }: Incoming): Process<Reply> {
  if (message.protocol !== 'dns' || message.kind !== 'query') {
    const because = context.step('failed', say('not-dns'))
    return service.protocol === 'udp' ? { type: 'silence', because } : { type: 'close', because }
  }
  if (!message.recursionDesired) {
    const because = context.step('denied', say('no-recursion'))
    return { type: 'answer', message: resolverReply(message, { rcode: 'REFUSED' }), because }
  }
  const own = ownAnswer(context, message)
  if (own) return own
  const found = yield* lookUp(context, message.question)
  const because = found.because ?? context.step('answered', inWords(message, found))
  const { type } = message.question
  const answers = context.settings.roundRobin ? inTurn(found.answers, type, context.state.turn) : found.answers
  context.state.turn += 1
  return { type: 'answer', message: resolverReply(message, { ...found, answers }), because }
}

function inWords({ question }: DnsMessage, { rcode, answers }: Found): Message {
  const name = text(question.name)
  const data = answers.findLast((record) => record.type === question.type)?.data
  if (data !== undefined) return say('answers', { name, type: text(question.type), data: text(data) })
  if (rcode === 'NXDOMAIN') return say('no-name', { name })
  return say('no-data', { name, type: text(question.type) })
}

/** What `local-data` says; a name that is there has nothing but that. */
function ownAnswer(context: Unbound, query: DnsMessage): Reply | undefined {
  const { settings, wiring } = context
  const name = normaliseName(query.question.name)
  const rows = (settings.localData ?? []).map((row, index) => ({ ...row, index }))
  const mine = rows.filter((row) => row.name !== undefined && normaliseName(row.name) === name)
  const [first] = mine
  if (!first) return undefined
  const addresses = mine.flatMap(({ address = '' }) =>
    isAddress(address) ? address : (wiring.addressOf(address) ?? []),
  )
  const answers = addresses
    .map((data): DnsRecord => ({ name, type: data.includes(':') ? 'AAAA' : 'A', ttl: localTtl, data }))
    .filter((record) => record.type === query.question.type)
  const because = context.step('answered', say('own', { name: text(name) }), { setting: `localData[${first.index}]` })
  return { type: 'answer', message: resolverReply(query, { rcode: 'NOERROR', authoritative: true, answers }), because }
}
