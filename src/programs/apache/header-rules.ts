import type { Header } from '../../model/request.ts'
import { get, has, remove, set } from '../../protocols/http/headers.ts'
import { isSet } from './environment.ts'
import type { Exchange } from './exchange.ts'
import { valueFor } from './expression.ts'
import type { HeaderRow } from './fields.ts'
import { concerns } from './mapping.ts'
import { patternOf, substitute } from './pattern.ts'

/** The rules that hold for a request: those for everything first, then those of places (`Location`). */
export function rulesFor<R extends HeaderRow>(exchange: Exchange, rules: readonly R[]): readonly R[] {
  const own = rules.filter((row) => concerns(row, exchange) && isMet(row, exchange))
  return [...own.filter(({ below }) => below === undefined), ...own.filter(({ below }) => below !== undefined)]
}

/** `env=NAME` and `env=!NAME`. */
const isMet = ({ ifSet }: HeaderRow, exchange: Exchange): boolean =>
  ifSet === undefined || isSet(exchange, ifSet.replace(/^!/, '')) !== ifSet.startsWith('!')

/** `Header` and `RequestHeader`, one rule after the other (mod_headers). */
export function changeHeaders(
  headers: readonly Header[],
  rules: readonly HeaderRow[],
  exchange: Exchange,
): readonly Header[] {
  return rules.reduce(
    (changed, rule) => change(changed, { ...rule, value: valueFor(rule.value ?? '', exchange) }),
    headers,
  )
}

type Rule = Pick<HeaderRow, 'action' | 'name' | 'pattern'> & { readonly value: string }

function change(headers: readonly Header[], { action, name, value, pattern = '' }: Rule): readonly Header[] {
  switch (action) {
    case 'set':
      return set(headers, name, value)
    case 'setifempty':
      return has(headers, name) ? headers : [...headers, [name, value]]
    case 'add':
      return [...headers, [name, value]]
    case 'append':
      return appendTo(headers, name, value)
    case 'merge': {
      const members = (get(headers, name) ?? '').split(',').map((member) => member.trim())
      return members.includes(value) ? headers : appendTo(headers, name, value)
    }
    case 'edit':
      return edit(headers, name, patternOf(pattern), value)
    case 'edit-all':
      return edit(headers, name, patternOf(pattern, 'g'), value)
    case 'unset':
      return remove(headers, name)
  }
}

/** Behind the value of the first field line with this name, with a comma. */
export function appendTo(headers: readonly Header[], name: string, value: string): readonly Header[] {
  const at = headers.findIndex(([one]) => one.toLowerCase() === name.toLowerCase())
  const [written, before] = headers[at] ?? [name, '']
  return at < 0 ? [...headers, [name, value]] : headers.with(at, [written, `${before}, ${value}`])
}

const edit = (
  headers: readonly Header[],
  name: string,
  pattern: RegExp | undefined,
  words: string,
): readonly Header[] =>
  pattern === undefined
    ? headers
    : headers.map(([one, value]) =>
        one.toLowerCase() === name.toLowerCase()
          ? [one, value.replace(pattern, (...found) => substitute(words, caughtIn(found)))]
          : [one, value],
      )

/** What `replace` hands over: the match and its groups, before the offset. */
const caughtIn = (found: readonly unknown[]): readonly (string | undefined)[] => {
  const end = found.findIndex((one) => typeof one === 'number')
  return found.slice(0, end).map((one) => (typeof one === 'string' ? one : undefined))
}
