import type { ChainRow, SetRow, Settings } from './fields.ts'
import {
  readElements,
  readEntries,
  readVerdict,
  type MapEntry,
  type NamedMap,
  type NamedSet,
  type Names,
} from './parse-match.ts'
import { isParsed, parseRule, ruleOf, type NotParsed, type ParsedRule } from './parse-rule.ts'
import type { Chain, Rule } from './ruleset.ts'
import { selectors } from './selectors.ts'
import { readTime } from './stateful-parts.ts'
import { Cursor, NotUnderstood, tokenise } from './tokens.ts'
import { dataTypes, readSpan, type DataType } from './values.ts'

/** A line that is no rule, as somebody typed it. */
export interface UnreadLine extends NotParsed {
  readonly setting: string
  readonly line: string
}

interface CompiledLines {
  readonly chains: readonly Chain[]
  readonly unread: readonly UnreadLine[]
}

/** The chains that rows and lines of nft's own language stand for. */
export function compileLines({ chains, sets }: Pick<Settings, 'chains' | 'sets'>): CompiledLines {
  const rows = chains ?? []
  const unread: UnreadLine[] = []
  const registry = new Registry(sets ?? [], unread)
  const bodies = rows.map((row) => registry.body(row))
  const parsed: ParsedRule[] = []
  for (const [index, row] of rows.entries()) {
    for (const [place, text] of (row.rules ?? []).entries()) {
      const setting = `chains[${index}].rules[${place}]`
      const rule = parseRule(text, setting, registry.namesFor(row, setting))
      const origin = { type: 'line', number: place + 1, chain: row.name ?? '', line: text } as const
      const failure = isParsed(rule) ? misplaced(rule, row) : rule
      if (!failure && isParsed(rule)) {
        parsed.push(rule)
        bodies[index]?.rules.push(ruleOf(rule, setting, origin))
      } else {
        unread.push({ setting, line: text, why: failure?.why ?? 'unknown-word', what: failure?.what ?? '' })
        bodies[index]?.rules.push({ setting, origin, parts: [], isUnread: true })
      }
    }
  }
  registry.readAll()
  const isTracking = parsed.some((rule) => rule.asksState || rule.translates !== undefined)
  return { unread, chains: rows.flatMap((row, index) => baseChain(row, index, bodies[index]?.rules ?? [], isTracking)) }
}

/** Translations stand in nat chains, destinations where a packet comes in or is made, sources where it leaves. */
function misplaced({ translates }: ParsedRule, { hook, type }: ChainRow): NotParsed | undefined {
  if (translates === undefined || hook === 'none') return undefined
  const hooks = translates === 'destination' ? ['prerouting', 'output'] : ['input', 'postrouting']
  return type === 'nat' && hooks.includes(hook) ? undefined : { why: 'wrong-chain', what: hook }
}

function baseChain(row: ChainRow, index: number, rules: readonly Rule[], isTracking: boolean): readonly Chain[] {
  const priority = priorityOf(row.priority)
  if (row.hook === 'none' || priority === undefined) return []
  return [
    {
      name: row.name ?? '',
      rules,
      type: row.type === 'nat' ? 'nat' : 'filter',
      hook: row.hook,
      priority,
      policy: row.policy,
      policySetting: `chains[${index}].policy`,
      isTracking,
      isLines: true,
      ...(row.family === 'inet' ? {} : { version: row.family === 'ip' ? 4 : 6 }),
    },
  ]
}

const priorities: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
}

/** `-150`, `mangle`, `filter + 10` (nft(8), "standard priority names"). */
export function priorityOf(text: string): number | undefined {
  const match = /^\s*(?:([a-z]+)|(-?\d{1,9}))\s*(?:([+-])\s*(\d{1,9}))?\s*$/.exec(text)
  if (!match) return undefined
  const [, name, number, sign, offset = '0'] = match
  const base = name === undefined ? Number(number) : Object.hasOwn(priorities, name) ? priorities[name] : undefined
  return base === undefined ? undefined : base + (sign === '-' ? -1 : 1) * Number(offset)
}

interface MutableBody {
  readonly name: string
  readonly rules: Rule[]
}

/** What a table holds under names. */
class Registry {
  private readonly bodies = new Map<string, MutableBody>()
  private readonly sets = new Map<string, SetRow & { readonly index: number }>()
  private readonly read = new Map<string, NamedSet | NamedMap>()
  private readonly unread: UnreadLine[]

  constructor(sets: readonly SetRow[], unread: UnreadLine[]) {
    this.unread = unread
    for (const [index, row] of sets.entries()) this.sets.set(keyOf(row, row.name ?? ''), { ...row, index })
  }

