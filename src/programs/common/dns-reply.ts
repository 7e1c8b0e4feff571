import type { DnsMessage, DnsRecord } from '../../model/packet.ts'

/** An answer to a query from a server that looks things up for others. */
export function resolverReply(
  query: DnsMessage,
  answer: {
    readonly rcode: NonNullable<DnsMessage['rcode']>
    readonly authoritative?: boolean
    readonly answers?: readonly DnsRecord[]
    readonly authority?: readonly DnsRecord[]
  },
): DnsMessage {
  const { id, question, recursionDesired } = query
  const { rcode, authoritative = false, answers = [], authority = [] } = answer
  return {
    protocol: 'dns',
    kind: 'response',
    id,
    question,
    recursionDesired,
    recursionAvailable: true,
    authoritative,
    rcode,
    answers,
    authority,
  }
}

/** Several records of the type that was asked for, the next one first each time. */
export function inTurn(answers: readonly DnsRecord[], type: string, turn: number): readonly DnsRecord[] {
  const found = answers.filter((record) => record.type === type)
  if (found.length < 2) return answers
  const start = turn % found.length
  return [...answers.filter((record) => record.type !== type), ...found.slice(start), ...found.slice(0, start)]
}
