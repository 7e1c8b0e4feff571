import { code, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { JsonObject } from '../../model/topology.ts'
import type { NotRead } from '../contract/config-text.ts'
import { wrongArgument } from './cache-arguments.ts'
import { directives as knownDirectives, isBeyondThisModel } from './directives.ts'
import { includedBy, splitFiles, type PastedFile } from './files.ts'
import { lineOf, parseText, type Parsed } from './syntax.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('nginx')

/** Reads pasted configuration and remembers, line by line, what it did not understand. */
export class Reader {
  readonly notRead: NotRead[] = []
  private readonly lines: readonly string[]
  private readonly files: readonly PastedFile[]

  constructor(text: string) {
    this.lines = text.split('\n')
    this.files = splitFiles(text)
  }

  refuse(line: number, why: Message): void {
    const text = (this.lines[line - 1] ?? '').trim()
    this.notRead.push({ line, text: text.slice(0, 500), why })
  }

  /** What would say the same of many lines is said of the first. */
  refuseOnce(line: number, why: Message): void {
    if (!this.notRead.some((one) => one.why.code === why.code)) this.refuse(line, why)
  }

  main(): readonly Parsed[] {
    const [first] = this.files
    return first ? this.parse(first, []) : []
  }

  private parse(file: PastedFile, within: readonly PastedFile[]): readonly Parsed[] {
    const { directives, faults } = parseText(file.text, file.firstLine)
    for (const { line, fault } of faults) this.refuse(line, say(`unread.${fault}`))
    return this.resolve(directives, [...within, file])
  }

  /** Puts included files in the place of `include`. */
  private resolve(directives: readonly Parsed[], within: readonly PastedFile[]): readonly Parsed[] {
    return directives.flatMap((one) => {
      if (one.block) return [{ ...one, block: this.resolve(one.block, within) }]
      if (one.name !== 'include') return [one]
      const name = one.args[0] ?? ''
      // Which ending means which type is known without the file.
      if (/(?:^|\/)mime\.types$/.test(name)) return [{ ...one, args: ['mime.types'] }]
      const found = includedBy(this.files, name, this.files[0]?.path).filter((file) => !within.includes(file))
      if (found.length === 0 && !name.includes('*'))
        this.refuse(one.line, say('unread.include-missing', { file: code(name) }))
      if (found.length === 0 && name.includes('*') && this.files.length === 1) {
        this.refuse(one.line, say('unread.include-missing', { file: code(name) }))
      }
      return found.flatMap((file) => this.parse(file, within))
    })
  }

  /** What of a block has a meaning here; the rest is named. */
  understood(directives: readonly Parsed[], context: string): readonly Parsed[] {
    return directives.flatMap((one) => {
      const why = this.objection(one, context)
      if (why) {
        this.refuse(one.line, why)
        return []
      }
      const inner = one.block && this.inner(one, context)
      return [inner ? { ...one, block: inner } : one]
    })
  }

  /** Rows of `map`, `types` … are no directives; in other blocks those are judged again. */
  private inner({ name, block = [] }: Parsed, context: string): readonly Parsed[] {
    if (name === 'if') return this.understood(block, context === 's' ? 'I' : 'i')
    if (name === 'location') return this.understood(block, 'l')
    if (name === 'limit_except') return this.understood(block, 'e')
    return block
  }

  private objection({ name, args, block }: Parsed, context: string): Message | undefined {
    const directive = code(name)
    if (name === 'include') return undefined
    const known = knownDirectives.get(name)
    if (!known)
      return isBeyondThisModel(name) ? say('unread.not-modelled', { directive }) : say('unread.unknown', { directive })
    if (!known.in.includes(context)) return say('unread.wrong-place', { directive })
    if (known.isBlock !== (block !== undefined)) return say('unread.block', { directive })
    const [least, most] = known.args
    if (args.length < least || args.length > most) return say('unread.arguments', { directive })
    const wrong = wrongArgument(name, args)
    return wrong === undefined ? undefined : say('unread.value', { directive, value: code(wrong) })
  }

  /** Directives as lines of a list; never a key, never what cannot be stored. */
  toLines(directives: readonly Parsed[]): readonly string[] {
    return directives.flatMap((one) => {
      const line = lineOf(one)
      if (/PRIVATE KEY|^ssl_certificate_key data:/.test(line)) {
        this.refuse(one.line, say('unread.private-key'))
        return []
      }
      // oxlint-disable-next-line eslint/no-control-regex -- controls cannot be stored.
      if (line.length > 20_000 || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) {
        this.refuse(one.line, say('unread.unstorable'))
        return []
      }
      return [line]
    })
  }
}

/** Only what is set stands in a config. */
export const listed = (name: string, items: readonly (string | JsonObject)[]): JsonObject =>
  items.length === 0 ? {} : { [name]: items }
