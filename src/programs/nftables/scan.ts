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
    let text = ''
    let depth = 0
    while (!this.isDone) {
      const char = this.source[this.at] ?? ''
      const isAlone = depth === 0
      if (char === '"') {
        text += this.quoted()
        continue
      }
      if (char === '#') {
        this.skipRemark()
        continue
      }
      if (isAlone && (char === '\n' || char === ';')) {
        this.advance()
        return { text: text.trim(), line, end: ';' }
      }
      if (isAlone && char === '}') {
        if (text.trim() !== '') return { text: text.trim(), line, end: ';' }
        this.advance()
        return { text: '', line, end: '}' }
      }
      if (isAlone && char === '{' && !isRules && blockWords.test(text)) {
        this.advance()
        return { text: text.trim(), line, end: '{' }
      }
      if (char === '{') depth++
      if (char === '}') depth--
      text += this.blankOr(char, text)
      this.advance()
    }
    return { text: text.trim(), line, end: '' }
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

  /** Runs of blanks, line ends within braces and continued lines are one blank. */
  private blankOr(char: string, before: string): string {
    const isContinued = char === '\\' && /^\\[ \t\r]*\n/.test(this.source.slice(this.at, this.at + 80))
    if (isContinued) while (this.source[this.at] !== '\n') this.at++
    if (isContinued || /\s/.test(char)) return before === '' || before.endsWith(' ') ? '' : ' '
    return char
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
