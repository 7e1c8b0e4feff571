import { text, type Message } from '../../model/message.ts'
import type { DnsMessage, DnsRecord } from '../../model/packet.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { askOnce } from '../common/dns-joining.ts'
import { inTurn, noQuery, resolverReply } from '../common/dns-reply.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import type { Behaviour } from '../contract/program.ts'
import { say, type Unbound } from './asking.ts'
import type { UnboundSettings } from './fields.ts'
import { fromCache, lookUp, type Found } from './look-up.ts'
import { initialState, type UnboundState } from './state.ts'

/** `local-data` without a time of its own. */
const localTtl = 3600

export const behaviour: Behaviour<UnboundSettings, UnboundState> = { initialState, handle }

function* handle(context: Unbound, incoming: Incoming): Process<Reply> {
  const { message } = incoming
  if (message.protocol !== 'dns' || message.kind !== 'query') return noQuery(context, say('not-dns'), incoming)
  if (!message.recursionDesired) {
    const because = context.step('denied', say('no-recursion'))
    return { type: 'answer', message: resolverReply(message, { rcode: 'REFUSED' }), because }
  }
  const own = ownAnswer(context, message)
  if (own) return own
  const asked = yield* askOnce(context, message.question, () => lookUp(context, message.question))
  const found = asked === 'somebody-else-asked' ? afterWaiting(context, message) : asked
  const because = found.because ?? context.step('answered', inWords(message, found))
  const { type } = message.question
  const answers = context.settings.roundRobin ? inTurn(found.answers, type, context.state.turn) : found.answers
  context.state.turn += 1
  return { type: 'answer', message: resolverReply(message, { ...found, answers }), because }
}

/** What is known now that the same question of somebody else has been answered. */
function afterWaiting(context: Unbound, { question }: DnsMessage): Found {
  context.step('decided', say('waited', { name: text(question.name) }))
  return (
    fromCache(context, normaliseName(question.name), question.type) ?? { rcode: 'SERVFAIL', answers: [], authority: [] }
  )
}

function inWords({ question }: DnsMessage, { rcode, answers }: Found): Message {
  const name = text(question.name)
  const data = answers.findLast((record) => record.type === question.type)?.data
  if (data !== undefined) return say('answers', { name, type: text(question.type), data: text(data) })
  if (rcode === 'SERVFAIL') return say('gave-up', { name })
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
