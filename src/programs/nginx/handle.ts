import { byteLength } from '../../lib/utf8.ts'
import { bytes, code, text } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { all } from '../../protocols/http/headers.ts'
import { request as httpRequest } from '../../protocols/http/messages.ts'
import { typeOf } from '../common/static-files.ts'
import { answerHello, certificateFor } from '../common/tls.ts'
import { fromBytes, parseTarget, withQuery, type Target } from '../common/uri.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { finish, ownPage, type Draft } from './answer.ts'
import { absoluteUrl, by, say, type Exchange, type NginxContext } from './exchange.ts'
import { locationsFor, matchLocation, slashRedirect, type LocationMatch } from './location.ts'
import { passOn } from './proxy.ts'
import { expand, requestVariables } from './rewrite.ts'
import { hostName, isReadableHost, matchServerName } from './server-name.ts'
import { lookUp, serveFile } from './static.ts'

/** A request line longer than one of `large_client_header_buffers`, in bytes. */
const longestLine = 8192

/** Answers whatever comes in on one of nginx's ports; decisions are elsewhere, this orders them. */
export function* handle(context: NginxContext, incoming: Incoming): Process<Reply> {
  const { message, connection, service } = incoming
  if (message.protocol === 'tls' && service.tls) {
    if (message.kind !== 'client-hello') return { type: 'close' }
    connection.memo['tls'] = true
    return answerHello(context, incoming, certificateFor(context.settings, context.wiring, context.date()))
  }
  if (message.protocol !== 'http' || message.kind !== 'request') {
    const isTls = message.protocol === 'tls'
    const because = context.step('denied', isTls ? say('tls-on-plain-port') : say('not-http'))
    return finish(bareExchange(context, incoming), ownPage(400, because))
  }
  if (service.tls && connection.memo['tls'] !== true) {
    const because = context.step('denied', say('plain-on-tls-port'), by('listen', 'httpsPort'))
    const note = 'The plain HTTP request was sent to HTTPS port'
    return finish(bareExchange(context, incoming), ownPage(400, because, { note }))
  }
  const read = readRequest(context, incoming, message)
  if (read.type === 'refused')
    return finish(bareExchange(context, incoming, message), ownPage(read.status, read.because))
  return yield* serve(read.exchange)
}

/** What is known of a request that nginx cannot read. */
function bareExchange(
  context: NginxContext,
  { connection, service }: Incoming,
  message?: HttpRequestMessage,
): Exchange {
  return {
    context,
    request: message ?? httpRequest({ method: 'GET', target: '/', headers: [] }),
    scheme: service.tls ? 'https' : 'http',
    host: '',
    client: connection.remote.address,
    port: service.port,
    target: { raw: '/', path: '/', query: undefined, host: undefined },
    variables: {},
  }
}

type Read =
  | { readonly type: 'read'; readonly exchange: Exchange }
  | { readonly type: 'refused'; readonly status: 400 | 414; readonly because: StepRef }

const refuse = (status: 400 | 414, because: StepRef): Read => ({ type: 'refused', status, because })

/** Reads the request line and Host, as ngx_http_request.c judges them. */
function readRequest(context: NginxContext, incoming: Incoming, message: HttpRequestMessage): Read {
  if (byteLength(`${message.method} ${message.target} HTTP/1.1\r\n`) > longestLine) {
    return refuse(414, context.step('denied', say('uri-too-long'), by('large_client_header_buffers')))
  }
  const target = parseTarget(message.target)
  if (!target) return refuse(400, context.step('denied', say('uri-unreadable', { uri: code(message.target) })))
  const hosts = all(message.headers, 'Host')
  if (hosts.length > 1) return refuse(400, context.step('denied', say('host-twice')))
  const [header] = hosts
  if (header === undefined && message.version === '1.1') return refuse(400, context.step('denied', say('host-missing')))
  const written = target.host ?? header ?? ''
  const isMissing = header === undefined && target.host === undefined
  if (!isMissing && !isReadableHost(written)) {
    return refuse(400, context.step('denied', say('host-unreadable', { host: code(written) })))
  }
  const bare = bareExchange(context, incoming, message)
  const exchange = { ...bare, host: isMissing ? incoming.connection.local.address : hostName(written), target }
  return { type: 'read', exchange }
}

