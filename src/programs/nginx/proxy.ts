import { code, seconds, text } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import { get, set } from '../../protocols/http/headers.ts'
import { fromBytes } from '../common/uri.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { finish, ownPage, type Draft } from './answer.ts'
import { cacheKey, cacheLookup, mayStore, store, variantOf, type NotStored } from './cache.ts'
import { by, say, secondsNow, type Exchange } from './exchange.ts'
import type { NginxSettings } from './fields.ts'
import { groupFor, type Group } from './group.ts'
import type { LocationMatch } from './location.ts'
import { relayedHeaders, rewriteRedirect } from './relay.ts'
import { rewriteUri } from './rewrite.ts'
import type { CacheEntry } from './state.ts'
import { ignoredHeaders, upstreamRequest } from './upstream-request.ts'
import { askServers, type Passed } from './upstream.ts'

/** The setting that turns the cache on for this request, if any (`proxy_cache`). */
export function cachedBy(settings: NginxSettings, match: LocationMatch, path: string): string | undefined {
  if (match.row.cache) return `locations[${match.index ?? 0}].cache`
  if (!settings.cache) return undefined
  const paths = settings.cachePaths ?? []
  if (paths.length === 0) return 'cache'
  const index = paths.findIndex((prefix) => path.startsWith(prefix))
  return index < 0 ? undefined : `cachePaths[${index}]`
}

/** Passes a request on to the servers behind, from the cache where that has the answer. */
export function* passOn(exchange: Exchange, match: LocationMatch): Process<Reply> {
  const { context, request, target } = exchange
  const setting = cachedBy(context.settings, match, fromBytes(target.path))
  const isKept = setting !== undefined && (request.method === 'GET' || request.method === 'HEAD')
  if (setting !== undefined && !isKept) {
    context.step('decided', say('cache-method', { method: code(request.method) }), by('proxy_cache_methods', setting))
  }
  const key = cacheKey(exchange.scheme, exchange.host, target.raw)
  const hit = isKept ? lookUp(exchange, key, setting) : undefined
  if (hit && setting !== undefined) return finish(exchange, fromEntry(exchange, hit, setting))
  const group = groupFor(match, context.settings, context.wiring, context.state)
  const passed = yield* askServers(exchange, group, compose(exchange, match, group, isKept))
  if (passed.type === 'garbage') return { type: 'answer', message: passed.message, because: passed.because }
  if (passed.type === 'failed') return finish(exchange, failed(exchange, passed))
  const draft = relay(exchange, match, group, passed)
  if (!isKept) return finish(exchange, draft)
  const wasStored = keep(exchange, key, passed, draft)
  return finish(exchange, wasStored ? { ...draft, isOwnCopy: true } : draft)
}

function compose(exchange: Exchange, match: LocationMatch, group: Group, isKept: boolean) {
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
  const message = upstreamRequest(exchange, { uri, proxyHost: group.host, isKept })
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

/** Asks the cache; an entry means that the request turns round here. */
function lookUp(exchange: Exchange, key: string, setting: string): CacheEntry | undefined {
  const { context, request } = exchange
  const { cacheBypassHeader } = context.settings
  const bypass = cacheBypassHeader === undefined ? undefined : get(request.headers, cacheBypassHeader)
  if (cacheBypassHeader !== undefined && bypass !== undefined && bypass !== '' && bypass !== '0') {
    remark(exchange, 'BYPASS')
    const message = say('cache-bypass', { name: code(cacheBypassHeader) })
    context.step('decided', message, by('proxy_cache_bypass', 'cacheBypassHeader'))
    return undefined
  }
  const found = cacheLookup(context.state, key, request.headers, secondsNow(context))
  remark(exchange, found.status)
  if (found.status === 'HIT') return found.entry
  const message = found.status === 'MISS' ? say('cache-miss') : say('cache-expired')
  context.step('looked-up', message, by('proxy_cache', setting))
  return undefined
}

/** `$upstream_cache_status`. */
function remark(exchange: Exchange, status: string): void {
  exchange.variables = { ...exchange.variables, upstream_cache_status: status }
}

function fromEntry({ context }: Exchange, entry: CacheEntry, setting: string): Draft {
  const left = seconds(entry.validUntil - secondsNow(context))
  const because = context.step('answered', say('cache-hit', { left }), by('proxy_cache', setting))
  const { status, reason, headers, bytes, text: kept } = entry
  const body = bytes === 0 ? undefined : { bytes, ...(kept === null ? {} : { text: kept }) }
  return { status, reason, headers, body, because, isOwnCopy: true }
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
  { message, because, server }: Extract<Passed, { type: 'answer' }>,
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
  context.step('translated', say('server-hidden', { server: server.label }))
  const { status, reason, body } = message
  return { status, reason, headers, body, because }
}

/** Keeps an answer if that is allowed, and says why (not). */
function keep(
  exchange: Exchange,
  key: string,
  { message }: Extract<Passed, { type: 'answer' }>,
  draft: Draft,
): boolean {
  const { context, request } = exchange
  const storable = mayStore(message, context.settings.cacheValidMs, context.date())
  if (!storable.ok) {
    context.step('decided', notStored(storable.why), by('proxy_cache_valid'))
    return false
  }
  const now = secondsNow(context)
  const vary = get(message.headers, 'Vary') ?? ''
  store(context.state, key, {
    status: draft.status,
    reason: draft.reason ?? '',
    headers: draft.headers,
    bytes: draft.body?.bytes ?? 0,
    text: draft.body?.text ?? null,
    validUntil: now + storable.seconds,
    vary,
    variant: variantOf(vary, request.headers),
    usedAt: now,
  })
  const data = { time: seconds(storable.seconds), by: code(storable.name) }
  context.step(
    'worked',
    say('cache-stored', data),
    by('proxy_cache_valid', storable.by === 'cacheValidMs' ? 'cacheValidMs' : undefined),
  )
  return true
}

function notStored(why: NotStored) {
  switch (why.reason) {
    case 'set-cookie':
      return say('not-stored-cookie')
    case 'vary':
      return say('not-stored-vary')
    case 'no-lifetime':
      return say('not-stored-lifetime')
    case 'header':
      return say('not-stored-header', { header: code(`${why.name}: ${why.value}`) })
  }
}
