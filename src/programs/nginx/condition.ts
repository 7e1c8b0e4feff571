import { fromBytes } from '../common/uri.ts'
import { diskOf } from './disk.ts'
import type { Exchange } from './exchange.ts'
import { pattern } from './pattern.ts'
import { fill } from './variables.ts'

/**
 * Whether the condition of an `if` holds (ngx_http_rewrite_module): a variable that is neither empty nor `0`; `=` and
 * `!=` with a text; `~`, `~*` and their negations with an expression; `-f`, `-d`, `-e`, `-x` with a path.
 */
export function holds(exchange: Exchange, args: readonly string[]): boolean {
  const words = wordsOf(args)
  const [first = '', operator, right = ''] = words
  const test = /^(!?)-([fdex])$/.exec(first)
  if (test) return isOnDisk(exchange, fill(exchange, operator ?? ''), test[2] ?? '') !== (test[1] === '!')
  const left = fill(exchange, first)
  switch (operator) {
    case undefined:
      return left !== '' && left !== '0'
    case '=':
      return left === fill(exchange, right)
    case '!=':
      return left !== fill(exchange, right)
    default:
      return matches(exchange, operator, right, left)
  }
}

/** Without the brackets, which may stick to the words or stand alone. */
function wordsOf(args: readonly string[]): readonly string[] {
  const joined = [...args]
  joined[0] = (joined[0] ?? '').replace(/^\(/, '')
  const last = joined.length - 1
  joined[last] = (joined[last] ?? '').replace(/\)$/, '')
  return joined.filter((word, index) => word !== '' || (index > 1 && index < 3))
}

function matches(exchange: Exchange, operator: string, expression: string, value: string): boolean {
  const isNegated = operator.startsWith('!')
  const found = pattern(expression, operator.endsWith('*'))?.exec(value)
  if (found && !isNegated) {
    exchange.captures = [...found].map((group) => group ?? '')
    const named = Object.entries(found.groups ?? {}).map(([name, group]) => [name, fromBytes(group ?? '')] as const)
    exchange.variables = { ...exchange.variables, ...Object.fromEntries(named) }
  }
  return (found !== null && found !== undefined) !== isNegated
}

function isOnDisk({ context }: Exchange, path: string, test: string): boolean {
  const found = diskOf(context.settings).look(path)
  if (test === 'f') return found.is === 'file'
  return test === 'd' ? found.is === 'directory' : found.is !== 'nothing'
}
