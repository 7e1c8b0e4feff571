import { readMatch, type Names } from './parse-match.ts'
import { readTranslation } from './parse-translation.ts'
import type { RejectWith, Rule, Statement, Part } from './ruleset.ts'
import { limitPart, markPart, setPart } from './stateful-parts.ts'
import { countIn } from './subject.ts'
import { Cursor, NotUnderstood, tokenise } from './tokens.ts'

/** The parts of a rule, read from a line of nft's language (nft(8), "STATEMENTS"). */
export interface ParsedRule {
  readonly parts: readonly Part[]
  readonly counts: boolean
  readonly asksState: boolean
  /** Kinds of statements that only some chains may hold. */
  readonly translates: 'destination' | 'source' | undefined
}

/** Why a line is not understood. */
export interface NotParsed {
  readonly why: NotUnderstood['why']
  readonly what: string
}

const icmpWords: Readonly<Record<string, RejectWith>> = {
  'net-unreachable': 'net-unreachable',
  'host-unreachable': 'host-unreachable',
  'prot-unreachable': 'protocol-unreachable',
  'port-unreachable': 'port-unreachable',
  'net-prohibited': 'net-prohibited',
  'host-prohibited': 'host-prohibited',
  'admin-prohibited': 'admin-prohibited',
  'no-route': 'net-unreachable',
  'addr-unreachable': 'host-unreachable',
}

/** Reads one rule; never throws. `setting` is where it stands, `names` the sets, maps and chains that it may name. */
export function parseRule(line: string, setting: string, names: Names): ParsedRule | NotParsed {
  const tokens = tokenise(line)
  if (!tokens) return { why: 'ends-early', what: line }
  const reader = new RuleReader(new Cursor(tokens), setting, names)
  try {
    return reader.read()
  } catch (error) {
    if (error instanceof NotUnderstood) return { why: error.why, what: error.what }
    throw error
  }
}

export const isParsed = (rule: ParsedRule | NotParsed): rule is ParsedRule => 'parts' in rule

class RuleReader {
  private readonly cursor: Cursor
  private readonly setting: string
  private readonly names: Names
  private readonly parts: Part[] = []
  private counts = false
  private asksState = false
  private translates: ParsedRule['translates']

  constructor(cursor: Cursor, setting: string, names: Names) {
    this.cursor = cursor
    this.setting = setting
    this.names = names
  }

  read(): ParsedRule {
    if (this.cursor.isDone) throw new NotUnderstood('ends-early', '')
    while (!this.cursor.isDone) this.readPart()
    const { parts, counts, asksState, translates } = this
    return { parts, counts, asksState, translates }
  }

  private readPart(): void {
    const { cursor } = this
    const verdict = cursor.oneOf(['accept', 'drop', 'return', 'continue'])
    if (verdict !== undefined) return this.add(() => ({ type: verdict }))
    const turn = cursor.oneOf(['jump', 'goto'])
    if (turn !== undefined) {
      const to = this.names.chain(cursor.next())
      return this.add(() => ({ type: turn, to }))
    }
    if (cursor.take('counter')) return this.readCounter()
    if (cursor.take('comment')) return void cursor.next()
    if (cursor.take('log')) return this.readLog()
    if (cursor.take('queue')) return this.readQueue()
    if (cursor.take('reject')) return this.readReject()
    if (cursor.take('limit')) return this.add(limitPart(cursor, `${this.setting}#${this.parts.length}`))
    if (cursor.take('notrack')) {
      return this.add(({ memory }) => {
        if (memory) memory.isUntracked = true
        return true
      })
    }
    const translation = cursor.oneOf(['dnat', 'snat', 'masquerade', 'redirect'])
    if (translation !== undefined) {
      this.translates = translation === 'dnat' || translation === 'redirect' ? 'destination' : 'source'
      return this.add(readTranslation(cursor, translation, this.names))
    }
    if (cursor.take('meta', 'nftrace', 'set')) return void cursor.number()
    if (cursor.take('tcp', 'option', 'maxseg', 'size', 'set')) return this.skipSegmentSize()
    const marking = markPart(cursor)
    if (marking) return this.add(marking)
    const adding = setPart(cursor, this.names)
    if (adding) return this.add(adding)
    this.asksState ||= cursor.peek() === 'ct'
    this.add(readMatch(cursor, this.names))
  }

  private add(part: Part): void {
    this.parts.push(part)
  }

  /** What stands left of it has fitted: the packet counts, whatever follows. */
  private readCounter(): void {
    const { cursor, setting } = this
    if (cursor.take('name')) cursor.next()
    while (cursor.oneOf(['packets', 'bytes']) !== undefined) cursor.number()
    this.counts = true
    this.add(({ memory }) => {
      countIn(memory, setting)
      return true
    })
  }

  private readLog(): void {
    const { cursor } = this
    for (;;) {
      if (cursor.oneOf(['prefix', 'level', 'group', 'snaplen', 'queue-threshold']) !== undefined) cursor.next()
      else if (cursor.take('flags')) {
        do {
          if (cursor.take('tcp') || cursor.take('ip')) cursor.next()
          else cursor.next()
        } while (cursor.take(','))
      } else return
    }
  }

  /** Nobody reads the queue here: what is queued is lost, unless the rule says that it may then pass. */
  private readQueue(): void {
    const { cursor } = this
    let isBypassed = false
    for (;;) {
      if (cursor.take('flags') || cursor.take(',')) isBypassed ||= cursor.next() === 'bypass'
      else if (cursor.take('bypass')) isBypassed = true
      else if (cursor.oneOf(['num', 'to']) !== undefined) cursor.next()
      else break
    }
    this.add(() => ({ type: isBypassed ? 'accept' : 'queue' }))
  }

  private readReject(): void {
    const { cursor } = this
    let statement: Statement = { type: 'reject', with: 'port-unreachable' }
    if (cursor.take('with')) {
      if (cursor.take('tcp', 'reset')) {
        // nft adds this condition by itself: nothing else can be answered by a reset.
        this.add(({ packet }) => packet.transport.type === 'tcp')
        statement = { type: 'reject', with: 'tcp-reset' }
      } else {
        if (cursor.oneOf(['icmp', 'icmpv6', 'icmpx']) === undefined)
          throw new NotUnderstood('unknown-word', cursor.peek())
        cursor.take('type')
        const word = cursor.next()
        const known = Object.hasOwn(icmpWords, word) ? icmpWords[word] : undefined
        if (known === undefined) throw new NotUnderstood('unknown-value', word)
        statement = { type: 'reject', with: known }
      }
    }
    this.add(() => statement)
  }

  /** Segment sizes change nothing here. */
  private skipSegmentSize(): void {
    if (!this.cursor.take('rt', 'mtu')) this.cursor.number()
  }
}

/** A rule of a chain: what it says, and how its counter runs where it has none of its own. */
export function ruleOf(parsed: ParsedRule, setting: string, origin: Rule['origin']): Rule {
  const { parts, counts, asksState } = parsed
  return { setting, origin, parts, asksState, counts }
}
