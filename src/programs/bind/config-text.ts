import { list, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { isJsonObject, type Json, type JsonObject } from '../../model/topology.ts'
import type { ConfigText, NotRead, PrintContext, PrintedLine, Reading } from '../contract/config-text.ts'
import type en from './texts.en.ts'
import { readZoneFile, type UnreadLine } from './zone-file.ts'

const say = speaker<typeof en>('bind')

const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const

/** Zone files, as BIND loads them; several can be pasted one after the other, each with its `$ORIGIN` or SOA. */
export const configText: ConfigText = {
  fileName: 'db.zone',
  directives: ['$ORIGIN', '$TTL', ...recordTypes],
  read,
  print,
}

function read(pasted: string): Reading {
  const { records, unread } = readZoneFile(pasted)
  const rows = records.map(({ name, type, value, ttl }): JsonObject => {
    const isAddress = type === 'A' || type === 'AAAA'
    return { name, type, ...(isAddress ? { target: value } : { value }), ttl }
  })
  return { config: rows.length === 0 ? {} : { records: rows }, notRead: unread.map(toNotRead) }
}

const reasons: Readonly<Record<UnreadLine['why'], () => Message>> = {
  syntax: () => say('not-read.syntax'),
  type: () => say('not-read.type', { types: list(recordTypes.map((type) => text(type))) }),
  class: () => say('not-read.class'),
  directive: () => say('not-read.directive'),
  'no-owner': () => say('not-read.no-owner'),
  value: () => say('not-read.value'),
}

const toNotRead = ({ line, text: words, why }: UnreadLine): NotRead => ({ line, text: words, why: reasons[why]() })

/** The records as one file: absolute names, so that no `$ORIGIN` is needed. */
function print({ records = [] }: JsonObject, context: PrintContext): readonly PrintedLine[] {
  if (!Array.isArray(records)) return []
  return (records as readonly Json[]).flatMap((row, index) => {
    const line = isJsonObject(row) ? lineOf(row, context) : undefined
    return line === undefined ? [] : [{ text: line, setting: `records[${index}]` }]
  })
}

function lineOf({ name, type = 'A', target, value, ttl = 300 }: JsonObject, context: PrintContext): string | undefined {
  if (typeof name !== 'string' || typeof type !== 'string') return undefined
  const data = type === 'A' || type === 'AAAA' ? typeof target === 'string' && context.addressOf(target) : value
  if (typeof data !== 'string' || data === '' || typeof ttl !== 'number') return undefined
  return `${dotted(name)} ${ttl} IN ${type} ${withDots(type, data)}`
}

const dotted = (name: string): string => (name.endsWith('.') ? name : `${name}.`)

/** Which words of a record's data are names. */
const isNameAt: Readonly<Record<string, (index: number) => boolean>> = {
  CNAME: () => true,
  NS: () => true,
  PTR: () => true,
  MX: (index) => index === 1,
  SRV: (index) => index === 3,
  SOA: (index) => index < 2,
}

function withDots(type: string, data: string): string {
  const isName = isNameAt[type]
  if (!isName) return data
  const words = data.split(/\s+/)
  return words.map((word, index) => (isName(index) ? dotted(word) : word)).join(' ')
}
