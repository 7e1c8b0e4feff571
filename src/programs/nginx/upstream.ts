import { code, ms, number, portNumber, seconds, text } from '../../model/message.ts'
import type { ApplicationMessage, HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import { hostOf } from '../common/peers.ts'
import { startTls } from '../common/tls.ts'
import type { Process } from '../contract/context.ts'
import type { Connection, ConnectFailure } from '../contract/outcome.ts'
import { learn, isSingle, newSelection, pickServer, triesOf, unusable, type Selection } from './balance.ts'
import { by, say, secondsNow, type Exchange } from './exchange.ts'
import type { NextReason } from './fields.ts'
import type { Group, Server } from './group.ts'
import { countsAsFailure, decideNext, reasonOfStatus, type TryFailure } from './next-server.ts'
import { passRules, type PassRules } from './pass-rules.ts'
import type { PassTarget } from './pass-target.ts'
import { flag, valueOf, type Scope } from './scope.ts'

/** What came of asking the servers behind. */
export type Passed =
  | {
      readonly type: 'answer'
      readonly message: HttpResponseMessage
      readonly because: StepRef
      readonly server: Server
    }
  /** Bytes that are no HTTP: nginx takes them for HTTP/0.9 and hands them on. */
  | { readonly type: 'garbage'; readonly message: ApplicationMessage; readonly because: StepRef }
  | { readonly type: 'failed'; readonly status: 502 | 504; readonly because: StepRef }

type Tried =
  | { readonly ended: 'answer'; readonly message: ApplicationMessage; readonly because: StepRef }
  | { readonly ended: TryFailure; readonly wasSent: boolean; readonly because: StepRef }

/** Asks one server after the other until one answers or none may be tried any more (`proxy_next_upstream`). */
export function* askServers(
  exchange: Exchange,
  group: Group,
  target: PassTarget,
  message: HttpRequestMessage,
): Process<Passed> {
  const { context, method } = exchange
  const rules = passRules(exchange.scope)
  const selection = newSelection()
  const most = isSingle(group.servers) ? 1 : triesOf(group.servers)
  let triesLeft = rules.tries > 0 ? Math.min(rules.tries, most) : most
  let failure: StepRef | undefined
  for (;;) {
    const server = choose(exchange, group, selection)
    if (!server) {
      const step = context.step('failed', say('no-live-server'), by('upstream', group.settings.setting))
      return { type: 'failed', status: 502, because: failure ?? step }
    }
    noteAddress(exchange, server)
    triesLeft -= 1
    const tried = yield* tryServer(exchange, server, target, message)
    noteStatus(exchange, statusOf(tried))
    if (tried.ended === 'answer') {
      if (tried.message.protocol !== 'http' || tried.message.kind !== 'response') {
        context.step('failed', say('answer-not-http', { server: server.label }))
        return { type: 'garbage', message: tried.message, because: tried.because }
      }
      const passedOver = passOver(exchange, rules, server, tried.message.status, triesLeft)
      if (!passedOver) {
        if (!isSingle(group.servers)) learn(server, false, secondsNow(context))
        return { type: 'answer', message: tried.message, because: tried.because, server }
      }
      remember(exchange, group, server, passedOver)
    } else {
      remember(exchange, group, server, tried.ended)
      const state = { method, wasSent: tried.wasSent, triesLeft }
      const decision = decideNext(rules.next, tried.ended, state)
      if (!decision.next) {
        if (decision.why === 'sent') {
          context.step('decided', say('not-repeated', { method: code(method) }), by('proxy_next_upstream'))
        }
        return { type: 'failed', status: tried.ended === 'timeout' ? 504 : 502, because: tried.because }
      }
      context.step('retried', say('next-server'), by('proxy_next_upstream', rules.settingOf('proxy_next_upstream')))
    }
    failure = tried.because
  }
}

/** Whether this answer is passed over for another server's; the last server's is always passed on. */
function passOver(
  { context, method }: Exchange,
  rules: PassRules,
  server: Server,
  status: number,
  triesLeft: number,
): NextReason | undefined {
  const reason = reasonOfStatus(status)
  if (reason === undefined) return undefined
  const state = { method, wasSent: true, triesLeft }
  if (!decideNext(rules.next, reason, state).next) return undefined
  const data = { server: server.label, status: number(status) }
  context.step(
    'retried',
    say('answer-passed-over', data),
    by('proxy_next_upstream', rules.settingOf('proxy_next_upstream')),
  )
  return reason
}

/** Counts a failure against a server, unless it is the only one. */
function remember({ context }: Exchange, group: Group, server: Server, reason: NextReason): void {
  if (isSingle(group.servers)) return
  const now = secondsNow(context)
  learn(server, countsAsFailure(reason), now)
  if (unusable(server, now) !== 'failed') return
  const data = { server: server.label, time: ms(server.row.failTimeoutMs) }
  context.step('decided', say('server-marked-failed', data), by('max_fails', server.setting))
}

function choose(
  { context, client }: Exchange,
  { servers, settings: group }: Group,
  selection: Selection,
): Server | undefined {
  const now = secondsNow(context)
  for (const [index, server] of servers.entries()) {
    if (!selection.tried.has(index) && !isSingle(servers)) explainUnusable(context, server, now)
  }
  const result = pickServer(methodOf(group), servers, selection, { now, client })
  if (result.picked === 'none') return undefined
  const server = servers[result.index]
  if (!server) return undefined
  const data = { server: server.label }
  switch (result.picked) {
    case 'only':
      context.step('decided', say('only-server', data), by('proxy_pass', server.setting))
      break
    case 'turn':
      context.step(
        'decided',
        say('server-by-turn', { ...data, weight: number(server.row.weight) }),
        by('upstream', server.setting),
      )
      break
    case 'least':
      context.step(
        'decided',
        say('server-by-least', { ...data, count: number(server.state.connections) }),
        by('least_conn', group.methodSetting),
      )
      break
    case 'hash':
      context.step('decided', say('server-by-hash', data), by('ip_hash', group.methodSetting))
      break
    case 'backup':
      context.step('decided', say('server-backup', data), by('upstream', `${server.setting}.backup`))
  }
  return server
}

function explainUnusable(context: Exchange['context'], server: Server, now: number): void {
  const why = unusable(server, now)
  const data = { server: server.label }
  if (why === 'down') context.step('decided', say('server-down', data), by('upstream', `${server.setting}.down`))
  if (why === 'failed') {
    const left = Math.floor(server.row.failTimeoutMs / 1000) + server.state.checked - now
    context.step(
      'decided',
      say('server-left-out', { ...data, left: seconds(left + 1) }),
      by('fail_timeout', server.setting),
    )
  }
}

/** `$upstream_addr`: every server asked, in order. */
function noteAddress(exchange: Exchange, { place }: Server): void {
  const before = exchange.variables['upstream_addr']
  const here = `${hostOf({ ...place, port: 80 })}:${place.port}`
  exchange.variables = { ...exchange.variables, upstream_addr: before === undefined ? here : `${before}, ${here}` }
}

/** What `$upstream_status` says of a try. */
function statusOf(tried: Tried): number {
  if (tried.ended !== 'answer') return tried.ended === 'timeout' ? 504 : 502
  const { message } = tried
  return message.protocol === 'http' && message.kind === 'response' ? message.status : 9
}

/** `$upstream_status`: that of every server asked, in order. */
function noteStatus(exchange: Exchange, status: number): void {
  const before = exchange.variables['upstream_status']
  const here = String(status).padStart(3, '0')
  exchange.variables = { ...exchange.variables, upstream_status: before === undefined ? here : `${before}, ${here}` }
}

function* tryServer(
  { context, scope }: Exchange,
  server: Server,
  target: PassTarget,
  message: HttpRequestMessage,
): Process<Tried> {
  const { address, port } = server.place
  const rules = passRules(scope)
  const { connectTimeoutMs, readTimeoutMs } = rules
  const data = { server: server.label }
  if (address === undefined) {
    return { ended: 'error', wasSent: false, because: context.step('failed', say('no-way', data)) }
  }
  server.state.connections += 1
  try {
    const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs: connectTimeoutMs })
    if (opened.outcome !== 'ok') return notConnected(context, rules, server, opened)
    if (target.scheme === 'https') {
      const failure = yield* encrypt(context, scope, opened.connection, target, rules)
      if (failure) return failure
    }
    const request = code(`${message.method} ${message.target}`)
    const host = get(message.headers, 'Host') ?? ''
    context.step(
      'sent',
      say('request-passed', { ...data, request, host: text(host) }),
      by('proxy_pass', server.setting),
    )
    const answer = yield* context.ask(opened.connection, message, { timeoutMs: readTimeoutMs })
    context.close(opened.connection)
    if (answer.outcome === 'ok') return { ended: 'answer', message: answer.message, because: answer.because }
    const failed = { wasSent: true, because: answer.because }
    if (answer.outcome === 'timed-out') {
      context.step(
        'failed',
        say('answer-late', { ...data, timeout: ms(readTimeoutMs) }),
        by('proxy_read_timeout', rules.settingOf('proxy_read_timeout')),
      )
      return { ended: 'timeout', ...failed }
    }
    context.step('failed', say(answer.outcome === 'reset' ? 'answer-reset' : 'answer-missing', data))
    return { ended: 'error', ...failed }
  } finally {
    // Also when the caller hangs up while we wait.
    server.state.connections -= 1
  }
}

