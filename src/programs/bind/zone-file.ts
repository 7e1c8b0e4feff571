import { labels, normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'

/** A record as a zone file writes it; names are absolute, without the root's dot, the root itself is `.`. */
export interface ZoneFileRecord {
  readonly line: number
  readonly name: string
  readonly ttl: number
  readonly type: string
  readonly value: string
}

/** A line that says nothing here, and a code for why. */
export interface UnreadLine {
  readonly line: number
  readonly text: string
  readonly why: 'syntax' | 'type' | 'class' | 'directive' | 'no-owner' | 'value'
}

export interface ZoneFile {
  readonly records: readonly ZoneFileRecord[]
  /** Origins that were declared, in their order. */
  readonly origins: readonly string[]
  readonly unread: readonly UnreadLine[]
}

interface Token {
  readonly text: string
  readonly line: number
  readonly quoted: boolean
}

/** One entry: its words, and whether it began with a blank, which repeats the owner before it. */
interface Entry {
  readonly words: readonly Token[]
  readonly line: number
  readonly text: string
  readonly repeatsOwner: boolean
}

const types = new Set(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'PTR'])
const classes = new Set(['IN', 'CH', 'HS', 'CS'])
const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
/** What BIND takes when neither the record nor `$TTL` nor an SOA says it. */
const plainTtl = 300

/** Reads a zone file (RFC 1035 section 5.1, `$TTL` RFC 2308 section 4). Never throws. */
export function readZoneFile(text: string): ZoneFile {
  const records: ZoneFileRecord[] = []
  const unread: UnreadLine[] = []
  const origins: string[] = []
  let origin = ''
  let ttl: number | undefined
  let last: number | undefined
  let owner: string | undefined
  for (const entry of entriesOf(text)) {
    const refuse = (why: UnreadLine['why']) => void unread.push({ line: entry.line, text: entry.text, why })
    const [first, second] = entry.words
    if (first === undefined) continue
    if (first.text.startsWith('$') && !first.quoted) {
      const directive = first.text.toUpperCase()
      const seconds = second && secondsOf(second.text)
      if (directive === '$ORIGIN' && second) origins.push((origin = absolute(second.text, origin)))
      else if (directive === '$TTL' && seconds !== undefined) ttl = seconds
      else refuse('directive')
      continue
    }
    const rest = entry.repeatsOwner ? entry.words : entry.words.slice(1)
    if (!entry.repeatsOwner) owner = absolute(first.text, origin)
    if (owner === undefined) {
      refuse('no-owner')
      continue
    }
    const head = readHead(rest)
    if ('why' in head) {
      refuse(head.why)
      continue
    }
    const value = valueOf(head.type, head.data, origin)
    if (value === undefined) {
      refuse('value')
      continue
    }
    // A record without a time takes `$TTL`, before that the one before it, before that the SOA's last number.
    const minimum = head.type === 'SOA' ? Number(value.split(' ').at(-1)) : plainTtl
    last = head.ttl ?? ttl ?? last ?? minimum
    if (head.type === 'SOA' && origin === '') origin = owner
    records.push({ line: entry.line, name: owner === '' ? '.' : owner, ttl: last, type: head.type, value })
  }
  return { records, origins, unread }
}

type Head =
  | { readonly type: string; readonly ttl: number | undefined; readonly data: readonly Token[] }
  | { readonly why: UnreadLine['why'] }

/** Time and class, in either order, then the type. */
function readHead(words: readonly Token[]): Head {
  let ttl: number | undefined
  for (const [index, { text, quoted }] of words.entries()) {
    const upper = text.toUpperCase()
    if (quoted) return { why: 'syntax' }
    if (types.has(upper)) return { type: upper, ttl, data: words.slice(index + 1) }
    if (classes.has(upper)) {
      if (upper !== 'IN') return { why: 'class' }
      continue
    }
    const seconds = secondsOf(text)
    if (seconds === undefined || index > 2) return { why: 'type' }
    ttl = seconds
  }
  return { why: 'syntax' }
}

/** A time in seconds: `300`, `1h30m` (BIND's own spelling). */
function secondsOf(text: string): number | undefined {
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), 2_147_483_647)
  if (!/^(?:\d{1,9}[smhdw])+$/i.test(text)) return undefined
  const parts = text.toLowerCase().matchAll(/(\d+)([smhdw])/g)
  return [...parts].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (units[unit] ?? 1), 0)
}

function absolute(name: string, origin: string): string {
  if (name === '@') return origin
  const lower = normaliseName(name)
  if (name.endsWith('.') || origin === '') return lower
  return `${lower}.${origin}`
}

/** Data in one line: names absolute, numbers in seconds; `undefined` where it does not fit the type. */
function valueOf(type: string, data: readonly Token[], origin: string): string | undefined {
  const words = data.map(({ text }) => text)
  const [first = '', second = ''] = words
  const name = (text: string) => absolute(text, origin)
  switch (type) {
    case 'A':
      return words.length === 1 && isAddress(first) && !first.includes(':') ? first : undefined
    case 'AAAA':
      return words.length === 1 && isAddress(first) && first.includes(':') ? first : undefined
    case 'TXT':
      return words.length === 0 ? undefined : words.map((text) => `"${text}"`).join(' ')
    case 'MX':
      return words.length === 2 && /^\d+$/.test(first) ? `${Number(first)} ${name(second)}` : undefined
    case 'SRV': {
      const numbers = words.slice(0, 3)
      if (words.length !== 4 || !numbers.every((text) => /^\d+$/.test(text))) return undefined
      return [...numbers, name(words[3] ?? '')].join(' ')
    }
    case 'SOA': {
      const times = words.slice(2).map(secondsOf)
      if (words.length !== 7 || times.includes(undefined)) return undefined
      return [name(first), name(second), ...times].join(' ')
    }
    default:
      return words.length === 1 && labels(first).length + (first === '@' ? 1 : 0) > 0 ? name(first) : undefined
  }
}

/** Lines, joined where parentheses span them, without comments. */
function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = []
  let words: Token[] = []
  let depth = 0
  let start = 1
  let begins = ''
  const finish = () => {
    const repeatsOwner = /^\s/.test(begins)
    if (words.length > 0) entries.push({ words, line: start, text: begins.trim(), repeatsOwner })
    words = []
  }
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1
    if (depth === 0) [start, begins] = [line, raw]
    for (const { text: word, quoted } of wordsOf(raw)) {
      if (!quoted && word === '(') depth += 1
      else if (!quoted && word === ')') depth = Math.max(0, depth - 1)
      else words.push({ text: word, line, quoted })
    }
    if (depth === 0) finish()
  }
  finish()
  return entries
}

function wordsOf(line: string): readonly { text: string; quoted: boolean }[] {
  const found = line.matchAll(/;.*|"((?:\\.|[^"\\])*)"?|([()])|((?:\\.|[^\s;()"])+)/g)
  return [...found].flatMap(([whole, quoted, bracket, bare]): { text: string; quoted: boolean }[] => {
    if (whole.startsWith(';')) return []
    if (quoted !== undefined) return [{ text: quoted.replace(/\\(.)/g, '$1'), quoted: true }]
    return [{ text: bracket ?? bare ?? '', quoted: false }]
  })
}
