import { readKey, type Names } from './parse-match.ts'
import type { Part } from './ruleset.ts'
import type { Subject } from './subject.ts'
import { NotUnderstood, type Cursor } from './tokens.ts'

const units: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

/** Packets that may come at once above the rate where a rule does not say (nft(8), "LIMIT STATEMENT"). */
const defaultBurst = 5

/**
 * `limit rate [over] 10/minute [burst 5 packets]`: a token bucket. It holds `burst` packets' worth and fills at the
 * rate; a packet that finds enough takes its share and fits, one that does not does not fit, `over` the other way
 * round.
 */
export function limitPart(cursor: Cursor, key: string): Part {
  cursor.expect('rate')
  const isOver = cursor.take('over')
  const [amount = '', unit = cursor.take('/') ? cursor.next() : ''] = cursor.next().split('/')
  const period = Object.hasOwn(units, unit) ? units[unit] : undefined
  const rate = Number(amount)
  if (period === undefined || !(rate >= 1))
    throw new NotUnderstood('not-modelled', `limit rate ${amount} ${unit}`.trim())
  let burst = defaultBurst
  if (cursor.take('burst')) {
    burst = cursor.number()
    cursor.expect('packets')
  }
  const cost = period / rate
  const full = cost * (burst === 0 ? defaultBurst : burst)
  return ({ memory }) => {
    if (!memory) return !isOver
    const { tokens, at } = memory.limits[key] ?? { tokens: full, at: memory.now }
    const filled = Math.min(full, tokens + memory.now - at)
    const isWithin = filled >= cost
    memory.limits[key] = { tokens: isWithin ? filled - cost : filled, at: memory.now }
    return isWithin !== isOver
  }
}

/** `meta mark set 1`, `ct mark set meta mark`: nothing if something else comes next. */
export function markPart(cursor: Cursor): Part | undefined {
  const target = cursor.take('meta', 'mark', 'set') || cursor.take('mark', 'set') ? 'packet' : undefined
  const isFlow = target === undefined && cursor.take('ct', 'mark', 'set')
  if (target === undefined && !isFlow) return undefined
  const value = readMark(cursor)
  return (subject) => {
    const mark = value(subject)
    if (isFlow && subject.flow) subject.flow.mark = mark
    if (!isFlow && subject.memory) subject.memory.mark = mark
    return true
  }
}

function readMark(cursor: Cursor): (subject: Subject) => number {
  if (cursor.take('ct', 'mark')) return ({ flow }) => flow?.mark ?? 0
  if (cursor.take('meta', 'mark') || cursor.take('mark')) return ({ memory }) => memory?.mark ?? 0
  const mark = cursor.number()
  return () => mark
}

/** `add @seen { ip saddr timeout 10s }`, `update @seen { ip saddr limit rate 3/minute }` (nft(8), "SET STATEMENT"). */
export function setPart(cursor: Cursor, names: Names): Part | undefined {
  if (!cursor.peek(1).startsWith('@')) return undefined
  const verb = cursor.oneOf(['add', 'update', 'delete'])
  if (verb === undefined) return undefined
  const set = names.set(cursor.next().slice(1))
  if (verb !== 'delete' && !set.isDynamic) throw new NotUnderstood('not-modelled', `${verb} @${set.name}`)
  cursor.expect('{')
  const key = readKey(cursor, names.place)
  const timeoutMs = cursor.take('timeout') ? readTime(cursor) : set.timeoutMs
  const place = `@${set.name}`
  const limit = cursor.take('limit') ? cursor : undefined
  const limited = limit ? limitFor(limit, place, (subject) => key.of(subject)) : () => true
  cursor.expect('}')
  return (subject) => {
    const { memory } = subject
    const values = key.of(subject)
    if (values === undefined) return false
    if (!memory) return true
    const elements = (memory.added[set.name] ??= {})
    const element = values.join(' . ')
    const due = elements[element]
    const isThere = due !== undefined && (due === null || due > memory.now)
    if (verb === 'delete') delete elements[element]
    else if (!isThere || verb === 'update') {
      elements[element] = timeoutMs === undefined ? null : memory.now + timeoutMs
    }
    return limited(subject)
  }
}

/** A bucket for each element. */
function limitFor(cursor: Cursor, place: string, of: (subject: Subject) => readonly unknown[] | undefined): Part {
  const parts = new Map<string, Part>()
  const text = { at: cursor.mark() }
  limitPart(cursor, place)
  return (subject) => {
    const key = `${place} ${(of(subject) ?? []).join(' . ')}`
    const known = parts.get(key) ?? limitPart(cursor.from(text.at), key)
    parts.set(key, known)
    return known(subject)
  }
}

const times = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/

export const isTime = (text: string): boolean => text !== '' && (times.test(text) || /^\d+$/.test(text))

/** `10s`, `1h30m`, `5` (seconds). */
export function readTime(cursor: Cursor): number {
  const text = cursor.next()
  if (!isTime(text)) throw new NotUnderstood('unknown-value', text)
  const [, days = 0, hours = 0, minutes = 0, seconds = text, ms = 0] = times.exec(text) ?? []
  const whole = Number.isNaN(Number(seconds)) ? 0 : Number(seconds)
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + whole * 1000 + Number(ms)
}