/** TLS to the server behind; its certificate is not looked at unless `proxy_ssl_verify` is on. */
function* encrypt(
  context: Exchange['context'],
  scope: Scope,
  connection: Connection,
  target: PassTarget,
  rules: PassRules,
): Process<Extract<Tried, { wasSent: boolean }> | undefined> {
  const name = valueOf(scope, 'proxy_ssl_name') ?? target.proxyHost.replace(/:\d+$/, '')
  const isVerified = flag(scope, 'proxy_ssl_verify', false)
  const serverName = flag(scope, 'proxy_ssl_server_name', false) || isVerified ? name : undefined
  const profile = isVerified ? 'curl' : 'none'
  const tls = yield* startTls(context, connection, { serverName, timeoutMs: rules.connectTimeoutMs, profile })
  if (tls.outcome === 'ok') return undefined
  return { ended: tls.outcome === 'timed-out' ? 'timeout' : 'error', wasSent: false, because: tls.because }
}

/** What this file chooses by; the others follow their turn. */
const methodOf = ({ method }: Group['settings']) =>
  method === 'least_conn' || method === 'ip_hash' ? method : 'round_robin'

function notConnected(
  context: Exchange['context'],
  rules: PassRules,
  server: Server,
  { outcome, because }: ConnectFailure,
): Tried {
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
