import { byteLength } from '../../lib/utf8.ts'
import { code, number, text } from '../../model/message.ts'
import type { ClientCertificate, HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { all } from '../../protocols/http/headers.ts'
import { request as httpRequest } from '../../protocols/http/messages.ts'
import { judgeCaller, type Trust } from '../../protocols/tls/certificate.ts'
import { trustIn } from '../common/certificate-trust.ts'
import { soundCertificate } from '../common/tls-fields.ts'
import { answerHello, certificateFor, clientCertificateKey, serverNameKey, shownBy, versionBy } from '../common/tls.ts'
import { parseTarget, toBytes, type Target } from '../common/uri.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { finish, ownPage, type Draft } from './answer.ts'
import { configOf, type NginxServer } from './config.ts'
import { closesAfter, shownStatus } from './error-page.ts'
import { by, say, type Exchange, type NginxContext } from './exchange.ts'
import { release } from './limits.ts'
import { runPhases, type Entry } from './phases.ts'
import { answerBytes } from './raw.ts'
import { capture } from './rewrite.ts'
import { flag, from, inherited, scopeOf, valueOf, type Scope } from './scope.ts'
import { findServer, isReadableAuthority, readHost, type ServerMatch } from './server-name.ts'
import { helloOptions } from './tls-versions.ts'
import { workerFor } from './upstream-workers.ts'
import { parseSize } from './values.ts'
import { fill } from './variables.ts'

/** How often a URI may change; the last time is one too many (NGX_HTTP_MAX_URI_CHANGES). */
const mostChanges = 11

/** Answers whatever comes in on one of nginx's ports; decisions are elsewhere, this orders them. */
export function* handle(context: NginxContext, incoming: Incoming): Process<Reply> {
  const { message, connection, service } = incoming
  if (message.protocol === 'tls' && service.tls) {
    if (message.kind !== 'client-hello') return { type: 'close' }
    const first = serverFor(context, incoming, '')?.server
    const server = serverFor(context, incoming, message.serverName?.toLowerCase() ?? '')?.server ?? first
    connection.memo['tls'] = true
    const reply = answerHello(
      context,
      incoming,
      certificateFor(server?.certificate ?? context.settings, context.wiring, context.date()),
      server ? helloOptions(first?.scope ?? server.scope, server.scope, context.settings.configuration === 'full') : {},
    )
    // Who is not asked for a certificate shows none.
    if (server && callerRule(server.scope) === 'off') delete connection.memo[clientCertificateKey]
    return reply
  }
  const exchange = newExchange(context, incoming)
  if (message.protocol === 'raw') {
    return yield* answerBytes(context, incoming, { exchange, answer: (one) => answerRequest(context, incoming, one) })
  }
  if (message.protocol !== 'http' || message.kind !== 'request') {
    const isTls = message.protocol === 'tls'
    const because = context.step('denied', isTls ? say('tls-on-plain-port') : say('not-http'))
    return finish(exchange, ownPage(exchange, 400, because))
  }
  if (service.tls && connection.memo['tls'] !== true) {
    const match = serverFor(context, incoming, '')
    const because = context.step('denied', say('plain-on-tls-port'), by('listen', match?.listen?.setting))
    return yield* finalise(exchange, ownPage(exchange, 497, because))
  }
  return yield* answerRequest(context, incoming, message)
}

function* answerRequest(context: NginxContext, incoming: Incoming, message: HttpRequestMessage): Process<Reply> {
  const exchange = newExchange(context, { ...incoming, message })
  const { memo } = incoming.connection
  const count = (typeof memo['requests'] === 'number' ? memo['requests'] : 0) + 1
  memo['requests'] = count
  exchange.isLast = count >= Number(valueOf(exchange.scope, 'keepalive_requests') ?? 1000)
  const refused = readRequest(exchange, message)
  if (refused) {
    exchange.isLast = true
    return yield* finalise(exchange, ownPage(exchange, refused.status, refused.because))
  }
  const stranger = checkName(exchange, incoming) ?? checkCaller(exchange, incoming)
  if (stranger) return yield* finalise(exchange, stranger)
  try {
    return yield* finalise(exchange, yield* runPhases(exchange, { at: 'server' }))
  } finally {
    release(exchange)
  }
}

const callerRule = (scope: Scope): string => valueOf(scope, 'ssl_verify_client') ?? 'off'

/** A server that asks for certificates takes no request whose handshake was made for another name. */
function checkName(exchange: Exchange, { connection, service }: Incoming): Draft | undefined {
  const { context, scope, host } = exchange
  const asked = connection.memo[serverNameKey]
  if (!service.tls || typeof asked !== 'string' || asked === host || callerRule(scope) === 'off') return undefined
  const words = say('name-differs', { host: text(host), name: text(asked) })
  const options = by('ssl_verify_client', inherited(scope, 'ssl_verify_client').at(-1)?.setting)
  return ownPage(exchange, 421, context.step('denied', words, options))
}

/** `ssl_verify_client`: who calls over TLS must show a certificate that is trusted (ngx_http_ssl_module). */
function checkCaller(exchange: Exchange, { connection, service }: Incoming): Draft | undefined {
  const { context, scope } = exchange
  const rule = callerRule(scope)
  if (!service.tls || rule === 'off') return undefined
  const shown = shownBy(connection)
  const options = by('ssl_verify_client', inherited(scope, 'ssl_verify_client').at(-1)?.setting)
  if (shown === undefined) {
    return rule === 'on'
      ? ownPage(exchange, 496, context.step('denied', say('no-client-certificate'), options))
      : undefined
  }
  const fault = judgeShown(context, scope, shown)
  exchange.callerCertificate = fault === undefined ? 'SUCCESS' : `FAILED:${failures[fault]}`
  const isFine = fault === undefined || (rule === 'optional_no_ca' && fault === 'untrusted')
  if (!isFine) return ownPage(exchange, 495, context.step('denied', say('client-certificate-refused'), options))
  context.step('permitted', say('client-certificate-accepted'), options)
  return undefined
}

/** In OpenSSL's words, as `$ssl_client_verify` has them. */
const failures = {
  untrusted: 'unable to verify the first certificate',
  expired: 'certificate has expired',
  'wrong-purpose': 'unsuitable certificate purpose',
} as const

/** What is wrong with the caller's certificate by the authorities that the server block names. */
function judgeShown({ settings }: NginxContext, scope: Scope, shown: ClientCertificate) {
  const files = ['ssl_client_certificate', 'ssl_trusted_certificate'].flatMap((name) => valueOf(scope, name) ?? [])
  const trusts = files.map((file) => trustIn(settings.certificateFiles, file))
  const some = (pick: (trust: Trust) => boolean) => trusts.some(pick)
  return judgeCaller(shown, {
    authority: files.length === 0 || some(({ authority }) => authority),
    unknown: some(({ unknown }) => unknown),
    itself: some(({ itself }) => itself),
  })
}

const serverFor = ({ settings }: NginxContext, { connection: { local }, service }: Incoming, host: string) =>
  findServer(configOf(settings).servers, { address: local.address, port: service.port, host })

const nowhere: Target = { raw: '/', path: '/', query: undefined, host: undefined }

/** What is known before the request is read: the default server of the port answers what cannot be read. */
function newExchange(context: NginxContext, incoming: Incoming): Exchange {
  const { message, connection, service } = incoming
  const config = configOf(context.settings)
  const server = serverFor(context, incoming, '')?.server ?? config.servers[0] ?? silent
  const isRequest = message.protocol === 'http' && message.kind === 'request'
  const request = isRequest ? message : httpRequest({ method: 'GET', target: '/', headers: [] })
  return {
    context,
    config,
    request,
    scheme: service.tls ? 'https' : 'http',
    host: '',
    client: connection.remote.address,
    clientPort: connection.remote.port,
    address: connection.local.address,
    port: service.port,
    target: nowhere,
    server,
    scope: server.scope,
    location: undefined,
    uri: '/',
    args: '',
    method: request.method,
    captures: [],
    variables: {},
    isInternal: false,
    isAsSent: true,
    fitsLocation: true,
    changesLeft: mostChanges,
    errorStatus: undefined,
    isErrorPage: false,
    isBodyDropped: false,
    isIndexFound: false,
    isCounted: false,
    isLast: false,
    callerCertificate: 'NONE',
    tlsVersion: versionBy(connection),
    held: [],
    worker: workerFor(context, config, connection),
  }
}

/** Stands where no server block listens. */
const silent: NginxServer = {
  listens: [],
  names: [{ name: '', setting: undefined }],
  scope: scopeOf('server', []),
  locations: [],
  certificate: soundCertificate,
  setting: undefined,
}

interface Refused {
  readonly status: 400 | 405 | 414 | 494 | 505
  readonly because: StepRef
}

/** Reads the request line and Host, as ngx_http_request.c judges them, and finds the server block. */
function readRequest(exchange: Exchange, message: HttpRequestMessage): Refused | undefined {
  const { context, scope } = exchange
  const refuse = (status: Refused['status'], because: StepRef): Refused => ({ status, because })
  const [many = '4', size = '8k'] = inherited(scope, 'large_client_header_buffers').at(-1)?.args ?? []
  const buffer = parseSize(size) ?? 8192
  if (byteLength(`${message.method} ${message.target} HTTP/1.1\r\n`) > buffer) {
    return refuse(414, context.step('denied', say('uri-too-long'), by('large_client_header_buffers')))
  }
  const long = tooLong(message, buffer, Number(many))
  if (long) {
    return refuse(
      494,
      context.step('denied', say('header-too-long', { name: code(long[0]) }), by('large_client_header_buffers')),
    )
  }
  if (!/^[A-Z_-]+$/.test(message.method)) {
    return refuse(400, context.step('denied', say('method-unreadable', { method: code(message.method) })))
  }
  const target = parseTarget(message.target, flag(scope, 'merge_slashes', true))
  if (!target || (target.host !== undefined && !isReadableAuthority(target.host))) {
    return refuse(400, context.step('denied', say('uri-unreadable', { uri: code(message.target) })))
  }
  const hosts = all(message.headers, 'Host')
  if (hosts.length > 1) return refuse(400, context.step('denied', say('host-twice')))
  const [header] = hosts
  if (header === undefined && message.version === '1.1') return refuse(400, context.step('denied', say('host-missing')))
  for (const written of [header, target.host]) {
    if (written === undefined || readHost(written) !== undefined) continue
    return refuse(400, context.step('denied', say('host-unreadable', { host: code(written) })))
  }
  const lengths = all(message.headers, 'Content-Length')
  if (lengths.some((length) => !/^\d+$/.test(length)) || lengths.length > 1) {
    return refuse(400, context.step('denied', say('length-unreadable', { length: code(lengths.join(', ')) })))
  }
  if (message.method === 'TRACE' || message.method === 'CONNECT') {
    return refuse(405, context.step('denied', say('method-refused', { method: code(message.method) })))
  }
  const host = readHost(target.host ?? header ?? '') ?? ''
  exchange.host = host
  exchange.target = target
  exchange.uri = target.path
  exchange.args = target.query ?? ''
  chooseServer(exchange)
  return undefined
}

/** The header that no longer goes into the buffers: one is in one buffer whole. */
function tooLong({ headers }: HttpRequestMessage, buffer: number, many: number): Header | undefined {
  let used = 1
  let left = buffer
  return headers.find(([name, value]) => {
    const size = byteLength(`${name}: ${value}\r\n`)
    if (size > left) {
      used += 1
      left = buffer
    }
    left -= size
    return size > buffer || used > many
  })
}

function chooseServer(exchange: Exchange): void {
  const { context, config, address, port, host } = exchange
  const match = findServer(config.servers, { address, port, host })
  if (!match) return
  exchange.server = match.server
  exchange.scope = match.server.scope
  if (match.captures) capture(exchange, match.captures)
  explainServer(context, config.servers.length, match, host)
}

function explainServer(context: NginxContext, count: number, match: ServerMatch, host: string): void {
  const { name, setting, server, listen } = match
  if (name !== undefined && name !== '') {
    const data = { host: text(host), name: text(name) }
    context.step('decided', say('server-matched', data), by('server_name', setting))
    return
  }
  const says = server.scope.own.get('return')?.[0]?.says
  if (count < 2 || says === 'server-unknown' || server.setting === undefined) return
  const words = host === '' ? say('server-without-name') : say('server-default', { host: text(host) })
  context.step('decided', words, by('listen', listen?.setting ?? server.setting))
}

/** Lets an error page take the place of what was answered (`error_page`), and sends the answer out. */
function* finalise(exchange: Exchange, produced: Draft | Reply): Process<Reply> {
  let result = produced
  for (;;) {
    if ('type' in result) return result
    const entry = takeOver(exchange, result)
    if (!entry) return finish(exchange, result)
    if ('status' in entry) return finish(exchange, entry)
    result = yield* runPhases(exchange, entry)
  }
}

function takeOver(exchange: Exchange, draft: Draft): Entry | Draft | undefined {
  const { context, scope, isErrorPage } = exchange
  const { status } = draft
  if (!(draft.isPage || draft.isFromBehind) || status < 300) return undefined
  if (isErrorPage && !flag(scope, 'recursive_error_pages', false)) return undefined
  const page = inherited(scope, 'error_page').find(({ args }) => args.slice(0, -1).includes(String(status)))
  if (!page) return undefined
  const answer = page.args.find((arg) => /^=\d*$/.test(arg))?.slice(1)
  const target = fill(exchange, page.args.at(-1) ?? '')
  exchange.isErrorPage = true
  if (closesAfter.has(status)) exchange.isLast = true
  exchange.changesLeft -= 1
  const step = context.step('decided', say('error-page', { status: number(status), to: code(target) }), from(page))
  if (exchange.changesLeft === 0) return ownPage(exchange, 500, step)
  if (!target.startsWith('/') && !target.startsWith('@')) {
    const redirect = [301, 302, 303, 307, 308].includes(Number(answer)) ? Number(answer) : 302
    return ownPage(exchange, redirect, step, { location: target })
  }
  exchange.errorStatus = answer === undefined ? shownStatus(status) : answer === '' ? undefined : Number(answer)
  exchange.isInternal = true
  if (target.startsWith('@')) return { at: 'named', name: target }
  const [path = '', ...query] = target.split('?')
  exchange.uri = toBytes(path)
  exchange.args = query.join('?')
  exchange.isAsSent = false
  if (exchange.method !== 'HEAD') exchange.method = 'GET'
  return { at: 'server' }
}
