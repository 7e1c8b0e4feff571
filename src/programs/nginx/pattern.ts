import { toBytes } from '../common/uri.ts'

const posix: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  xdigit: '0-9A-Fa-f',
  punct: '!-\\/:-@\\[-`{-~',
  word: '\\w',
}

const known = new Map<string, RegExp | undefined>()

/**
 * A regular expression as PCRE reads it, over bytes; nothing where it cannot be read. What JavaScript spells
 * differently is translated: `(?i)`, `(?P<name>…)`, `\A`, `\z`, `[[:alpha:]]`, possessive and atomic groups.
 */
export function pattern(source: string, isCaseless = false): RegExp | undefined {
  const key = `${isCaseless ? 'i' : ''}/${source}`
  if (known.has(key)) return known.get(key)
  // A bound, so that ever new settings do not fill the memory.
  if (known.size > 2000) known.clear()
  const made = compile(source, isCaseless)
  known.set(key, made)
  return made
}

function compile(source: string, isCaseless: boolean): RegExp | undefined {
  const inline = /^\(\?([imsx]+)\)/.exec(source)
  const inlined = inline?.[1] ?? ''
  const flags = `${isCaseless || inlined.includes('i') ? 'i' : ''}${inlined.includes('s') ? 's' : ''}`
  const body = toBytes(source.slice(inline?.[0].length ?? 0))
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?>/g, '(?:')
    .replace(/([*+?}])\+/g, '$1')
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\[:(\w+):\]/g, (whole, name: string) => posix[name] ?? whole)
  try {
    return new RegExp(body, flags)
  } catch {
    return undefined
  }
}
