import type { Message } from '../../model/message.ts'
import type { DnsMessage, DnsRecord } from '../../model/packet.ts'
import type { Context, Incoming } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'

interface DnsAnswer {
  readonly rcode: NonNullable<DnsMessage['rcode']>
  readonly authoritative?: boolean
  readonly answers?: readonly DnsRecord[]
  readonly authority?: readonly DnsRecord[]
}

/** An answer to a query. */
export function dnsReply({ id, question, recursionDesired }: DnsMessage, answer: DnsAnswer): DnsMessage {
  const { rcode, authoritative = false, answers = [], authority = [] } = answer
  return { protocol: 'dns', kind: 'response', id, question, recursionDesired, authoritative, rcode, answers, authority }
}

/** An answer to a query from a server that looks things up for others. */
export const resolverReply = (query: DnsMessage, answer: DnsAnswer): DnsMessage => ({
  ...dnsReply(query, answer),
  recursionAvailable: true,
})

/** What is no query gets no answer: a datagram is passed over, a connection closed. */
export function noQuery(context: Context<unknown, unknown>, words: Message, { service }: Incoming): Reply {
  const because = context.step('failed', words)
  return service.protocol === 'udp' ? { type: 'silence', because } : { type: 'close', because }
}

/** Several records of the type that was asked for begin with the one that `first` chooses; one alone is not asked about. */
export function rotated(
  answers: readonly DnsRecord[],
  type: string,
  first: (count: number) => number,
): readonly DnsRecord[] {
  const found = answers.filter((record) => record.type === type)
  if (found.length < 2) return answers
  const start = first(found.length)
  return [...answers.filter((record) => record.type !== type), ...found.slice(start), ...found.slice(0, start)]
}

/** Several records of the type that was asked for, the next one first each time. */
export const inTurn = (answers: readonly DnsRecord[], type: string, turn: number): readonly DnsRecord[] =>
  rotated(answers, type, (count) => turn % count)
