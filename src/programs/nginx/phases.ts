import { byteLength } from '../../lib/utf8.ts'
import { bytes, code, text } from '../../model/message.ts'
import { fromBytes, withQuery } from '../common/uri.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { judgeAccess } from './access.ts'
import { ownPage, type Draft } from './answer.ts'
import { absoluteUrl, by, say, type Exchange } from './exchange.ts'
import { judgeLimits } from './limits.ts'
import { matchLocation, type LocationMatch } from './location.ts'
import { passOf } from './pass-target.ts'
import { passOn } from './proxy.ts'
import { capture, runRewrites, type Replied } from './rewrite.ts'
import { because, from, ownOf, scopeOf, sizeOf } from './scope.ts'
import { findsFile, serveFromDisk, tryFiles, type Onward } from './static.ts'
import { modifiers } from './tree-full.ts'
import { typeFor } from './types.ts'

type Produced = Draft | Reply

/** Where a request enters: at the server block, or in a location with a name. */
export type Entry = { readonly at: 'server' } | { readonly at: 'named'; readonly name: string }

/**
 * The phases of a request (nginx, "Development guide", phases): rewriting in the server block, location, rewriting
 * there, limits, access, `try_files`, content. A redirect of nginx's own goes through them anew.
 */
export function* runPhases(exchange: Exchange, entry: Entry): Process<Produced> {
  let next: Entry = entry
  for (;;) {
    const done: Produced | Onward =
      next.at === 'server' ? yield* fromServer(exchange) : yield* fromNamed(exchange, next.name)
    if (!('onward' in done)) return done
    const turned = turn(exchange, done)
    if ('status' in turned) return turned
    next = turned
  }
}

/** Takes another URI up, or the location with a name; nginx does so eleven times at most. */
function turn(exchange: Exchange, onward: Onward): Entry | Draft {
  exchange.changesLeft -= 1
  if (exchange.changesLeft === 0) return circles(exchange)
  exchange.isInternal = true
  if (onward.onward === 'named') return { at: 'named', name: onward.name }
  exchange.uri = onward.uri
  exchange.args = onward.args
  exchange.isAsSent = false
  exchange.isIndexFound = onward.isIndex === true
  return { at: 'server' }
}

const circles = (exchange: Exchange): Draft =>
  ownPage(exchange, 500, exchange.context.step('failed', say('redirect-cycle'), by('rewrite')))

function* fromServer(exchange: Exchange): Process<Produced | Onward> {
  exchange.scope = exchange.server.scope
  const rewritten = runRewrites(exchange, exchange.server.scope.directives)
  if (rewritten.type !== 'on' && rewritten.type !== 'search') return replied(exchange, rewritten)
  return yield* fromLocation(exchange)
}

function* fromLocation(exchange: Exchange): Process<Produced | Onward> {
  for (;;) {
    const stopped = enterLocation(exchange)
    if (stopped) return stopped
    const rewritten = runRewrites(exchange, exchange.scope.directives)
    if (rewritten.type === 'on') return yield* inLocation(exchange)
    if (rewritten.type !== 'search') return replied(exchange, rewritten)
    exchange.changesLeft -= 1
    if (exchange.changesLeft === 0) return circles(exchange)
  }
}

function* fromNamed(exchange: Exchange, name: string): Process<Produced | Onward> {
  const location = exchange.server.locations.find((one) => one.match === 'named' && one.path === name)
  if (!location) {
    return ownPage(exchange, 500, exchange.context.step('failed', say('named-missing', { name: code(name) })))
  }
  exchange.location = location
  exchange.scope = location.scope
  exchange.fitsLocation = false
  const rewritten = runRewrites(exchange, location.scope.directives)
  if (rewritten.type === 'search') return yield* fromLocation(exchange)
  return rewritten.type === 'on' ? yield* inLocation(exchange) : replied(exchange, rewritten)
}

/** Finds the location of a URI and what it asks at once: `internal`, the size of the body, a slash. */
function enterLocation(exchange: Exchange): Draft | undefined {
  const { context, server, uri } = exchange
  const match = matchLocation(server.locations, uri)
  const before = exchange.location
  exchange.location = match?.location
  exchange.scope = match?.location.scope ?? server.scope
  exchange.fitsLocation = true
  if (match?.captures) capture(exchange, match.captures)
  if (match && before !== match.location) explainLocation(exchange, match)
  if (!match && server.locations.length > 0) {
    context.step(
      'decided',
      say('location-none', { path: text(fromBytes(uri)) }),
      by('location', whereLocations(exchange)),
    )
  }
  if (!exchange.isInternal && match && ownOf(match.location.scope, 'internal').length > 0) {
    return ownPage(exchange, 404, context.step('denied', say('location-internal'), because(exchange.scope, 'internal')))
  }
  return bodyTooLarge(exchange) ?? (match?.needsSlash ? toSlash(exchange, match) : exceptLimits(exchange))
}

