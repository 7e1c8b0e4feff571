import { code, text } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import { get, has, set } from '../../protocols/http/headers.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { ownPage, type Draft } from './answer.ts'
import { cacheRules } from './cache-rules.ts'
import type { Directive } from './directive.ts'
import { by, say, type Exchange } from './exchange.ts'
import { groupOf, type Group } from './group.ts'
import { passTarget, type PassTarget } from './pass-target.ts'
import { relayedHeaders, rewriteRedirect } from './relay.ts'
import { flag, from, inherited } from './scope.ts'
import { plainly, throughCache, type Asking, type Passing } from './through-cache.ts'
import { ignoredHeaders, upstreamRequest } from './upstream-request.ts'
import { askServers, type Passed } from './upstream.ts'

/** Passes a request on to the servers behind, from the cache where that has the answer. */
export function* passOn(exchange: Exchange, origin: Directive): Process<Draft | Reply> {
  const { context, method } = exchange
  const target = passTarget(exchange, origin)
  if (!target) {
    return ownPage(
      exchange,
      500,
      context.step('failed', say('pass-unreadable', { to: code(origin.args[0] ?? '') }), from(origin)),
    )
  }
  const rules = cacheRules(exchange)
  if (rules?.methods.includes(method)) return yield* throughCache(exchange, rules, (one) => passingOf(one, target))
  if (rules) {
    const data = { method: code(method) }
    context.step('decided', say('cache-method', data), by('proxy_cache_methods', rules.settings.cache))
  }
  const passing = passingOf(exchange, target)
  const passed = yield* passing.ask(plainly)
  if (passed.type === 'garbage') return { type: 'answer', message: passed.message, because: passed.because }
  return passed.type === 'failed' ? passing.failed(passed) : passing.relay(passed)
}

function passingOf(exchange: Exchange, target: PassTarget): Passing {
  const group = groupOf(target, exchange)
  exchange.variables = { ...exchange.variables, proxy_host: group.host, proxy_port: String(target.port) }
  return {
    key: `${target.scheme}://${group.host}${target.uri}`,
    ask: (asking) => askServers(exchange, group, target, compose(exchange, target, group, asking)),
    relay: (answered) => relay(exchange, target, group, answered),
    failed: (result) => failed(exchange, result),
  }
}

function compose(exchange: Exchange, target: PassTarget, group: Group, asking: Asking) {
  const { context, request, scope, target: asked } = exchange
  const { uri, origin } = target
  if (uri !== asked.raw) {
    context.step('translated', say('uri-rewritten', { from: code(asked.raw), to: code(uri) }), from(origin))
  }
  const ignored = ignoredHeaders(scope, request.headers)
  if (ignored.length > 0) {
    context.step('dropped', say('headers-ignored', { names: code(ignored.join(', ')) }), by('underscores_in_headers'))
  }
  const message = upstreamRequest(exchange, { uri, proxyHost: group.host, asking })
  const chain = inherited(scope, 'proxy_set_header').find(({ args }) => /^x-forwarded-for$/i.test(args[0] ?? ''))
  if (chain) {
    const data = { chain: text(get(message.headers, 'X-Forwarded-For') ?? '') }
    context.step('translated', say('forwarded-added', data), from(chain))
  }
  return message
}

function failed(exchange: Exchange, { status, because }: Extract<Passed, { type: 'failed' }>): Draft {
  exchange.context.step('answered', status === 504 ? say('gateway-timeout') : say('bad-gateway'))
  return ownPage(exchange, status, because)
}

/** The answer from behind as the caller gets it: who gave it stays hidden. */
function relay(
  exchange: Exchange,
  target: PassTarget,
  group: Group,
  { message, because, server }: Parameters<Passing['relay']>[0],
): Draft {
  const { context, scope } = exchange
  noteHeaders(exchange, message.headers)
  let headers: readonly Header[] = relayedHeaders(scope, message)
  const location = get(headers, 'Location')
  const outer = location === undefined ? undefined : rewriteRedirect(exchange, location, target, group.host)
  if (location !== undefined && outer !== undefined) {
    headers = set(headers, 'Location', outer)
    const data = { from: code(location), to: code(outer) }
    context.step(
      'translated',
      say('redirect-rewritten', data),
      from(inherited(scope, 'proxy_redirect')[0], 'proxy_redirect'),
    )
  }
  if (server) context.step('translated', say('server-hidden', { server: server.label }))
  const { status, reason, body } = message
  const isIntercepted = flag(scope, 'proxy_intercept_errors', false) && status >= 300
  const keepsServer = has(headers, 'Server')
  return { status, reason, headers, body, because, isRelayed: true, isFromBehind: isIntercepted, keepsServer }
}

/** `$upstream_http_name`. */
function noteHeaders(exchange: Exchange, headers: readonly Header[]): void {
  const named = headers.map(([name, value]): Header => [
    `upstream_http_${name.toLowerCase().replaceAll('-', '_')}`,
    value,
  ])
  exchange.variables = { ...exchange.variables, ...Object.fromEntries(named) }
}
