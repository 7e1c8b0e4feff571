import type { ChainBody, Effect, Part } from './ruleset.ts'
import { selectors, type Selector } from './selectors.ts'
import type { Subject } from './subject.ts'
import { NotUnderstood, type Cursor } from './tokens.ts'
import { dataTypes, inSpan, isAnything, readBits, readSpan, type DataType, type Scalar, type Span } from './values.ts'

/** An element of a set: a span for each part of a concatenation. */
export type Element = readonly Span[]

/** A set under a name; `added`: rules may add to it. */
export interface NamedSet {
  readonly name: string
  readonly types: readonly DataType[]
  readonly elements: readonly Element[]
  readonly isDynamic: boolean
  readonly timeoutMs: number | undefined
}

/** A map: what belongs to each element. */
export interface NamedMap {
  readonly types: readonly DataType[]
  readonly entries: readonly MapEntry[]
}

export interface MapEntry {
  readonly key: Element
  /** The words after the colon: a verdict, an address, a port. */
  readonly value: Element | Effect
}

/** What a rule may name. Each throws `NotUnderstood` where there is no such thing. */
export interface Names {
  chain(name: string): ChainBody
  set(name: string): NamedSet
  map(name: string): NamedMap
  /** Path of the setting that is being read: what keeps its count keeps it under this. */
  readonly place: string
}

export const isSpans = (value: MapEntry['value']): value is Element => Array.isArray(value)

/** What a match looks at: one selector, or several joined with dots. */
interface Key {
  readonly types: readonly DataType[]
  of(subject: Subject): readonly Scalar[] | undefined
}

type Comparison = '==' | '!=' | '<=' | '>=' | '<' | '>' | '!'

const comparisons: readonly { readonly sign: Comparison; readonly words: readonly string[] }[] = [
  { sign: '==', words: ['==', 'eq'] },
  { sign: '!=', words: ['!=', 'ne'] },
  { sign: '<=', words: ['<=', 'le'] },
  { sign: '>=', words: ['>=', 'ge'] },
  { sign: '<', words: ['<', 'lt'] },
  { sign: '>', words: ['>', 'gt'] },
  { sign: '!', words: ['!'] },
]

/** A condition (nft(8), "EXPRESSION TYPES"): a key, how it is compared, and with what. */
export function readMatch(cursor: Cursor, names: Names): Part {
  const key = readKey(cursor, names.place)
  if (cursor.take('vmap')) return verdicts(key, readMap(cursor, names, key.types, readVerdict))
  const [type] = key.types
  if (!type || key.types.length > 1) return lookUp(key, cursor, names)
  if (cursor.oneOf(['&', 'and']) !== undefined) return masked(key, type, cursor)
  return compared(key, type, cursor, names)
}

/** `ip saddr . tcp dport`, `ct state`, `numgen inc mod 2`. */
export function readKey(cursor: Cursor, place: string): Key {
  const parts = [readSelector(cursor, place)]
  while (cursor.take('.')) parts.push(readSelector(cursor, place))
  return {
    types: parts.map(({ type }) => type),
    of: (subject) => {
      const values = parts.map((part) => part.of(subject))
      return values.every((value) => value !== undefined) ? values : undefined
    },
  }
}

function readSelector(cursor: Cursor, place: string): Selector {
  if (cursor.take('numgen', 'inc', 'mod')) return turns(cursor, place)
  const words = [cursor.next()]
  for (;;) {
    const name = words.join(' ')
    const found = Object.hasOwn(selectors, name) ? selectors[name] : undefined
    if (found) return found
    if (words.length === 4 || cursor.isDone || !isBeginning(`${name} `)) {
      throw new NotUnderstood(
        words.length > 1 ? 'not-modelled' : 'unknown-word',
        [...words, cursor.peek()].join(' ').trim(),
      )
    }
    words.push(cursor.next())
  }
}