const whereLocations = ({ server }: Exchange): string => (server.setting ? `${server.setting}.locations` : 'locations')

function explainLocation({ context, uri }: Exchange, { location, needsSlash }: LocationMatch): void {
  const { origin, match, path } = location
  if (needsSlash) return
  const { says } = origin
  if (says === 'unset-static' || says === 'unset-proxy' || says === 'unset-try') {
    context.step('decided', say(says), from(origin))
    return
  }
  const written = [...modifiers[match], path].join(' ')
  const data = { path: text(fromBytes(uri)), location: code(written) }
  context.step('decided', say('location-matched', data), from(origin))
}

function bodyTooLarge(exchange: Exchange): Draft | undefined {
  const { context, request, scope } = exchange
  const limit = sizeOf(scope, 'client_max_body_size', 1_048_576)
  const size = request.body?.bytes ?? 0
  if (limit === 0 || size <= limit || exchange.isBodyDropped) return undefined
  exchange.isBodyDropped = true
  const data = { size: bytes(size), limit: bytes(limit) }
  return ownPage(
    exchange,
    413,
    context.step('denied', say('body-too-large', data), because(scope, 'client_max_body_size')),
  )
}

function toSlash(exchange: Exchange, { location }: LocationMatch): Draft {
  const { path, origin } = location
  const step = exchange.context.step('answered', say('slash-redirect', { path: text(path) }), from(origin))
  const query = exchange.args === '' ? undefined : exchange.args
  return ownPage(exchange, 301, step, { location: withQuery(absoluteUrl(exchange, path), query) })
}

/** `limit_except`: another method has the directives inside it. */
function exceptLimits(exchange: Exchange): undefined {
  const { scope, method } = exchange
  const one = ownOf(scope, 'limit_except').at(-1)
  const allowed = new Set(one?.args)
  // Whoever may GET may HEAD.
  if (allowed.has('GET')) allowed.add('HEAD')
  if (one && !allowed.has(method)) {
    exchange.context.step('decided', say('method-excepted', { method: code(method) }), from(one))
    exchange.scope = scopeOf('limit_except', one.block ?? [], scope)
  }
  return undefined
}

/** What `return` and redirects of `rewrite` answer (ngx_http_rewrite_module). */
function replied(exchange: Exchange, ended: Replied): Produced {
  const { because: step, status } = ended
  if (ended.type === 'failed') return ownPage(exchange, status, step)
  // Closes the connection without a word.
  if (status === 444) return { type: 'close', because: step }
  const { text: words } = ended
  if (redirects.has(status)) {
    const location = words?.startsWith('/') ? absoluteUrl(exchange, words) : (words ?? '')
    return ownPage(exchange, status, step, { location })
  }
  if (status >= 400 && (words === undefined || words === '')) return ownPage(exchange, status, step)
  const body = { bytes: byteLength(words ?? ''), text: words ?? '' }
  const type = typeFor(exchange.scope, fromBytes(exchange.uri))
  return { status, headers: [['Content-Type', type]], body, because: step }
}

const redirects = new Set([301, 302, 303, 307, 308])

function* inLocation(exchange: Exchange): Process<Produced | Onward> {
  const limited = yield* judgeLimits(exchange)
  if (limited) return ownPage(exchange, limited.status, limited.because)
  const denied = judgeAccess(exchange)
  if (denied) return ownPage(exchange, denied.status, denied.because, denied.headers ? { headers: denied.headers } : {})
  const tried = tryFiles(exchange)
  return tried ?? (yield* content(exchange))
}

function* content(exchange: Exchange): Process<Produced | Onward> {
  const { context, scope } = exchange
  const first = ownOf(scope, 'files_first').at(-1)
  const pass = passOf(scope)
  if (first && findsFile(exchange)) return serveFromDisk(exchange)
  if (first) context.step('looked-up', say('try-files-passed'), by('try_files', first.setting))
  if (pass) return yield* passOn(exchange, pass)
  return serveFromDisk(exchange)
}
