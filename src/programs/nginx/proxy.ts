import { code, text } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import { get, set } from '../../protocols/http/headers.ts'
import { fromBytes } from '../common/uri.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { finish, ownPage, type Draft } from './answer.ts'
import { cacheRules } from './cache-rules.ts'
import { by, say, type Exchange } from './exchange.ts'
import { groupFor, type Group } from './group.ts'
import type { LocationMatch } from './location.ts'
import { relayedHeaders, rewriteRedirect } from './relay.ts'
import { rewriteUri } from './rewrite.ts'
import { plainly, throughCache, type Asking, type Passing } from './through-cache.ts'
import { ignoredHeaders, upstreamRequest } from './upstream-request.ts'
import { askServers, type Passed } from './upstream.ts'

/** Passes a request on to the servers behind, from the cache where that has the answer. */
export function* passOn(exchange: Exchange, match: LocationMatch): Process<Reply> {
  const { context, request, target } = exchange
  const rules = cacheRules(context.settings, match, fromBytes(target.path))
  if (rules?.methods.includes(request.method)) {
    return yield* throughCache(exchange, rules, (one) => passingOf(one, match))
  }
  if (rules) {
    const data = { method: code(request.method) }
    context.step('decided', say('cache-method', data), by('proxy_cache_methods', rules.settings.cache))
  }
  const passing = passingOf(exchange, match)
  const passed = yield* passing.ask(plainly)
  if (passed.type === 'garbage') return { type: 'answer', message: passed.message, because: passed.because }
  return finish(exchange, passed.type === 'failed' ? passing.failed(passed) : passing.relay(passed))
}

function passingOf(exchange: Exchange, match: LocationMatch): Passing {
  const { context, target } = exchange
  const group = groupFor(match, context.settings, context.wiring, context.state)
  return {
    key: `http://${group.host}${rewriteUri(match, target, exchange.variables)}`,
    ask: (asking) => askServers(exchange, group, compose(exchange, match, group, asking)),
    relay: (answered) => relay(exchange, match, group, answered),
    failed: (result) => failed(exchange, result),
  }
}

function compose(exchange: Exchange, match: LocationMatch, group: Group, asking: Asking) {
  const { context, request, target } = exchange
  const uri = rewriteUri(match, target, exchange.variables)
  if (uri !== target.raw) {
    const setting = `locations[${match.index ?? 0}].upstreamUri`
    context.step(
      'translated',
      say('uri-rewritten', { from: code(target.raw), to: code(uri) }),
      by('proxy_pass', setting),
    )
  }
  const ignored = ignoredHeaders(request.headers)
  if (ignored.length > 0) {
    context.step('dropped', say('headers-ignored', { names: code(ignored.join(', ')) }), by('underscores_in_headers'))
  }
  const message = upstreamRequest(exchange, { uri, proxyHost: group.host, asking })
  if (context.settings.forwardedHeaders) {
    const chain = get(message.headers, 'X-Forwarded-For') ?? ''
    context.step(
      'translated',
      say('forwarded-added', { chain: text(chain) }),
      by('proxy_set_header', 'forwardedHeaders'),
    )
  }
  return message
}

function failed({ context }: Exchange, { status, because }: Extract<Passed, { type: 'failed' }>): Draft {
  context.step('answered', status === 504 ? say('gateway-timeout') : say('bad-gateway'))
  return ownPage(status, because)
}

/** The answer from behind as the caller gets it: who gave it stays hidden. */
function relay(
  exchange: Exchange,
  match: LocationMatch,
  group: Group,
  { message, because, server }: Parameters<Passing['relay']>[0],
): Draft {
  const { context } = exchange
  let headers: readonly Header[] = relayedHeaders(message)
  const location = get(headers, 'Location')
  const { upstreamUri = '', path } = match.row
  const outer = location && rewriteRedirect(exchange, location, { proxyHost: group.host, upstreamUri, path })
  if (location !== undefined && outer) {
    headers = set(headers, 'Location', outer)
    context.step(
      'translated',
      say('redirect-rewritten', { from: code(location), to: code(outer) }),
      by('proxy_redirect'),
    )
  }
  if (server) context.step('translated', say('server-hidden', { server: server.label }))
  const { status, reason, body } = message
  return { status, reason, headers, body, because }
}