/** `numgen inc mod 2`: 0, 1, 0, 1 … (nft(8), "NUMGEN EXPRESSION"). */
function turns(cursor: Cursor, place: string): Selector {
  const modulus = cursor.number()
  const offset = cursor.take('offset') ? cursor.number() : 0
  if (modulus < 1) throw new NotUnderstood('unknown-value', String(modulus))
  return {
    type: dataTypes.number,
    of: ({ memory }) => {
      const turn = memory?.turns[place] ?? 0
      if (memory) memory.turns[place] = (turn + 1) % modulus
      return offset + turn
    },
  }
}

const isBeginning = (start: string): boolean => Object.keys(selectors).some((name) => name.startsWith(start))

function readComparison(cursor: Cursor): Comparison | undefined {
  const found = comparisons.find(({ words }) => words.some((word) => cursor.is(word)))
  if (found) cursor.next()
  return found?.sign
}

/** Several keys at once are only ever looked up in a set. */
function lookUp(key: Key, cursor: Cursor, names: Names): Part {
  const isNegated = cursor.take('!=')
  cursor.take('==')
  const set = readSet(cursor, names, key.types)
  return (subject) => {
    const values = key.of(subject)
    return values !== undefined && set(subject, values) !== isNegated
  }
}

function compared(key: Key, type: DataType, cursor: Cursor, names: Names): Part {
  const comparison = readComparison(cursor)
  if (cursor.is('{') || cursor.peek().startsWith('@')) {
    const set = readSet(cursor, names, key.types)
    return withValue(key, (value, subject) => set(subject, [value]) !== (comparison === '!='))
  }
  if (type.isBits) return bits(key, type, comparison, cursor)
  const span = readSpan(cursor, type)
  switch (comparison) {
    case '!=':
      return withValue(key, (value) => !inSpan(span, value))
    case '<':
      return withValue(key, (value) => value < span.first)
    case '>':
      return withValue(key, (value) => value > span.last)
    case '<=':
      return withValue(key, (value) => value <= span.last)
    case '>=':
      return withValue(key, (value) => value >= span.first)
    case '!':
      throw new NotUnderstood('unknown-word', '!')
    case '==':
    case undefined:
      return withValue(key, (value) => inSpan(span, value))
  }
}

/**
 * Bits are asked for, not compared, unless a comparison is written: `tcp flags syn` fits where SYN is among the flags,
 * `tcp flags == syn` where it is the only one, `tcp flags ! syn` where it is not among them (as nft 1.0.6 compiles it).
 */
function bits(key: Key, type: DataType, comparison: Comparison | undefined, cursor: Cursor): Part {
  const wanted = readBits(cursor, type, [',', '|'])
  if (cursor.take('/')) {
    const mask = readBits(cursor, type, [',', '|'])
    return withValue(key, (value) => ((Number(value) & mask) === wanted) !== (comparison === '!='))
  }
  if (comparison === '!') return withValue(key, (value) => (Number(value) & wanted) === 0)
  if (comparison === undefined) return withValue(key, (value) => (Number(value) & wanted) !== 0)
  return withValue(key, (value) => (value === wanted) !== (comparison === '!='))
}

/** `tcp flags & (syn | ack) == syn`, `meta mark and 0xff == 0x10`, `ip saddr & 255.255.255.0 == 10.0.0.0`. */
function masked(key: Key, type: DataType, cursor: Cursor): Part {
  const mask = readSpan(cursor, type).first
  const isNegated = readComparison(cursor) === '!='
  const wanted = readSpan(cursor, type).first
  if (typeof mask === 'string' || typeof wanted === 'string') throw new NotUnderstood('unknown-value', String(mask))
  return withValue(key, (value) => {
    if (typeof value === 'string') return false
    return ((BigInt(value) & BigInt(mask)) === BigInt(wanted)) !== isNegated
  })
}

const withValue =
  (key: Key, fits: (value: Scalar, subject: Subject) => boolean): Part =>
  (subject) => {
    const value = key.of(subject)?.[0]
    return value !== undefined && fits(value, subject)
  }

