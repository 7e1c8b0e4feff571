import { text as textValue, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Json, JsonObject } from '../../model/topology.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { NotRead, Reading } from '../contract/config-text.ts'
import { bindsOf } from './binds.ts'
import { userOf } from './compile.ts'
import { applyLine, freshProxy, inherit, isDirective, type ProxyDraft } from './directives.ts'
import { isGlobalWord, ruleWords } from './keywords.ts'
import { applyServerWords, freshServer } from './server-line.ts'
import { countOf, lineOf, wordsOf } from './syntax.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('haproxy')

const sectionTypes = ['global', 'defaults', 'frontend', 'backend', 'listen', 'userlist'] as const
type SectionType = (typeof sectionTypes)[number]

/** Sections that HAProxy has and that are not modelled: none of their lines is read. */
const otherSections: ReadonlySet<string> = new Set([
  'cache',
  'fcgi-app',
  'http-errors',
  'log-forward',
  'mailers',
  'peers',
  'program',
  'resolvers',
  'ring',
])

interface Section {
  readonly type: SectionType
  readonly name: string | undefined
  readonly draft: ProxyDraft
  mode?: string
  balance?: string
  readonly binds: string[]
  readonly rules: string[]
  readonly servers: JsonObject[]
  readonly directives: string[]
  /** What `default-server` lines between the servers add for those after them. */
  laterWords: readonly string[]
}

