import { code, text } from '../../model/message.ts'
import type { StepRef } from '../../model/verdict.ts'
import { fromBytes, toBytes, type Bytes } from '../common/uri.ts'
import { holds } from './condition.ts'
import type { Directive } from './directive.ts'
import { escapeArgs } from './escape.ts'
import { by, say, type Exchange } from './exchange.ts'
import { pattern } from './pattern.ts'
import { from, scopeOf } from './scope.ts'
import { fill, fillWith, hasVariables, variable } from './variables.ts'

/** How the rewrite phase ends: the request goes on, with another URI perhaps, or is answered. */
export type Rewritten = Replied | { readonly type: 'on' } | { readonly type: 'search' }

/** Answered on the spot; without a text, the status alone. */
export type Replied =
  | { readonly type: 'returned'; readonly status: number; readonly text: string | undefined; readonly because: StepRef }
  | { readonly type: 'failed'; readonly status: 500; readonly because: StepRef }

type Ended = Replied | { readonly type: 'stop' }

/** Runs `rewrite`, `set`, `if`, `return` and `break` of a block in their order (ngx_http_rewrite_module). */
export function runRewrites(exchange: Exchange, directives: readonly Directive[]): Rewritten {
  let isChanged = false
  const ended = run(exchange, directives, (isSearching) => {
    isChanged = isSearching
  })
  if (ended && ended.type !== 'stop') return ended
  if (exchange.uri === '') {
    const because = exchange.context.step('failed', say('uri-empty'), by('rewrite'))
    return { type: 'failed', status: 500, because }
  }
  // `search`: the URI is another one now, so a location is looked for anew.
  return { type: isChanged ? 'search' : 'on' }
}

function run(
  exchange: Exchange,
  directives: readonly Directive[],
  changed: (isSearching: boolean) => void,
): Ended | undefined {
  for (const one of directives) {
    const ended = step(exchange, one, changed)
    if (ended) return ended
  }
  return undefined
}

function step(exchange: Exchange, one: Directive, changed: (isSearching: boolean) => void): Ended | undefined {
  switch (one.name) {
    case 'set':
      assign(exchange, one)
      return undefined
    case 'break':
      return { type: 'stop' }
    case 'return':
      return returned(exchange, one)
    case 'if': {
      const condition = code(one.args.join(' '))
      if (!holds(exchange, one.args)) return undefined
      exchange.context.step('decided', say('if-true', { condition }), from(one))
      exchange.scope = scopeOf('if', one.block ?? [], exchange.scope)
      return run(exchange, one.block ?? [], changed)
    }
    case 'rewrite':
      return rewrite(exchange, one, changed)
    default:
      return undefined
  }
}

function assign(exchange: Exchange, one: Directive): void {
  const name = (one.args[0] ?? '').replace(/^\$/, '')
  const value = fill(exchange, one.args[1] ?? '')
  if (name === 'args') exchange.args = value
  else exchange.variables = { ...exchange.variables, [name]: value }
  exchange.context.step('decided', say('variable-set', { name: code(`$${name}`), value: code(value) }), from(one))
}

function returned(exchange: Exchange, one: Directive): Ended {
  const [first = '', second] = one.args
  const isBare = !/^\d{3}$/.test(first)
  const status = isBare ? 302 : Number(first)
  const written = isBare ? first : second
  const told = { status: String(exchange.errorStatus ?? status) }
  const words = written === undefined ? undefined : fill(exchange, written, told)
  return { type: 'returned', status, text: words, because: explainReturn(exchange, one, status, words) }
}

function explainReturn({ context, host }: Exchange, one: Directive, status: number, words = ''): StepRef {
  if (one.says === 'https-redirect') {
    return context.step('answered', say('https-redirect', { to: code(words) }), from(one))
  }
  if (one.says === 'server-unknown') {
    return context.step('denied', say('server-unknown', { host: text(host) }), by('server_name', one.setting))
  }
  return context.step('answered', say('returned', { status: code(String(status)) }), from(one))
}

/** Takes the groups of an expression; those with a name become variables. */
export function capture(exchange: Exchange, match: RegExpExecArray): void {
  exchange.captures = [...match].map((group) => group ?? '')
  const { groups } = match
  if (!groups) return
  const named = Object.entries(groups).map(([name, value]) => [name, fromBytes(value ?? '')] as const)
  exchange.variables = { ...exchange.variables, ...Object.fromEntries(named) }
}

function rewrite(exchange: Exchange, one: Directive, changed: (isSearching: boolean) => void): Ended | undefined {
  const [expression = '', replacement = '', flag] = one.args
  const match = pattern(expression)?.exec(exchange.uri)
  if (!match) return undefined
  capture(exchange, match)
  const isRedirect = flag === 'redirect' || flag === 'permanent' || /^(?:https?:\/\/|\$scheme)/.test(replacement)
  const target = replaced(exchange, replacement, isRedirect)
  if (isRedirect) {
    const status = flag === 'permanent' ? 301 : 302
    const to = target.args === '' ? target.uri : `${target.uri}?${target.args}`
    const because = exchange.context.step('answered', say('rewrite-redirect', { to: code(to) }), from(one))
    return { type: 'returned', status, text: to, because }
  }
  const data = { from: code(fromBytes(exchange.uri)), to: code(fromBytes(target.uri)) }
  exchange.context.step('translated', say('rewritten', data), from(one))
  exchange.uri = target.uri
  exchange.args = target.args
  exchange.isInternal = true
  exchange.isAsSent = false
  if (flag === 'break') exchange.fitsLocation = false
  changed(flag !== 'break')
  return flag === 'last' || flag === 'break' ? { type: 'stop' } : undefined
}

/** The new URI and query: what was asked with is appended unless the replacement ends with a question mark. */
function replaced(exchange: Exchange, replacement: string, isRedirect: boolean): { uri: Bytes; args: string } {
  const keepsArgs = !replacement.endsWith('?')
  const written = keepsArgs ? replacement : replacement.slice(0, -1)
  const at = written.indexOf('?')
  const path = at < 0 ? written : written.slice(0, at)
  const own = at < 0 ? '' : escaped(exchange, written.slice(at + 1))
  const args = [own, keepsArgs ? exchange.args : ''].filter((part) => part !== '').join('&')
  if (isRedirect) return { uri: escaped(exchange, path), args }
  const uri = fillWith(path, (name) => (/^\d+$/.test(name) ? exchange.captures[Number(name)] : bytesOf(exchange, name)))
  return { uri: toBytesOnce(path, uri), args }
}

const bytesOf = (exchange: Exchange, name: string): Bytes =>
  name === 'uri' || name === 'document_uri' ? exchange.uri : toBytes(variable(exchange, name) ?? '')

/** Text without variables is still to be turned into bytes; filled text is bytes already where that matters. */
const toBytesOnce = (template: string, filled: string): Bytes => (hasVariables(template) ? filled : toBytes(filled))

/** Groups stand decoded; in a redirect and behind a question mark they are written with escapes again. */
function escaped(exchange: Exchange, template: string): string {
  const wasEscaped = /[%+]/.test(exchange.target.raw.split('?')[0] ?? '')
  return fillWith(template, (name) => {
    if (!/^\d+$/.test(name)) return variable(exchange, name)
    const group = exchange.captures[Number(name)] ?? ''
    return wasEscaped ? escapeArgs(group) : fromBytes(group)
  })
}
