import { code, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Json, JsonObject } from '../../model/topology.ts'
import type { NotRead, Reading } from '../contract/config-text.ts'
import { compileLines, type UnreadLine } from './compile-lines.ts'
import type { ChainRow, SetRow } from './fields.ts'
import { limits } from './limits.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('nftables')

/** A table being read into. */
export interface Place {
  readonly family: ChainRow['family']
  readonly table: string
}

/** A rule or an element, and the line that it stands on. */
export interface Written {
  readonly text: string
  readonly line: number
}

export interface DraftChain extends Place {
  readonly name: string
  settings: Pick<ChainRow, 'hook' | 'type' | 'priority' | 'policy'> | undefined
  rules: Written[]
}

export interface DraftSet extends Place {
  readonly name: string
  type: string
  value: string | undefined
  dynamic: boolean
  timeout: string | undefined
  elements: Written[]
}

/** What was found in a text, before it is known whether all of it can be understood. */
interface Draft {
  readonly chains: readonly DraftChain[]
  readonly sets: readonly DraftSet[]
  /** Tables that are switched off. */
  readonly dormant: readonly Place[]
  readonly notRead: readonly NotRead[]
}

export const isAt = (one: Place, place: Place): boolean => one.family === place.family && one.table === place.table

/** Leaves out what cannot be read, until the rest stands by itself: a rule may name a set that is gone. */
export function finish({ chains: found, sets: foundSets, dormant, notRead: before }: Draft): Reading {
  const notRead = [...before]
  const refuse = ({ text, line }: Written, why: Message) => notRead.push({ line, text, why })
  const awake = found.filter((chain) => !dormant.some((place) => isAt(chain, place)))
  const chains = awake.filter((chain, index) => fits(chain, index) || leave(chain.rules, refuse))
  const sets = foundSets.filter((set, index) => (fits(set, index) && set.type !== '') || leave(set.elements, refuse))
  for (const chain of chains) chain.rules = cut(chain.rules, limits.rules, limits.line, refuse)
  for (const set of sets) set.elements = cut(set.elements, limits.elements, limits.element, refuse)
  for (let count = -1; count !== notRead.length;) {
    count = notRead.length
    const dropped = new Set<Written>()
    for (const one of compileLines(rowsOf(chains, sets)).unread) {
      const written = writtenAt(one, chains, sets)
      if (!written || dropped.has(written)) continue
      dropped.add(written)
      refuse(written, whyOf(one))
    }
    for (const chain of chains) chain.rules = chain.rules.filter((rule) => !dropped.has(rule))
    for (const set of sets) set.elements = set.elements.filter((element) => !dropped.has(element))
  }
  const rows = rowsOf(chains, sets)
  const config = {
    mode: 'ruleset',
    chains: rows.chains.map(plain),
    ...(sets.length > 0 ? { sets: rows.sets.map(plain) } : {}),
  }
  return { config, notRead: notRead.toSorted((a, b) => a.line - b.line) }
}

const fits = ({ name, table }: DraftChain | DraftSet, index: number): boolean =>
  index < limits.chains && name.length <= limits.name && table.length <= limits.name

type Refuse = (written: Written, why: Message) => unknown

/** Says of each line that there is no room for it. */
function leave(written: readonly Written[], refuse: Refuse): false {
  for (const one of written) refuse(one, say('not-read.too-much'))
  return false
}

function cut(written: readonly Written[], most: number, longest: number, refuse: Refuse): Written[] {
  return written.filter((one, index) => (index < most && one.text.length <= longest) || leave([one], refuse))
}

function writtenAt(
  { setting }: UnreadLine,
  chains: readonly DraftChain[],
  sets: readonly DraftSet[],
): Written | undefined {
  const [, table, row = '', index = ''] = /^(chains|sets)\[(\d+)\]\.\w+\[(\d+)\]$/.exec(setting) ?? []
  const written = table === 'chains' ? chains[Number(row)]?.rules : sets[Number(row)]?.elements
  return written?.[Number(index)]
}

function whyOf({ why, what }: UnreadLine): Message {
  const data = { what: code(what) }
  switch (why) {
    case 'unknown-set':
      return say('not-read.unknown-set', data)
    case 'unknown-chain':
      return say('not-read.unknown-chain', data)
    case 'wrong-chain':
      return say('not-read.wrong-chain')
    case 'unknown-value':
      return say('not-read.value', data)
    case 'ends-early':
      return say('not-read.ends-early')
    case 'unknown-word':
    case 'not-modelled':
      return say('not-read.not-modelled', data)
  }
}

const texts = (written: readonly Written[]): string[] => written.map(({ text }) => text)

function rowsOf(
  chains: readonly DraftChain[],
  sets: readonly DraftSet[],
): { readonly chains: readonly ChainRow[]; readonly sets: readonly SetRow[] } {
  return {
    chains: chains.map(({ family, table, name, settings, rules }) => ({
      family,
      table,
      name,
      hook: settings?.hook ?? 'none',
      type: settings?.type ?? 'filter',
      priority: settings?.priority ?? 'filter',
      policy: settings?.policy ?? 'accept',
      rules: texts(rules),
    })),
    sets: sets.map(({ elements, ...set }) => ({ ...set, elements: texts(elements) })),
  }
}

/** As a document holds it: without what is unset. */
function plain(row: ChainRow | SetRow): JsonObject {
  const entries = Object.entries(row).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[name, value]],
  )
  return Object.fromEntries(entries)
}