/** Double quotes let variables of the process in (manual 2.3). */
const usesEnvironment = /\x22[^\x22]*\$\{?[A-Za-z_]/

/** Why a line could not be read. */
type Why = Message | undefined

/** Reads a haproxy.cfg, or several files pasted together. */
export function read(pasted: string): Reading {
  const reader = new Reader()
  const notRead: NotRead[] = []
  let isKey = false
  for (const [index, line] of pasted.split(/\r?\n/).entries()) {
    const begins = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(line)
    // A key that was pasted along is neither kept nor repeated.
    if (begins) notRead.push({ line: index + 1, text: '-----BEGIN PRIVATE KEY-----', why: say('not-read.key') })
    isKey ||= begins
    if (!isKey) {
      const why = reader.take(line)
      if (why) notRead.push({ line: index + 1, text: line.trim(), why })
    }
    if (/-----END [A-Z ]*PRIVATE KEY-----/.test(line)) isKey = false
  }
  const sections = reader.sections.map(rowOf)
  return { config: sections.length === 0 ? {} : { sections }, notRead }
}

class Reader {
  readonly sections: Section[] = []
  private current: Section | undefined
  private isSkipping = false
  private defaults = freshProxy()

  /** Takes a line in; says why if it is not understood. */
  take(line: string): Why {
    const words = wordsOf(line)
    if (!words) return say('not-read.quote')
    const [word = '', ...args] = words
    if (word === '') return undefined
    const type = sectionTypes.find((one) => one === word)
    if (type) return this.open(type, args)
    if (otherSections.has(word) && !this.isDirectiveHere(words)) {
      this.isSkipping = true
      return say('not-read.section', { section: textValue(word) })
    }
    if (this.isSkipping) return say('not-read.within')
    if (!this.current) return say('not-read.outside')
    if (usesEnvironment.test(line)) return say('not-read.environment')
    return lineIn(this.current, words)
  }

  private isDirectiveHere(words: readonly string[]): boolean {
    return this.current !== undefined && !this.isSkipping && isDirective(words)
  }

  private open(type: SectionType, [name, ...more]: readonly string[]): Why {
    this.isSkipping = false
    const draft = type === 'defaults' ? freshProxy() : inherit(this.defaults)
    if (type === 'defaults') this.defaults = draft
    const needsName = type !== 'global' && type !== 'defaults'
    this.current = { type, name, draft, binds: [], rules: [], servers: [], directives: [], laterWords: [] }
    this.sections.push(this.current)
    if (more.length > 0 || (needsName && name === undefined)) return say('not-read.heading')
    return undefined
  }
}

function lineIn(section: Section, words: readonly string[]): Why {
  const [word = '', ...args] = words
  const line = lineOf(words)
  if (section.type === 'global') {
    if (!isGlobalWord(word)) return say('not-read.unknown', { directive: textValue(word) })
    section.directives.push(line)
    return undefined
  }
  if (section.type === 'userlist') {
    if (!userOf(words)) return say('not-read.user')
    section.directives.push(line)
    return undefined
  }
  if (word === 'bind') return bind(section, args)
  if (word === 'server') return server(section, args)
  if (word === 'default-server' && section.servers.length > 0) return laterDefaults(section, args)
  if (!applyLine(section.draft, words, '')) {
    const isKnown = isDirective(words)
    return say(isKnown ? 'not-read.argument' : 'not-read.unknown', { directive: textValue(nameOf(words)) })
  }
  if (word === 'mode') section.mode = args[0] ?? ''
  else if (word === 'balance') section.balance = lineOf(args)
  else if (ruleWords.has(word)) section.rules.push(line)
  else section.directives.push(line)
  return undefined
}

const nameOf = ([first = '', second = '']: readonly string[]): string =>
  ['option', 'timeout', 'http-check', 'stats', 'no', 'capture'].includes(first) ? `${first} ${second}` : first

function bind(section: Section, args: readonly string[]): Why {
  if (section.type !== 'frontend' && section.type !== 'listen') return say('not-read.misplaced')
  const line = lineOf(args)
  if (!bindsOf(line, '')) return say('not-read.argument', { directive: textValue('bind') })
  section.binds.push(line)
  return undefined
}

function laterDefaults(section: Section, args: readonly string[]): Why {
  if (applyServerWords(freshServer(), args) !== undefined) {
    return say('not-read.argument', { directive: textValue('default-server') })
  }
  section.laterWords = [...section.laterWords, ...args]
  return undefined
}

/** Words that have a column of their own. */
const columns: Readonly<Record<string, 'check' | 'backup' | 'disabled'>> = {
  check: 'check',
  backup: 'backup',
  disabled: 'disabled',
}

function server(section: Section, [name, place, ...own]: readonly string[]): Why {
  if (section.type !== 'backend' && section.type !== 'listen') return say('not-read.misplaced')
  const found = placeOf(place ?? '')
  if (name === undefined || !found) return say('not-read.place', { place: textValue(place ?? '') })
  const words = [...section.laterWords, ...own]
  const unknown = applyServerWords(freshServer(), words)
  if (unknown !== undefined) return say('not-read.word', { word: textValue(unknown) })
  const row: Record<string, Json> = { name, ...found }
  const options: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    const column = Object.hasOwn(columns, word) ? columns[word] : undefined
    if (column) row[column] = true
    else if (word === 'weight') row['weight'] = countOf(words[++index], 0, 256) ?? 1
    else options.push(word)
  }
  if (options.length > 0) row['options'] = lineOf(options)
  section.servers.push(row)
  return undefined
}

/** An address, with a port or without; names are resolved nowhere here. */
function placeOf(text: string): { server: string; port?: number } | undefined {
  const plain = text.replace(/^ipv[46]@/, '')
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(plain)
  const match = bracketed ?? /^([\d.]+)(?::(\d+))?$/.exec(plain)
  const address = match?.[1] ?? plain
  const port = match?.[2] === undefined ? undefined : countOf(match[2], 1, 65_535)
  if (!isAddress(address) || (match?.[2] !== undefined && port === undefined)) return undefined
  return { server: address, ...(port === undefined ? {} : { port }) }
}

function rowOf(section: Section): JsonObject {
  const { type, name, mode, balance, binds, rules, servers, directives } = section
  return {
    type,
    ...(name === undefined ? {} : { name }),
    ...(mode === undefined ? {} : { mode }),
    ...(balance === undefined ? {} : { balance }),
    ...(binds.length === 0 ? {} : { binds }),
    ...(rules.length === 0 ? {} : { rules }),
    ...(servers.length === 0 ? {} : { servers }),
    ...(directives.length === 0 ? {} : { directives }),
  }
}
