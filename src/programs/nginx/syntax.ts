/** A directive as nginx reads it: `name arg arg;` or `name arg { … }` (ngx_conf_file.c). Arguments are unquoted. */
export interface Parsed {
  readonly name: string
  readonly args: readonly string[]
  readonly block?: readonly Parsed[]
  /** Of its name, counted from 1. */
  readonly line: number
}

/** Why nginx would not even load the text. */
export type Fault = 'end-missing' | 'brace-unexpected' | 'brace-missing' | 'after-quote' | 'semicolon-unexpected'

interface SyntaxFault {
  readonly line: number
  readonly fault: Fault
  readonly text: string
}

interface Syntax {
  readonly directives: readonly Parsed[]
  readonly faults: readonly SyntaxFault[]
}

type Token =
  | { readonly type: 'word'; readonly text: string; readonly line: number; readonly touches: boolean }
  | { readonly type: ';' | '{' | '}'; readonly line: number }

/** Blocks in blocks; real files have about five. */
const deepest = 64

/** Reads a text of nginx's configuration language. Never throws: what does not fit is named as a fault. */
export function parseText(text: string, firstLine = 1): Syntax {
  const tokens = tokenize(text, firstLine)
  const faults: SyntaxFault[] = []
  let at = 0
  const parseBlock = (depth: number, opened: number): readonly Parsed[] => {
    const directives: Parsed[] = []
    let words: Extract<Token, { type: 'word' }>[] = []
    const complain = (fault: Fault, line: number) =>
      faults.push({ line, fault, text: words.map((word) => word.text).join(' ') })
    for (; at < tokens.length; at++) {
      const token = tokens[at]
      if (!token) break
      if (token.type === 'word') {
        if (token.touches) complain('after-quote', token.line)
        words.push(token)
        continue
      }
      const [name, ...args] = words
      const written = (block?: readonly Parsed[]) =>
        name && {
          name: name.text,
          args: args.map((word) => word.text),
          ...(block ? { block } : {}),
          line: name.line,
        }
      if (token.type === ';') {
        const directive = written()
        if (directive) directives.push(directive)
        else complain('semicolon-unexpected', token.line)
      } else if (token.type === '{' && depth >= deepest) {
        // Nobody nests so deep; what stands further in is told as one fault, not read.
        complain('brace-unexpected', token.line)
        at = tokens.length
      } else if (token.type === '{') {
        at += 1
        const block = parseBlock(depth + 1, token.line)
        const directive = written(block)
        if (directive) directives.push(directive)
        else complain('brace-unexpected', token.line)
      } else {
        if (name) complain('end-missing', name.line)
        if (depth > 0) return directives
        complain('brace-unexpected', token.line)
      }
      words = []
    }
    const [left] = words
    if (left) complain('end-missing', left.line)
    words = []
    if (depth > 0) complain('brace-missing', opened)
    return directives
  }
  return { directives: parseBlock(0, firstLine), faults }
}

const isBlank = (character: string): boolean => /[ \t\r\n]/.test(character)

function tokenize(text: string, firstLine: number): readonly Token[] {
  const tokens: Token[] = []
  let line = firstLine
  let at = 0
  let afterQuote = false
  while (at < text.length) {
    const character = text.charAt(at)
    if (isBlank(character)) {
      if (character === '\n') line += 1
      at += 1
      afterQuote = false
    } else if (character === '#' && !afterQuote) {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
    } else if (character === ';' || character === '{' || character === '}') {
      tokens.push({ type: character, line })
      at += 1
      afterQuote = false
    } else {
      const isQuoted = character === '"' || character === "'"
      const end = isQuoted ? endOfQuoted(text, at) : endOfWord(text, at)
      const raw = text.slice(isQuoted ? at + 1 : at, end)
      tokens.push({ type: 'word', text: unescape(raw), line, touches: afterQuote })
      line += raw.split('\n').length - 1
      at = isQuoted ? end + 1 : end
      // A bracket may follow a quoted part of a condition: if ($a = "b").
      afterQuote = isQuoted && text.charAt(at) !== ')'
    }
  }
  return tokens
}

function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start)
  let at = start + 1
  while (at < text.length && text.charAt(at) !== quote) at += text.charAt(at) === '\\' ? 2 : 1
  return Math.min(at, text.length)
}

/** A word ends at a blank, a semicolon or an opening brace; `${` opens a variable. */
function endOfWord(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '\\') at += 2
    else if (character === '$' && text.charAt(at + 1) === '{') at += 2
    else if (isBlank(character) || character === ';' || character === '{') break
    else at += 1
  }
  return Math.min(at, text.length)
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  t: '\t',
  r: '\r',
  n: '\n',
}

/** Only these six escapes mean something; before any other character the backslash stays (`\.`, `\d`). */
const unescape = (raw: string): string =>
  raw.replace(/\\(["'\\trn])/g, (_, character: string) => escapes[character] ?? '')

/** A word as nginx reads it back: quoted where it must be. */
export function quote(word: string): string {
  const escaped = word.replace(/\\(?=["'\\trn]|$)/g, '\\\\').replace(/[\t\r\n]/g, (blank) => blanks[blank] ?? '')
  const isPlain = word !== '' && !/[\s;"']|[{](?<!\$\{)/.test(word) && !/^[#}]/.test(word)
  return isPlain ? escaped : `"${escaped.replace(/"/g, '\\"')}"`
}

const blanks: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n' }

/** A directive on one line, blocks included: what a list of directives holds. */
export function lineOf({ name, args, block }: Pick<Parsed, 'name' | 'args' | 'block'>): string {
  const words = [name, ...args].map(quote).join(' ')
  if (!block) return `${words};`
  return block.length === 0 ? `${words} { }` : `${words} { ${block.map(lineOf).join(' ')} }`
}
