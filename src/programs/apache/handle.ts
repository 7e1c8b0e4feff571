import { byteLength } from '../../lib/utf8.ts'
import { code, text } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { all } from '../../protocols/http/headers.ts'
import { request as httpRequest } from '../../protocols/http/messages.ts'
import { answerHello, certificateFor } from '../common/tls.ts'
import { escapePath, fromBytes, parseTarget, withQuery, type Target } from '../common/uri.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { finish, ownPage, type Draft } from './answer.ts'
import { absoluteUrl, by, say, type ApacheContext, type Exchange } from './exchange.ts'
import { coveringRow, mapPath } from './mapping.ts'
import { passOn } from './proxy.ts'
import { answerTrace, lookUp, serveFile } from './static.ts'
import { helloOptions } from './tls.ts'
import { chooseVirtualHost, hostName, isReadableHost, matchAlias } from './virtual-host.ts'

/** `LimitRequestLine` (8190) and the byte that ends the line. */
const longestLine = 8191

/** `LimitRequestFieldSize`, in bytes. */
const longestField = 8190

/** Answers whatever comes in on one of Apache's ports; decisions are elsewhere, this orders them. */
export function* handle(context: ApacheContext, incoming: Incoming): Process<Reply> {
  const { message, connection, service } = incoming
  if (message.protocol === 'tls' && service.tls) {
    if (message.kind !== 'client-hello') return { type: 'close' }
    connection.memo['tls'] = true
    const certificate = certificateFor(context.settings, context.wiring, context.date())
    return answerHello(context, incoming, certificate, helloOptions(context.settings))
  }
  if (message.protocol !== 'http' || message.kind !== 'request') {
    const because = context.step('denied', message.protocol === 'tls' ? say('tls-on-plain-port') : say('not-http'))
    return refuse(context, incoming, 400, because)
  }
  if (service.tls && connection.memo['tls'] !== true) {
    return refuse(
      context,
      incoming,
      400,
      context.step('denied', say('plain-on-tls-port'), by('SSLEngine', 'httpsPort')),
    )
  }
  const read = readRequest(context, incoming, message)
  if (read.type === 'refused') return refuse(context, incoming, read.status, read.because, message)
  return yield* serve(read.exchange)
}

/** What is known of a request that cannot be read. */
function bareExchange(
  context: ApacheContext,
  { connection, service }: Incoming,
  message?: HttpRequestMessage,
): Exchange {
  return {
    context,
    request: message ?? httpRequest({ method: 'GET', target: '/', headers: [] }),
    scheme: service.tls ? 'https' : 'http',
    host: connection.local.address,
    authority: connection.local.address,
    client: connection.remote.address,
    port: service.port,
    target: { raw: '/', path: '/', query: undefined, host: undefined },
  }
}

function refuse(
  context: ApacheContext,
  incoming: Incoming,
  status: number,
  because: StepRef,
  message?: HttpRequestMessage,
): Reply {
  const exchange = bareExchange(context, incoming, message)
  if (status === 200) return finish(exchange, { status, headers: [], because })
  return finish(exchange, ownPage(exchange, status, because))
}

type Read =
  | { readonly type: 'read'; readonly exchange: Exchange }
  | { readonly type: 'refused'; readonly status: Refusal; readonly because: StepRef }

type Refusal = 200 | 400 | 404 | 405 | 414 | 417

const refused = (status: Refusal, because: StepRef): Read => ({ type: 'refused', status, because })

