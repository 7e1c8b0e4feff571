import { code, text as textValue, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { NotRead, Reading } from '../contract/config-text.ts'
import { priorityOf, typesOf } from './compile-lines.ts'
import { finish, isAt, type DraftChain, type DraftSet, type Place, type Written } from './draft.ts'
import type { ChainRow } from './fields.ts'
import { Scanner, type Piece } from './scan.ts'
import { isTime } from './stateful-parts.ts'
import type en from './texts.en.ts'
import { Variables } from './variables.ts'

const say = speaker<typeof en>('nftables')

type Family = ChainRow['family']
type Settings = NonNullable<DraftChain['settings']>

/** Reads nft's language (nft(8)): what `nft list ruleset` prints, what `nft -f` loads. Never throws. */
export function read(source: string): Reading {
  return new RulesetReader(source).read()
}

const families: Readonly<Record<string, Family>> = { ip: 'ip', ip6: 'ip6', inet: 'inet' }
const policies: readonly Settings['policy'][] = ['accept', 'drop']
const types: readonly Settings['type'][] = ['filter', 'nat', 'route']
const hooks: readonly Settings['hook'][] = ['prerouting', 'input', 'forward', 'output', 'postrouting']

/** Families whose packets do not exist here. */
const foreign = new Set(['arp', 'bridge', 'netdev'])

class RulesetReader {
  private readonly scanner: Scanner
  private readonly variables = new Variables()
  private readonly notRead: NotRead[] = []
  private readonly chains = new Map<string, DraftChain>()
  private readonly sets = new Map<string, DraftSet>()
  /** Tables that are switched off. */
  private readonly dormant: Place[] = []

  constructor(source: string) {
    this.scanner = new Scanner(withoutShell(source))
  }

  read(): Reading {
    while (!this.scanner.isDone) {
      const piece = this.scanner.next(false)
      if (piece.text !== '') this.readCommand(piece)
      else if (piece.end === '}') this.refuse({ text: '}', line: piece.line }, say('not-read.unknown'))
    }
    const { dormant, notRead } = this
    return finish({ chains: [...this.chains.values()], sets: [...this.sets.values()], dormant, notRead })
  }

  private refuse({ text, line }: Written, why: Message): void {
    this.notRead.push({ line, text, why })
  }

  /** A statement outside of tables, or a block. */
  private readCommand(piece: Piece): void {
    const { text } = piece
    const [verb = '', object = ''] = text.split(/\s+/)
    if (verb === 'define' || verb === 'redefine') return this.define(piece)
    if (verb === 'include') {
      const file = /"([^"]*)"/.exec(text)?.[1] ?? text
      return this.refuse(piece, say('not-read.include', { file: textValue(file) }))
    }
    if (verb === 'flush' && object === 'ruleset') {
      this.chains.clear()
      this.sets.clear()
      return
    }
    const rest = (words: number) => text.split(/\s+/).slice(words).join(' ')
    if (verb === 'table') return this.readTable(rest(1), piece)
    if (verb === 'add' || verb === 'create' || verb === 'insert') return this.add(verb, object, rest(2), piece)
    if (verb === 'flush') return this.flush(object, rest(2), piece)
    if (verb === 'delete' || verb === 'destroy') return this.remove(object, rest(2), piece)
    this.refuse(piece, say('not-read.unknown'))
    if (piece.end === '{') this.scanner.skipBlock()
  }

  private define(piece: Piece): void {
    const match = /^(?:re)?define\s+(\w+)\s*=\s*(.*)$/.exec(piece.text)
    const value = match === null ? undefined : this.expand({ ...piece, text: match[2] ?? '' })
    if (!match) this.refuse(piece, say('not-read.unknown'))
    else if (value !== undefined) this.variables.set(match[1] ?? '', value)
  }

  /** The text with its variables filled in; nothing where one is not defined. */
  private expand(piece: Written): string | undefined {
    const { text, missing } = this.variables.expand(piece.text)
    if (missing !== undefined) this.refuse(piece, say('not-read.variable', { name: code(`$${missing}`) }))
    return missing === undefined ? text : undefined
  }

  private placeOf(words: readonly string[]): (Place & { readonly rest: readonly string[] }) | 'foreign' | undefined {
    const [first = '', ...others] = words
    if (foreign.has(first)) return 'foreign'
    const family = Object.hasOwn(families, first) ? families[first] : undefined
    const [table, ...rest] = family === undefined ? words : others
    return table === undefined || table === '' ? undefined : { family: family ?? 'ip', table, rest }
  }

  private readTable(words: string, piece: Piece): void {
    const place = this.placeOf(words.split(/\s+/))
    if (place === undefined || place === 'foreign') {
      this.refuse(piece, place === 'foreign' ? say('not-read.family') : say('not-read.unknown'))
      if (piece.end === '{') this.scanner.skipBlock()
      return
    }
    if (piece.end === '{') this.readTableBody(place)
  }

  private readTableBody(place: Place): void {
    for (;;) {
      const piece = this.scanner.next(false)
      if (piece.text === '') {
        if (piece.end === '}' || piece.end === '') return
        continue
      }
      const [kind = '', name = ''] = piece.text.split(/\s+/)
      if (kind === 'chain' && piece.end === '{') this.readChain(this.chainFor(place, name))
      else if ((kind === 'set' || kind === 'map') && piece.end === '{') this.readSet(this.setFor(place, name), kind)
      else if (kind === 'define' || kind === 'redefine') this.define(piece)
      else if (kind === 'flags' && name === 'dormant') {
        this.refuse(piece, say('not-read.dormant'))
        this.dormant.push(place)
      } else if (kind !== 'comment') {
        const isCounter = kind === 'counter'
        if (!isCounter) this.refuse(piece, say('not-read.object'))
        if (piece.end === '{') this.scanner.skipBlock()
      }
      if (piece.end === '') return
    }
  }

  private chainFor(place: Place, name: string): DraftChain {
    const known = this.chains.get(keyOf(place, name))
    if (known) return known
    const { family, table } = place
    const made: DraftChain = { family, table, name, settings: undefined, rules: [] }
    this.chains.set(keyOf(place, name), made)
    return made
  }

  private setFor(place: Place, name: string): DraftSet {
    const known = this.sets.get(keyOf(place, name))
    if (known) return known
    const { family, table } = place
    const made: DraftSet = {
      family,
      table,
      name,
      type: '',
      value: undefined,
      dynamic: false,
      timeout: undefined,
      elements: [],
    }
    this.sets.set(keyOf(place, name), made)
    return made
  }

  private readChain(chain: DraftChain): void {
    for (;;) {
      const piece = this.scanner.next(true)
      if (piece.text !== '') this.readChainLine(chain, piece)
      if (piece.end === '' || (piece.text === '' && piece.end === '}')) return
    }
  }

  private readChainLine(chain: DraftChain, piece: Piece): void {
    const text = this.expand(piece)
    if (text === undefined) return
    if (/^type\s/.test(text)) return this.readHook(chain, { ...piece, text })
    const policy = policies.find((one) => text === `policy ${one}`)
    if (policy !== undefined && chain.settings) chain.settings = { ...chain.settings, policy }
    else if (policy !== undefined) this.refuse(piece, say('not-read.policy'))
    else if (!/^comment\s/.test(text)) chain.rules.push({ text, line: piece.line })
  }

  private readHook(chain: DraftChain, piece: Written): void {
    const match = /^type\s+(\w+)\s+hook\s+(\w+)\s+(?:device\s+\S+\s+)?priority\s+(.+)$/.exec(piece.text)
    const type = types.find((one) => one === match?.[1])
    const hook = hooks.find((one) => one === match?.[2])
    const priority = match?.[3]?.trim() ?? ''
    if (type === undefined || hook === undefined || priorityOf(priority) === undefined) {
      return this.refuse(piece, say('not-read.hook'))
    }
    chain.settings = { hook, type, priority, policy: chain.settings?.policy ?? 'accept' }
  }

  private readSet(set: DraftSet, kind: 'set' | 'map'): void {
    for (;;) {
      const piece = this.scanner.next(true)
      if (piece.text !== '') this.readSetLine(set, kind, piece)
      if (piece.end === '' || (piece.text === '' && piece.end === '}')) return
    }
  }

  private readSetLine(set: DraftSet, kind: 'set' | 'map', piece: Piece): void {
    const text = this.expand(piece)
    if (text === undefined) return
    const [word = ''] = text.split(/[\s=]+/)
    if (word === 'type' || word === 'typeof') return this.readSetType(set, kind, { ...piece, text })
    if (word === 'elements') return this.addElements(set, text.replace(/^elements\s*=\s*/, ''), piece)
    if (word === 'timeout' && isTime(text.replace(/^timeout\s+/, ''))) set.timeout = text.replace(/^timeout\s+/, '')
    else if (word === 'flags') set.dynamic ||= /\b(?:dynamic|timeout)\b/.test(text)
    else if (!['size', 'gc-interval', 'policy', 'auto-merge', 'comment', 'counter'].includes(word)) {
      this.refuse(piece, say('not-read.unknown'))
    }
  }

  private readSetType(set: DraftSet, kind: 'set' | 'map', piece: Written): void {
    const [key = '', value] = piece.text.replace(/^type\s+/, '').split(/\s+:\s+|\s*:\s+/)
    const isKnown =
      typesOf(key) !== undefined && (value === undefined || value === 'verdict' || typesOf(value) !== undefined)
    if (!isKnown || (kind === 'map') !== (value !== undefined)) return this.refuse(piece, say('not-read.type'))
    set.type = key
    set.value = value
  }

  private addElements(set: DraftSet, braces: string, { line }: Written): void {
    const inner = braces.trim().replace(/^\{/, '').replace(/\}$/, '')
    const elements = inner.split(',').map((one) => one.trim())
    for (const text of elements) if (text !== '') set.elements.push({ text, line })
  }

  /** `add rule inet filter input tcp dport 22 accept`: the style of single commands. */
  private add(verb: string, object: string, words: string, piece: Piece): void {
    if (object === 'table') return this.readTable(words, piece)
    const place = this.placeOf(words.split(/\s+/))
    if (place === 'foreign' || place === undefined) {
      this.refuse(piece, place === 'foreign' ? say('not-read.family') : say('not-read.unknown'))
      if (piece.end === '{') this.scanner.skipBlock()
      return
    }
    const [name = '', ...rest] = place.rest
    if (object === 'chain') {
      const chain = this.chainFor(place, name)
      if (piece.end === '{') this.readChain(chain)
      return
    }
    if ((object === 'set' || object === 'map') && piece.end === '{')
      return this.readSet(this.setFor(place, name), object)
    if (object === 'element') return this.addElementsOf(place, name, rest.join(' '), piece)
    if (object === 'rule') return this.addRule(verb, place, name, rest, piece)
    // `add inet filter input …` without the word is no command; neither is what else nft may add.
    this.refuse(piece, say('not-read.object'))
    if (piece.end === '{') this.scanner.skipBlock()
  }

  private addElementsOf(place: Place, name: string, braces: string, piece: Piece): void {
    const set = this.sets.get(keyOf(place, name))
    const text = this.expand({ ...piece, text: braces })
    if (!set) this.refuse(piece, say('not-read.unknown-set', { what: code(`@${name}`) }))
    else if (text !== undefined) this.addElements(set, text, piece)
  }

  private addRule(verb: string, place: Place, name: string, words: readonly string[], piece: Piece): void {
    const chain = this.chains.get(keyOf(place, name))
    if (!chain) return this.refuse(piece, say('not-read.unknown-chain', { what: code(name) }))
    if (['index', 'handle', 'position'].includes(words[0] ?? '')) return this.refuse(piece, say('not-read.place'))
    const text = this.expand({ ...piece, text: words.join(' ') })
    if (text === undefined) return
    const rule = { text, line: piece.line }
    if (verb === 'insert') chain.rules.unshift(rule)
    else chain.rules.push(rule)
  }

  private flush(object: string, words: string, piece: Piece): void {
    const place = this.placeOf(words.split(/\s+/))
    if (place === undefined || place === 'foreign') return this.refuse(piece, say('not-read.unknown'))
    const [name] = place.rest
    if (object === 'set' || object === 'map') {
      const set = name === undefined ? undefined : this.sets.get(keyOf(place, name))
      if (set) set.elements = []
      return
    }
    if (object !== 'table' && object !== 'chain') return this.refuse(piece, say('not-read.unknown'))
    for (const chain of this.chains.values()) {
      if (isAt(chain, place) && (object === 'table' || chain.name === name)) chain.rules = []
    }
  }

  private remove(object: string, words: string, piece: Piece): void {
    const place = this.placeOf(words.split(/\s+/))
    if (place === undefined || place === 'foreign') return this.refuse(piece, say('not-read.unknown'))
    const [name] = place.rest
    const isTable = object === 'table'
    const leave = (held: Map<string, Place>) => {
      if (isTable) for (const [key, one] of held) if (isAt(one, place)) held.delete(key)
      if (!isTable && name !== undefined) held.delete(keyOf(place, name))
    }
    if (isTable || object === 'chain') leave(this.chains)
    if (isTable || object === 'set' || object === 'map') leave(this.sets)
    if (!['table', 'chain', 'set', 'map'].includes(object)) this.refuse(piece, say('not-read.unknown'))
  }
}

const keyOf = ({ family, table }: Place, name: string): string => `${family} ${table} ${name}`

/** Commands as they are typed into a shell: `sudo nft add rule …`, with the marks that keep the shell away. */
const withoutShell = (source: string): string =>
  source.replaceAll(/^[ \t]*(?:[%$][ \t]*)?(?:sudo[ \t]+)?nft[ \t]+(.*)$/gm, (_line, command: string) =>
    command.replaceAll('\\;', ';').replaceAll("'", ''),
  )
