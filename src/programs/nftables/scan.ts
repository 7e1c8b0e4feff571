/** A piece of a ruleset's text: one statement, or what stands before a block. Blanks are single, remarks are gone. */
export interface Piece {
  readonly text: string
  /** Where it begins, counted from 1. */
  readonly line: number
  /** What ended it: a block follows, the block that it is in ends, or it stands alone. */
  readonly end: '{' | '}' | ';' | ''
}

/** Words that open a block; elsewhere braces hold elements and belong to the statement. */
const blockWords =
  /^(?:(?:add|create)\s+)?(?:table|chain|set|map|counter|quota|limit|ct\s+\w+|flowtable|secmark|synproxy)\b/

const plain = /[^\s"#;{}\\]+/y

/** A text in which runs of blanks become one. It is never looked at while it grows: a set may be a long text. */
class Squeezed {
  private readonly parts: string[] = []
  private endsBlank = true

  add(part: string): void {
    this.parts.push(part)
    this.endsBlank = part.endsWith(' ')
  }

  blank(): void {
    if (!this.endsBlank) this.add(' ')
  }

  trimmed(): string {
    return this.parts.join('').trim()
  }
}

/** Reads a ruleset piece by piece; never throws. */
export class Scanner {
  private at = 0
  private line = 1
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  get isDone(): boolean {
    return this.at >= this.source.length
  }

  /**
   * The next statement. `isRules`: in a chain nothing opens a block. A closing brace alone is a piece without text.
   */
  next(isRules: boolean): Piece {
    this.skipBlank()
    const line = this.line
    const text = new Squeezed()
    let depth = 0
    let mayOpen = !isRules
    while (!this.isDone) {
      const word = this.word()
      if (word !== '') {
        text.add(word)
        continue
      }
      const char = this.source[this.at] ?? ''
      const isAlone = depth === 0
      if (char === '"') {
        text.add(this.quoted())
        continue
      }
      if (char === '#') {
        this.skipRemark()
        continue
      }
      if (isAlone && (char === '\n' || char === ';')) {
        this.advance()
        return { text: text.trimmed(), line, end: ';' }
      }
      if (isAlone && char === '}') {
        if (text.trimmed() !== '') return { text: text.trimmed(), line, end: ';' }
        this.advance()
        return { text: '', line, end: '}' }
      }
      if (isAlone && char === '{' && mayOpen && blockWords.test(text.trimmed())) {
        this.advance()
        return { text: text.trimmed(), line, end: '{' }
      }
      if (char === '{') {
        depth++
        // No block begins with a brace or has one before its own.
        mayOpen = false
      }
      if (char === '}') depth--
      if (this.isBlank(char)) text.blank()
      else text.add(char)
      this.advance()
    }
    return { text: text.trimmed(), line, end: '' }
  }

  /** Leaves a block, whatever is in it. */
  skipBlock(): void {
    for (let depth = 1; depth > 0 && !this.isDone;) {
      const char = this.source[this.at]
      if (char === '"') this.quoted()
      else if (char === '#') this.skipRemark()
      else {
        depth += char === '{' ? 1 : char === '}' ? -1 : 0
        this.advance()
      }
    }
  }

  /** What stands up to the next character that may mean something to the scanner. */
  private word(): string {
    plain.lastIndex = this.at
    const [text = ''] = plain.exec(this.source) ?? []
    this.at += text.length
    return text
  }

  /** Line ends within braces and continued lines are blanks too. */
  private isBlank(char: string): boolean {
    const isContinued = char === '\\' && /^\\[ \t\r]*\n/.test(this.source.slice(this.at, this.at + 80))
    if (isContinued) while (this.source[this.at] !== '\n') this.at++
    return isContinued || /\s/.test(char)
  }

  private advance(): void {
    if (this.source[this.at] === '\n') this.line++
    this.at++
  }

  private quoted(): string {
    const end = this.source.indexOf('"', this.at + 1)
    const lineEnd = this.source.indexOf('\n', this.at)
    const isClosed = end >= 0 && (lineEnd < 0 || end < lineEnd)
    const to = isClosed ? end + 1 : lineEnd < 0 ? this.source.length : lineEnd
    const text = this.source.slice(this.at, to)
    this.at = to
    return text
  }

  private skipRemark(): void {
    while (!this.isDone && this.source[this.at] !== '\n') this.at++
  }

  private skipBlank(): void {
    for (;;) {
      const char = this.source[this.at]
      if (char === '#') this.skipRemark()
      else if (char !== undefined && (/[\s;]/.test(char) || (char === '\\' && this.source[this.at + 1] === '\n')))
        this.advance()
      else return
    }
  }
}
