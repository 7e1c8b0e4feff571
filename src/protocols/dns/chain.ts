import type { DnsRecord } from '../../model/packet.ts'
import { normaliseName } from './name.ts'

export interface Chain {
  /** Aliases in their order, then what was asked for. */
  readonly records: readonly DnsRecord[]
  /** The name that the last alias leads to. */
  readonly end: string
  /** What was asked for is there. */
  readonly isComplete: boolean
  /** The aliases lead round in a circle. */
  readonly isLoop: boolean
}

/** The records of an answer that lead from a name to what was asked for (RFC 1034 section 3.6.2); others do not count. */
export function followAliases(answers: readonly DnsRecord[], name: string, type: string): Chain {
  const records: DnsRecord[] = []
  let end = normaliseName(name)
  for (;;) {
    const here = answers.filter((record) => normaliseName(record.name) === end)
    const found = here.filter((record) => record.type === type)
    if (found.length > 0) return { records: [...records, ...found], end, isComplete: true, isLoop: false }
    const alias = here.find((record) => record.type === 'CNAME')
    if (!alias) return { records, end, isComplete: false, isLoop: false }
    if (records.includes(alias)) return { records, end, isComplete: false, isLoop: true }
    records.push(alias)
    end = normaliseName(alias.data)
  }
}
