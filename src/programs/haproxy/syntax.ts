/**
 * The words of a line as HAProxy parts them (configuration manual 2.6, section 2.2): blanks part, a backslash or quotes
 * keep what they cover, `#` begins a comment. `undefined` where a quote is never closed.
 */
export function wordsOf(line: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? ''
    if (quote !== '') {
      if (char === quote) quote = ''
      else if (char === '\\' && quote === '"' && /["\\$]/.test(line[i + 1] ?? '')) word = (word ?? '') + line[++i]
      else word = (word ?? '') + char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (char === '\\' && i + 1 < line.length) {
      word = (word ?? '') + unescaped(line[++i] ?? '')
    } else if (char === '#') {
      break
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + char
    }
  }
  if (word !== undefined) words.push(word)
  return quote === '' ? words : undefined
}

/** Before any other character the backslash is one. */
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  ' ': ' ',
  '#': '#',
  '\\': '\\',
  '"': '"',
  "'": "'",
}
const unescaped = (char: string): string => escapes[char] ?? `\\${char}`

/** The same words as a line again: what needs it is quoted. */
export function lineOf(words: readonly string[]): string {
  return words.map(quoted).join(' ')
}

function quoted(word: string): string {
  if (word !== '' && !/[\s#"'\\]/.test(word)) return word
  return word.includes("'") ? `"${word.replace(/["\\$]/g, String.raw`\$&`)}"` : `'${word}'`
}

const unitMs: Readonly<Record<string, number>> = {
  '': 1,
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** A time in ms, 0 … one day: a number with a unit, ms without one (manual 2.5). */
export function timeOf(word: string | undefined): number | undefined {
  const match = /^(\d{1,10})(us|ms|s|m|h|d)?$/.exec(word ?? '')
  if (!match) return undefined
  return Math.min(86_400_000, Math.ceil(Number(match[1]) * (unitMs[match[2] ?? ''] ?? 1)))
}

/** A whole number from `min` to `max`. */
export function countOf(word: string | undefined, min = 0, max = 1_000_000): number | undefined {
  if (word === undefined || !/^\d{1,9}$/.test(word)) return undefined
  const value = Number(word)
  return value >= min && value <= max ? value : undefined
}