function readRequest(context: ApacheContext, incoming: Incoming, message: HttpRequestMessage): Read {
  if (byteLength(`${message.method} ${message.target} HTTP/1.1`) > longestLine) {
    return refused(414, context.step('denied', say('uri-too-long'), by('LimitRequestLine')))
  }
  const uri = code(message.target)
  const unfit = judgeHead(context, message)
  if (unfit) return unfit
  const { encodedSlashes } = context.settings
  // A path that climbs above the root is found out before its escapes are resolved.
  if (!parseTarget(message.target.replace(/%(?:00|2f)/gi, 'x'))) {
    return refused(400, context.step('denied', say('uri-unreadable', { uri })))
  }
  // Zero bytes and encoded slashes are no names of files: Apache says 404 where others say 400.
  if ((encodedSlashes === 'refused' ? /^[^?#]*%(00|2f)/i : /^[^?#]*%00/).test(message.target)) {
    return refused(
      404,
      context.step('denied', say('uri-encoded', { uri }), by('AllowEncodedSlashes', 'encodedSlashes')),
    )
  }
  const target = readTarget(context, message.target)
  if (!target) return refused(400, context.step('denied', say('uri-unreadable', { uri })))
  const hosts = all(message.headers, 'Host')
  const header = hosts[0]?.trim()
  if (hosts.length > 1) return refused(400, context.step('denied', say('host-twice')))
  if (header === undefined && message.version === '1.1')
    return refused(400, context.step('denied', say('host-missing')))
  const authority = target.host ?? header
  const bare = bareExchange(context, incoming, message)
  if (authority === undefined) return { type: 'read', exchange: { ...bare, target } }
  if (!isReadableHost(authority)) {
    return refused(400, context.step('denied', say('host-unreadable', { host: code(authority) })))
  }
  return { type: 'read', exchange: { ...bare, host: hostName(authority), authority, target } }
}

/** The target as Apache reads it; an encoded slash that is kept stays as it was written. */
function readTarget({ settings }: ApacheContext, sent: string): Target | undefined {
  const { encodedSlashes, mergeSlashes } = settings
  // Slashes at the very front are one in any case.
  const written = sent.replace(/^\/{2,}/, '/')
  if (encodedSlashes !== 'kept') return parseTarget(written, mergeSlashes)
  const target = parseTarget(
    written.replace(/^[^?]*/, (path) => path.replace(/%(2f)/gi, '%25$1')),
    mergeSlashes,
  )
  const raw = parseTarget(written, mergeSlashes)?.raw
  return target && raw !== undefined ? { ...target, raw } : undefined
}

/** What is wrong with a request before anybody looks at where it leads (ap_read_request). */
function judgeHead(context: ApacheContext, { method, target, headers }: HttpRequestMessage): Read | undefined {
  if (method === 'CONNECT') {
    const because = context.step('denied', say('connect-refused-here'))
    return refused(/^[^/?]+:\d+$/.test(target) ? 405 : 400, because)
  }
  if (target === '*' && method === 'OPTIONS') {
    return refused(200, context.step('answered', say('options-for-server')))
  }
  // A fragment stays in the browser, and blanks would end the address.
  // oxlint-disable-next-line eslint/no-control-regex -- controls are what must not be there.
  if (/[#\s\u0000-\u001f\u007f]/.test(target)) {
    return refused(400, context.step('denied', say('uri-unreadable', { uri: code(target) })))
  }
  const bad = headers.find(([name, value]) => !isFieldName(name) || byteLength(`${name}: ${value}`) > longestField)
  const framing = headers.find(([name, value]) => isUnreadableLength(name, value))
  if (bad || framing) {
    const name = code((bad ?? framing ?? [''])[0].slice(0, 100))
    return refused(400, context.step('denied', say('header-unreadable', { name })))
  }
  const expected = all(headers, 'Expect').find((value) => !/^100-continue$/i.test(value))
  return expected === undefined
    ? undefined
    : refused(417, context.step('denied', say('expectation-unknown', { value: code(expected) })))
}

/** Where the body ends must be plain: a number, or chunks at the end of what was done to it (RFC 9112 section 6.3). */
function isUnreadableLength(name: string, value: string): boolean {
  if (/^content-length$/i.test(name)) return !/^\d+$/.test(value)
  return /^transfer-encoding$/i.test(name) && !/(?:^|,)\s*chunked\s*$/i.test(value)
}

const isFieldName = (name: string): boolean => /^[!#$%&'*+.^`|~\w-]+$/.test(name)

function* serve(exchange: Exchange): Process<Reply> {
  const refusal = chooseHost(exchange) ?? redirectToHttps(exchange)
  if (refusal) return finish(exchange, refusal)
  const { context, target, virtualHost } = exchange
  const { settings } = context
  const mapping = mapPath(settings, target.path, virtualHost)
  if (mapping?.index !== undefined) {
    const data = { path: text(fromBytes(target.path)), alias: code(mapping.row.path) }
    context.step('decided', say('path-mapped', data), by('ProxyPass', `proxyPass[${mapping.index}]`))
    const denial = deny(exchange)
    return denial ? finish(exchange, denial) : yield* passOn(exchange, mapping)
  }
  const early = redirect(exchange) ?? answerTrace(exchange) ?? deny(exchange)
  if (early) return finish(exchange, early)
  if (!mapping) {
    const isSet = (settings.proxyPass ?? []).length > 0
    if (isSet) context.step('decided', say('stays-here'), by('ProxyPass', 'proxyPass'))
    return finish(exchange, serveFile(exchange, lookUp(exchange)))
  }
  const found = lookUp(exchange)
  if (found.found === 'file') return finish(exchange, serveFile(exchange, found))
  context.step('decided', settings.files ? say('unset-try') : say('unset-proxy'), by('ProxyPass', 'proxyPass'))
  return yield* passOn(exchange, mapping)
}

/** `Redirect`: what follows the path is put behind the new place, and so is the query (mod_alias). */
function redirect(exchange: Exchange): Draft | undefined {
  const { context, target, virtualHost } = exchange
  const found = coveringRow(context.settings.redirects ?? [], target.path, virtualHost)
  if (!found) return undefined
  const { row, index, matched } = found
  const options = by('Redirect', `redirects[${index}]`)
  if (row.status < 300 || row.status > 399) {
    const words = say('path-gone', { path: code(row.path), status: code(String(row.status)) })
    return ownPage(exchange, row.status, context.step('answered', words, options))
  }
  const place = `${row.to ?? ''}${escapePath(target.path.slice(matched))}`
  const location = place.startsWith('/') ? absoluteUrl(exchange, place) : place
  // A new place with a query of its own keeps that one.
  const whole = place.includes('?') ? location : withQuery(location, target.query)
  const words = say('redirected', { path: code(row.path), to: code(whole) })
  return ownPage(exchange, row.status, context.step('answered', words, options), whole)
}

/** `Require all denied` for a path. */
function deny(exchange: Exchange): Draft | undefined {
  const { context, target, virtualHost } = exchange
  const found = coveringRow(context.settings.denied ?? [], target.path, virtualHost)
  if (!found) return undefined
  const words = say('path-denied', { path: code(found.row.path) })
  return ownPage(exchange, 403, context.step('denied', words, by('Require', `denied[${found.index}]`)))
}

/** A name that no virtual host has goes to the default one, which knows no page. */
function chooseHost(exchange: Exchange): Draft | undefined {
  const { context, host, port } = exchange
  const hosts = context.settings.virtualHosts ?? []
  const chosen = chooseVirtualHost(hosts, host, port)
  const own = chosen && hosts[chosen.index]
  if (chosen && own) {
    exchange.virtualHost = own.key
    const name = text(chosen.by ?? own.name ?? own.key)
    const words =
      chosen.by === undefined ? say('host-default', { name }) : say('server-matched', { host: text(host), name })
    context.step('decided', words, by('VirtualHost', `virtualHosts[${chosen.index}]`))
    return undefined
  }
  const names = context.settings.serverNames ?? []
  if (names.length === 0) return undefined
  const index = matchAlias(names, host)
  if (index === undefined) {
    const because = context.step('denied', say('server-unknown', { host: text(host) }), by('ServerName', 'serverNames'))
    return ownPage(exchange, 404, because)
  }
  const data = { host: text(host), name: text(names[index] ?? '') }
  context.step('decided', say('server-matched', data), by('ServerName', `serverNames[${index}]`))
  return undefined
}

function redirectToHttps(exchange: Exchange): Draft | undefined {
  const { context, scheme, host, target } = exchange
  const { https, httpsPort, redirectToHttps } = context.settings
  if (!https || !redirectToHttps || scheme === 'https') return undefined
  const location = absoluteUrl({ scheme: 'https', host, port: httpsPort }, target.raw)
  const because = context.step(
    'answered',
    say('https-redirect', { to: code(location) }),
    by('Redirect', 'redirectToHttps'),
  )
  return ownPage(exchange, 301, because, location)
}
