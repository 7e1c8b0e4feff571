/** A word, a symbol or a quoted text of nft's language; `text` is without quotes. */
interface Token {
  readonly type: 'word' | 'symbol' | 'text'
  readonly text: string
}

/** Longer symbols first; an IPv6 address is one word although it has colons. */
const pattern =
  /\s+|"([^"\n]*)"|((?:[\da-f]{0,4}:){2,}[\da-f.:]*(?:\/\d+)?(?![\w.]))|(==|!=|<=|>=|<<|>>|[{}()[\],;:=!<>&|^])|([^\s"{}()[\],;:=!<>&|^]+)/giy

/** Splits a line; `undefined`: a quote is not closed. */
export function tokenise(line: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < line.length) {
    const match = pattern.exec(line)
    if (!match) return undefined
    const [, quoted, address, symbol, word] = match
    if (quoted !== undefined) tokens.push({ type: 'text', text: quoted })
    else if (symbol !== undefined) tokens.push({ type: 'symbol', text: symbol })
    else if (address !== undefined || word !== undefined) tokens.push({ type: 'word', text: address ?? word ?? '' })
  }
  return tokens
}

/** Thrown inside the parser only: `why` is a code of the catalogue, `what` the words that it is about. */
export class NotUnderstood extends Error {
  readonly why:
    | 'unknown-word'
    | 'unknown-value'
    | 'not-modelled'
    | 'ends-early'
    | 'unknown-set'
    | 'unknown-chain'
    | 'wrong-chain'
  readonly what: string

  constructor(why: NotUnderstood['why'], what: string) {
    super(`${why}: ${what}`)
    this.why = why
    this.what = what
  }
}

/** Reads tokens from the left. */
export class Cursor {
  private at = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  get isDone(): boolean {
    return this.at >= this.tokens.length
  }

  /** The text of the token at hand, or of a later one; empty at the end. */
  peek(ahead = 0): string {
    return this.tokens[this.at + ahead]?.text ?? ''
  }

  is(text: string): boolean {
    const token = this.tokens[this.at]
    return token !== undefined && token.type !== 'text' && token.text === text
  }

  next(): string {
    const token = this.tokens[this.at]
    if (!token) throw new NotUnderstood('ends-early', '')
    this.at++
    return token.text
  }

  /** Takes these words if they come next. */
  take(...texts: readonly string[]): boolean {
    if (!texts.every((text, index) => this.tokens[this.at + index]?.text === text)) return false
    this.at += texts.length
    return true
  }

  expect(text: string): void {
    if (!this.take(text)) throw new NotUnderstood(this.isDone ? 'ends-early' : 'unknown-word', this.peek())
  }

  /** One of these, or nothing. */
  oneOf<T extends string>(texts: readonly T[]): T | undefined {
    const found = texts.find((text) => this.is(text))
    if (found !== undefined) this.at++
    return found
  }

  /** A place to come back to with `from`. */
  mark(): number {
    return this.at
  }

  from(mark: number): Cursor {
    const copy = new Cursor(this.tokens)
    copy.at = mark
    return copy
  }

  number(): number {
    const text = this.next()
    const value = /^(?:0x[\da-f]+|\d+)$/i.test(text) ? Number(text) : Number.NaN
    if (!Number.isSafeInteger(value)) throw new NotUnderstood('unknown-value', text)
    return value
  }
}
