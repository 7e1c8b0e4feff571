import { bytes, code, ms, portNumber, text } from '../../model/message.ts'
import type { ApplicationMessage, HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import { shownFrom, trustIn } from '../common/certificate-trust.ts'
import { startTls } from '../common/tls.ts'
import type { Process } from '../contract/context.ts'
import type { AskOutcome, Connection, ConnectFailure } from '../contract/outcome.ts'
import { by, say, type Exchange } from './exchange.ts'
import type { Server } from './group.ts'
import type { TryFailure } from './next-server.ts'
import { passRules, type PassRules } from './pass-rules.ts'
import type { PassTarget } from './pass-target.ts'
import { flag, valueOf, type Scope } from './scope.ts'
import { upstreamOffers } from './tls-versions.ts'
import { readAnswer } from './upstream-answer.ts'
import { fill } from './variables.ts'

interface Failed {
  readonly ended: TryFailure
  /** Whether the request had begun to go out. */
  readonly wasSent: boolean
  readonly because: StepRef
}

/** How asking one server ended. */
export type Tried = (
  | { readonly ended: 'answer'; readonly message: HttpResponseMessage; readonly because: StepRef }
  /** Bytes that are no HTTP. */
  | { readonly ended: 'garbage'; readonly message: ApplicationMessage; readonly because: StepRef }
  | Failed
) & {
  /** Virtual ms until it was connected. */
  readonly connectMs?: number
}

/** Asks one server; its connections are counted for as long as that takes. */
export function* tryServer(
  exchange: Exchange,
  server: Server,
  target: PassTarget,
  message: HttpRequestMessage,
): Process<Tried> {
  const { context, scope } = exchange
  const { address, port } = server.place
  const rules = passRules(scope)
  const { connectTimeoutMs, readTimeoutMs } = rules
  const data = { server: server.label }
  if (address === undefined) {
    return { ended: 'error', wasSent: false, because: context.step('failed', say('no-way', data)) }
  }
  const begun = context.now()
  server.state.connections += 1
  try {
    const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs: connectTimeoutMs })
    if (opened.outcome !== 'ok') return notConnected(context, rules, server, opened)
    if (target.scheme === 'https') {
      const failure = yield* encrypt(exchange, opened.connection, target, rules)
      if (failure) return failure
    }
    const connectMs = context.now() - begun
    const request = code(`${message.method} ${message.target}`)
    const host = get(message.headers, 'Host') ?? ''
    context.step(
      'sent',
      say('request-passed', { ...data, request, host: text(host) }),
      by('proxy_pass', server.setting),
    )
    const answer = yield* context.ask(opened.connection, message, { timeoutMs: readTimeoutMs })
    context.close(opened.connection)
    if (answer.outcome !== 'ok') return { ...notAnswered(context, rules, server, answer), connectMs }
    return { ...judge(context, scope, server, answer), connectMs }
  } finally {
    // Also when the caller hangs up while we wait.
    server.state.connections -= 1
  }
}

/** TLS to the server behind; its certificate is not looked at unless `proxy_ssl_verify` is on. */
function* encrypt(
  exchange: Exchange,
  connection: Connection,
  target: PassTarget,
  rules: PassRules,
): Process<Failed | undefined> {
  const { context, scope } = exchange
  const { certificateFiles } = context.settings
  const name = fill(exchange, valueOf(scope, 'proxy_ssl_name') ?? target.proxyHost.replace(/:\d+$/, ''))
  const isVerified = flag(scope, 'proxy_ssl_verify', false)
  const depth = Number(valueOf(scope, 'proxy_ssl_verify_depth') ?? 1)
  const clientCertificate = shownFrom(certificateFiles, valueOf(scope, 'proxy_ssl_certificate'))
  const tls = yield* startTls(context, connection, {
    serverName: flag(scope, 'proxy_ssl_server_name', false) ? name : undefined,
    verifyName: name,
    timeoutMs: rules.connectTimeoutMs,
    profile: isVerified ? 'curl' : 'none',
    trust: trustIn(certificateFiles, valueOf(scope, 'proxy_ssl_trusted_certificate'), depth),
    offers: upstreamOffers(scope),
    ...(clientCertificate ? { clientCertificate } : {}),
  })
  if (tls.outcome === 'ok') return undefined
  return { ended: tls.outcome === 'timed-out' ? 'timeout' : 'error', wasSent: false, because: tls.because }
}

function notConnected(
  context: Exchange['context'],
  rules: PassRules,
  server: Server,
  { outcome, because }: ConnectFailure,
): Failed {
  const data = { server: server.label, port: portNumber(server.place.port) }
  if (outcome === 'timed-out') {
    const timeout = ms(rules.connectTimeoutMs)
    context.step(
      'failed',
      say('connect-late', { ...data, timeout }),
      by('proxy_connect_timeout', rules.settingOf('proxy_connect_timeout')),
    )
    return { ended: 'timeout', wasSent: false, because }
  }
  context.step('failed', say(outcome === 'refused' ? 'connect-refused' : 'connect-unreachable', data))
  return { ended: 'error', wasSent: false, because }
}

function notAnswered(
  context: Exchange['context'],
  rules: PassRules,
  { label }: Server,
  { outcome, because }: Exclude<AskOutcome, { outcome: 'ok' }>,
): Failed {
  const data = { server: label }
  if (outcome === 'timed-out') {
    context.step(
      'failed',
      say('answer-late', { ...data, timeout: ms(rules.readTimeoutMs) }),
      by('proxy_read_timeout', rules.settingOf('proxy_read_timeout')),
    )
    return { ended: 'timeout', wasSent: true, because }
  }
  context.step('failed', say(outcome === 'reset' ? 'answer-reset' : 'answer-missing', data))
  return { ended: 'error', wasSent: true, because }
}

/** An answer has come; what it is worth. */
function judge(
  context: Exchange['context'],
  scope: Scope,
  { label }: Server,
  { message, because }: Extract<AskOutcome, { outcome: 'ok' }>,
): Tried {
  const found = readAnswer(message, scope)
  const data = { server: label }
  if (found.read === 'answer') return { ended: 'answer', message: found.message, because }
  if (found.read === 'garbage') {
    context.step('failed', say('answer-not-http', data))
    return { ended: 'garbage', message, because }
  }
  if (found.read === 'cut') context.step('failed', say('answer-cut', data))
  else if (found.read === 'broken-header') {
    context.step('failed', say('answer-header-broken', { ...data, line: code(found.line) }))
  } else {
    context.step('failed', say('answer-header-too-big', { ...data, most: bytes(found.most) }), by('proxy_buffer_size'))
  }
  return { ended: found.read === 'cut' ? 'error' : 'invalid_header', wasSent: true, because }
}