  body(row: ChainRow): MutableBody {
    const key = keyOf(row, row.name ?? '')
    const known = this.bodies.get(key)
    if (known) return known
    const made = { name: row.name ?? '', rules: [] }
    this.bodies.set(key, made)
    return made
  }

  namesFor(row: Pick<ChainRow, 'family' | 'table'>, place: string): Names {
    return {
      place,
      chain: (name) => this.bodies.get(keyOf(row, name)) ?? unknown('unknown-chain', name),
      set: (name) => {
        const found = this.find(row, name)
        return 'elements' in found ? found : unknown('unknown-set', `@${name}`)
      },
      map: (name) => {
        const found = this.find(row, name)
        return 'entries' in found ? found : unknown('unknown-set', `@${name}`)
      },
    }
  }

  /** Sets that no rule names are read too: somebody may write one that does. */
  readAll(): void {
    for (const row of this.sets.values()) {
      try {
        this.find(row, row.name ?? '')
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error
        this.unread.push({ setting: `sets[${row.index}]`, line: row.type, why: error.why, what: error.what })
      }
    }
  }

  private find(row: Pick<ChainRow, 'family' | 'table'>, name: string): NamedSet | NamedMap {
    const key = keyOf(row, name)
    const found = this.sets.get(key)
    if (!found) return unknown('unknown-set', `@${name}`)
    const known = this.read.get(key) ?? this.readSet(found)
    this.read.set(key, known)
    return known
  }

  private readSet(row: SetRow & { readonly index: number }): NamedSet | NamedMap {
    const types = typesOf(row.type)
    if (!types) return unknown('not-modelled', row.type)
    const setting = `sets[${row.index}]`
    const names = this.namesFor(row, setting)
    const timeoutMs = row.timeout === undefined ? undefined : readTime(new Cursor(tokenise(row.timeout) ?? []))
    const elements = (row.elements ?? []).map((text, index) => ({ text, setting: `${setting}.elements[${index}]` }))
    if (row.value !== undefined) {
      return {
        types,
        entries: elements.flatMap((one) => this.try(one, (cursor) => entry(cursor, names, types, row)) ?? []),
      }
    }
    return {
      name: `${row.family} ${row.table} ${row.name ?? ''}`,
      types,
      elements: elements.flatMap((one) => this.try(one, (cursor) => readElements(cursor, types)) ?? []),
      isDynamic: row.dynamic,
      timeoutMs,
    }
  }

  /** Reads one element as if it stood in braces; one that is none is told of, and left out. */
  private try<T>({ text, setting }: { text: string; setting: string }, read: (cursor: Cursor) => T): T | undefined {
    const tokens = tokenise(`{ ${text} }`)
    try {
      return read(new Cursor(tokens ?? []))
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      this.unread.push({ setting, line: text, why: error.why, what: error.what })
      return undefined
    }
  }
}

function entry(cursor: Cursor, names: Names, types: readonly DataType[], { value }: SetRow): readonly MapEntry[] {
  if (value === 'verdict') return readEntries(cursor, names, types, readVerdict)
  const parts = typesOf(value ?? '')
  if (!parts) return unknown('not-modelled', value ?? '')
  return readEntries(cursor, names, types, (inside) =>
    parts.map((type, index) => {
      if (index > 0) inside.expect('.')
      return readSpan(inside, type)
    }),
  )
}

const keyOf = ({ family, table }: Pick<ChainRow, 'family' | 'table'>, name: string): string =>
  `${family} ${table} ${name}`

function unknown(why: NotUnderstood['why'], what: string): never {
  throw new NotUnderstood(why, what)
}

const typeNames: Readonly<Record<string, DataType>> = {
  ipv4_addr: dataTypes.address4,
  ipv6_addr: dataTypes.address6,
  inet_service: dataTypes.port,
  inet_proto: dataTypes.protocol,
  ifname: dataTypes.name,
  iface_index: dataTypes.name,
  mark: dataTypes.number,
  integer: dataTypes.number,
  icmp_type: dataTypes.icmpType,
  icmpv6_type: dataTypes.icmp6Type,
  ct_state: dataTypes.state,
  nf_proto: dataTypes.family,
}

/** `ipv4_addr . inet_service`, or `typeof ip saddr . tcp dport`. */
export function typesOf(text: string): readonly DataType[] | undefined {
  const names = text.replace(/^typeof\s+/, '').split(/\s+\.\s+|\s*\.\s+/)
  const types = names.map((name) => {
    const known = Object.hasOwn(typeNames, name) ? typeNames[name] : undefined
    return known ?? (Object.hasOwn(selectors, name) ? selectors[name]?.type : undefined)
  })
  return types.every((type) => type !== undefined) ? types : undefined
}