/** The phases of a request: server, its redirect, location, limits, and what the location does with it. */
function* serve(exchange: Exchange): Process<Reply> {
  const refusal = chooseServer(exchange) ?? redirectToHttps(exchange)
  if (refusal) return finish(exchange, refusal)
  const { context, request, target } = exchange
  const candidates = locationsFor(context.settings, exchange.host)
  const match = matchLocation(candidates, target.path)
  if (!match) {
    const because = context.step(
      'failed',
      say('location-none', { path: text(fromBytes(target.path)) }),
      by('location', 'locations'),
    )
    return finish(exchange, ownPage(404, because))
  }
  exchange.variables = requestVariables(match, target, { ...exchange, method: request.method })
  explainLocation(exchange, match)
  const limit = context.settings.clientMaxBodyBytes
  const size = request.body?.bytes ?? 0
  if (limit > 0 && size > limit) {
    const data = { size: bytes(size), limit: bytes(limit) }
    const because = context.step(
      'denied',
      say('body-too-large', data),
      by('client_max_body_size', 'clientMaxBodyBytes'),
    )
    return finish(exchange, ownPage(413, because))
  }
  const slash = slashRedirect(candidates, target.path)
  if (slash) {
    const because = context.step(
      'answered',
      say('slash-redirect', { path: text(slash.row.path) }),
      by('location', settingOf(slash)),
    )
    return finish(
      exchange,
      ownPage(301, because, { location: withQuery(absoluteUrl(exchange, slash.row.path), target.query) }),
    )
  }
  return yield* act(exchange, match)
}

function* act(exchange: Exchange, match: LocationMatch): Process<Reply> {
  switch (match.row.action) {
    case 'return':
      return returned(exchange, match)
    case 'static':
      return finish(exchange, serveFile(exchange, lookUp(exchange)))
    case 'try-files': {
      const found = lookUp(exchange)
      if (found.found === 'file') return finish(exchange, serveFile(exchange, found))
      exchange.context.step('looked-up', say('try-files-passed'), by('try_files', settingOf(match)))
      return yield* passOn(exchange, match)
    }
    case 'proxy':
      return yield* passOn(exchange, match)
  }
}

const settingOf = ({ index }: Pick<LocationMatch, 'index'>): string =>
  index === undefined ? 'locations' : `locations[${index}]`

/** A name that no server block has goes to the default server, which knows no page (nginx, "Server names"). */
function chooseServer({ context, host }: Exchange): Draft | undefined {
  const names = context.settings.serverNames ?? []
  if (names.length === 0) return undefined
  const index = matchServerName(names, host)
  if (index !== undefined) {
    const data = { host: text(host), name: text(names[index] ?? '') }
    context.step('decided', say('server-matched', data), by('server_name', `serverNames[${index}]`))
    return undefined
  }
  const blocks = (context.settings.locations ?? []).map((row) => row.host ?? '')
  if (matchServerName(blocks, host) !== undefined) return undefined
  return ownPage(
    404,
    context.step('denied', say('server-unknown', { host: text(host) }), by('server_name', 'serverNames')),
  )
}

function redirectToHttps(exchange: Exchange): Draft | undefined {
  const { context, scheme, target } = exchange
  const { https, httpsPort, redirectToHttps } = context.settings
  if (!https || !redirectToHttps || scheme === 'https') return undefined
  const location = absoluteUrl({ ...exchange, scheme: 'https', port: httpsPort }, target.raw)
  const step = say('https-redirect', { to: code(location) })
  return ownPage(301, context.step('answered', step, by('return', 'redirectToHttps')), { location })
}

const modifiers = { prefix: '', exact: '= ', 'prefix-first': '^~ ', regex: '~ ', 'regex-i': '~* ' } as const

function explainLocation({ context, target }: Exchange, match: LocationMatch): void {
  const path = text(fromBytes(target.path))
  const { row, index } = match
  if (index === undefined) {
    const words =
      row.action === 'static' ? say('unset-static') : row.action === 'proxy' ? say('unset-proxy') : say('unset-try')
    context.step('decided', words, by('location', 'locations'))
    return
  }
  const location = code(modifiers[row.match] + row.path)
  context.step('decided', say('location-matched', { path, location }), by('location', settingOf(match)))
}

const redirects = new Set([301, 302, 303, 307, 308])

/** `return`: a text, a redirect, an error page, or with 444 nothing at all (ngx_http_rewrite_module). */
function returned(exchange: Exchange, match: LocationMatch): Reply {
  const { context, target } = exchange
  const { status, text: template = '' } = match.row
  const because = context.step(
    'answered',
    say('returned', { status: code(String(status)) }),
    by('return', settingOf(match)),
  )
  if (status === 444) return { type: 'close', because }
  const words = expand(template, exchange.variables)
  if (redirects.has(status) && words !== '') {
    const location = words.startsWith('/') ? absoluteUrl(exchange, words) : words
    return finish(exchange, ownPage(status, because, { location }))
  }
  if (words === '') return finish(exchange, ownPage(status, because))
  return finish(exchange, textDraft(status, words, target, because))
}

function textDraft(status: number, words: string, { path }: Target, because: StepRef): Draft {
  const file = { path, bytes: undefined, type: undefined, cacheControl: undefined, text: undefined }
  const headers = [['Content-Type', typeOf(file) ?? 'application/octet-stream'] as const]
  return { status, headers, body: { bytes: byteLength(words), text: words }, because }
}