type Lookup = (subject: Subject, values: readonly Scalar[]) => boolean

function readSet(cursor: Cursor, names: Names, types: readonly DataType[]): Lookup {
  const word = cursor.peek()
  if (word.startsWith('@')) {
    cursor.next()
    const set = names.set(word.slice(1))
    return ({ memory }, values) => {
      if (set.elements.some((element) => isIn(element, values))) return true
      const due = memory?.added[set.name]?.[values.join(' . ')]
      return due !== undefined && (due === null || due > (memory?.now ?? 0))
    }
  }
  const elements = cursor.is('{') ? readElements(cursor, types) : [readElement(cursor, types)]
  return (_subject, values) => elements.some((element) => isIn(element, values))
}

const isIn = (element: Element, values: readonly Scalar[]): boolean =>
  element.every((span, index) => {
    const value = values[index]
    return value !== undefined && inSpan(span, value)
  })

/** `{ 22, 80-90 }`; an element of several parts has dots between them. */
export function readElements(cursor: Cursor, types: readonly DataType[]): readonly Element[] {
  cursor.expect('{')
  const elements: Element[] = []
  while (!cursor.take('}')) {
    elements.push(readElement(cursor, types))
    skipRemarks(cursor)
    if (!cursor.take(',') && !cursor.is('}')) throw new NotUnderstood('unknown-word', cursor.peek())
  }
  return elements
}

function readElement(cursor: Cursor, types: readonly DataType[]): Element {
  return types.map((type, index) => {
    if (index > 0) cursor.expect('.')
    return readSpan(cursor, type)
  })
}

/** What `nft list` writes beside an element and no rule looks at. */
function skipRemarks(cursor: Cursor): void {
  for (;;) {
    if (cursor.take('comment')) cursor.next()
    else if (cursor.take('counter')) {
      while (cursor.oneOf(['packets', 'bytes']) !== undefined) cursor.number()
    } else return
  }
}

type ReadValue = (cursor: Cursor, names: Names) => MapEntry['value']

/** `{ 80 : accept, 443 : jump web }`, or the name of a map. */
export function readMap(
  cursor: Cursor,
  names: Names,
  types: readonly DataType[],
  value: ReadValue,
): readonly MapEntry[] {
  const word = cursor.peek()
  if (word.startsWith('@')) {
    cursor.next()
    return names.map(word.slice(1)).entries
  }
  return readEntries(cursor, names, types, value)
}

export function readEntries(
  cursor: Cursor,
  names: Names,
  types: readonly DataType[],
  value: ReadValue,
): readonly MapEntry[] {
  cursor.expect('{')
  const entries: MapEntry[] = []
  while (!cursor.take('}')) {
    const key = readElement(cursor, types)
    skipRemarks(cursor)
    cursor.expect(':')
    // What stands for everything else is asked last.
    const entry = { key, value: value(cursor, names) }
    if (key.some(isAnything)) entries.push(entry)
    else entries.unshift(entry)
    if (!cursor.take(',') && !cursor.is('}')) throw new NotUnderstood('unknown-word', cursor.peek())
  }
  return entries
}

export function readVerdict(cursor: Cursor, names: Names): Effect {
  const plain = cursor.oneOf(['accept', 'drop', 'return', 'continue', 'queue'])
  if (plain === 'return' || plain === 'continue') return { type: plain }
  if (plain !== undefined) return { type: plain }
  const turn = cursor.oneOf(['jump', 'goto'])
  if (turn === undefined) throw new NotUnderstood('unknown-word', cursor.peek())
  return { type: turn, to: names.chain(cursor.next()) }
}

export function entryFor(entries: readonly MapEntry[], values: readonly Scalar[]): MapEntry | undefined {
  return entries.find(({ key }) => isIn(key, values))
}

function verdicts(key: Key, entries: readonly MapEntry[]): Part {
  return (subject) => {
    const values = key.of(subject)
    const found = values && entryFor(entries, values)
    return found && !isSpans(found.value) ? found.value : false
  }
}
