import { byteLength } from '../../lib/utf8.ts'
import { code, ms, portNumber, text } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get, has, set } from '../../protocols/http/headers.ts'
import { startTls } from '../common/tls.ts'
import type { Process } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import { relayedHeaders } from './answer-back.ts'
import { finish, ownPage } from './answer.ts'
import { choose, furtherTries, poolFor, waitFor, type Balancer, type Member, type Pool } from './balancer.ts'
import { by, say, type Exchange } from './exchange.ts'
import { rewriteUri, type Mapping } from './mapping.ts'
import { compose, headBytes } from './request-out.ts'
import { answerOptions, answerTrace } from './static.ts'
import { proxyTls } from './tls.ts'

type Tried =
  | { readonly ended: 'answer'; readonly reply: Reply; readonly status: number }
  | { readonly ended: 'failed'; readonly status: 500 | 502 | 503; readonly isLate?: boolean; readonly because: StepRef }

/** Passes a request on (mod_proxy). Only a member of a balancer that could not be connected to is replaced. */
export function* passOn(exchange: Exchange, mapping: Mapping): Process<Reply> {
  const { context } = exchange
  const refusal = lastHop(exchange)
  if (refusal) return refusal
  const uri = rewriteUri(mapping, exchange.target, context.settings.encodedSlashes)
  if (!uri.startsWith('/')) return unreadableTarget(exchange, uri, mapping.row.asSent)
  const pool = poolFor(mapping, context)
  let left = furtherTries(pool)
  let because: StepRef | undefined
  for (let isFirst = true; ; isFirst = false) {
    const member = choose(exchange, pool, uri, isFirst) ?? (yield* waitForMember(exchange, pool, uri))
    if (!member) {
      const step = context.step('failed', say('no-member'), by('ProxyPass', 'upstreams'))
      context.step('answered', say('service-unavailable'))
      return finish(exchange, ownPage(exchange, 503, because ?? step))
    }
    member.state.busy += 1
    const result = yield* tryMember(exchange, mapping, member, uri)
    member.state.busy -= 1
    if (result.ended === 'answer') {
      judgeAnswer(exchange, member, pool, result.status)
      return result.reply
    }
    because = result.because
    if (result.status === 502) {
      judgeSilence(exchange, member, pool, result.isLate === true)
      context.step('answered', say('proxy-error'))
      return finish(exchange, ownPage(exchange, 502, because))
    }
    putIntoError(exchange, member, pool)
    // Whatever goes wrong with TLS puts the member into the error state, but nobody else is asked (proxy_handler).
    if (result.status === 500) return finish(exchange, ownPage(exchange, 500, because))
    // Whoever still counts as usable is not replaced.
    if (left <= 0 || member.state.failedAt === null) {
      context.step('answered', say('service-unavailable'))
      return finish(exchange, ownPage(exchange, 503, because))
    }
    left -= 1
    context.step('retried', say('next-member'))
  }
}

/** `Max-Forwards: 0` goes no further: TRACE and OPTIONS are answered here, everything else is a loop. */
function lastHop(exchange: Exchange): Reply | undefined {
  const { context, request } = exchange
  const hops = get(request.headers, 'Max-Forwards')
  if (hops === undefined || /^0*[1-9]\d*$/.test(hops.trim())) return undefined
  const own = request.method === 'TRACE' ? answerTrace(exchange) : undefined
  if (own) return finish(exchange, own)
  if (request.method === 'OPTIONS') return finish(exchange, answerOptions(exchange))
  return finish(exchange, ownPage(exchange, 400, context.step('denied', say('hops-used-up', { value: code(hops) }))))
}

/** Without a slash before it the path sticks to the port: no address, or, with a query's sign, no port. */
function unreadableTarget(exchange: Exchange, uri: string, asSent: boolean): Reply {
  const status = /^(?:%3F|%23|[^/]*\?)/.test(asSent ? uri : uri.replace(/\?.*$/s, '')) ? 400 : 500
  const data = { uri: code(uri), status: code(String(status)) }
  const because = exchange.context.step('failed', say('target-unreadable', data), by('ProxyPass', 'proxyPass'))
  return finish(exchange, ownPage(exchange, status, because))
}

/** `timeout` of a balancer: while nobody can be asked, a request waits (mod_proxy_balancer, find_best_worker). */
function* waitForMember(exchange: Exchange, pool: Pool, uri: string): Process<Member | undefined> {
  const { context } = exchange
  const time = waitFor(pool, context.now())
  if (time === undefined) return undefined
  const setting = `${pool.balancer?.setting ?? 'balancers'}.waitMs`
  context.step('decided', say('waits-for-member', { time: ms(time) }), by('timeout', setting))
  yield* context.work(time)
  return choose(exchange, pool, uri, false)
}

function putIntoError({ context }: Exchange, member: Member, { isBalanced }: Pool): void {
  const data = { server: member.label, time: ms(member.row.retryMs) }
  if (!isBalanced || member.row.ignoresErrors) return
  member.state.failedAt = context.now()
  context.step('decided', say('member-failed', data), by('retry', `${member.setting}.retryMs`))
}

/** `failonstatus`: an answer that comes through, but takes its member out. */
function judgeAnswer({ context }: Exchange, member: Member, { isBalanced, balancer }: Pool, status: number): void {
  member.state.failedAt = null
  const statuses = balancer?.failOnStatus?.split(/[\s,]+/) ?? []
  if (!isBalanced || !balancer || member.row.ignoresErrors || !statuses.includes(String(status))) return
  const data = { server: member.label, status: code(String(status)), time: ms(member.row.retryMs) }
  context.step('decided', say('status-counts-as-failure', data), by('failonstatus', `${balancer.setting}.failOnStatus`))
  member.state.failedAt = context.now()
}

/** `failontimeout`: nobody else is asked now, but the member is left out from now on. */
function judgeSilence({ context }: Exchange, member: Member, { balancer }: Pool, isLate: boolean): void {
  if (!isLate || !failsOnTimeout(balancer) || member.row.ignoresErrors) return
  member.state.failedAt = context.now()
  const data = { server: member.label, time: ms(member.row.retryMs) }
  const setting = `${balancer?.setting ?? ''}.failOnTimeout`
  context.step('decided', say('timeout-counts-as-failure', data), by('failontimeout', setting))
}

/** TLS to a member: whatever goes wrong with it Apache answers by itself with 500. */
function* encrypt(
  exchange: Exchange,
  member: Member,
  connection: Connection,
  timeoutMs: number,
): Process<Tried | undefined> {
  const { context } = exchange
  const named = context.settings.preserveHost ? exchange.host : (member.row.server ?? '')
  const host = context.wiring.peer(named) ? (member.place.address ?? named) : named
  const options = proxyTls(context.settings, host)
  if (!options) {
    context.close(connection)
    const words = say('proxy-engine-off', { server: member.label })
    const because = context.step('failed', words, by('SSLProxyEngine', 'tlsDirectives'))
    return { ended: 'failed', status: 500, because }
  }
  const tls = yield* startTls(context, connection, { ...options, timeoutMs })
  return tls.outcome === 'ok' ? undefined : { ended: 'failed', status: 500, because: tls.because }
}

const failsOnTimeout = (balancer: Balancer | undefined): boolean => balancer?.failOnTimeout === true

/** How long a member may take, in ms, and the setting that says so. */
function timesOf({ settings }: Exchange['context'], { row, setting }: Member) {
  const base = setting.replace(/\.server$/, '')
  const answer =
    row.timeoutMs === undefined
      ? { time: settings.timeoutMs, setting: 'timeoutMs' }
      : { time: row.timeoutMs, setting: `${base}.timeoutMs` }
  if (row.connectTimeoutMs !== undefined) {
    return { answer, connect: { time: row.connectTimeoutMs, setting: `${base}.connectTimeoutMs` } }
  }
  const all = settings.connectTimeoutMs
  return { answer, connect: all === undefined ? answer : { time: all, setting: 'connectTimeoutMs' } }
}

function* tryMember(exchange: Exchange, mapping: Mapping, member: Member, uri: string): Process<Tried> {
  const { context } = exchange
  const { address, port } = member.place
  const data = { server: member.label }
  const times = timesOf(context, member)
  if (address === undefined) {
    return { ended: 'failed', status: 503, because: context.step('failed', say('no-way', data)) }
  }
  const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs: times.connect.time })
  if (opened.outcome !== 'ok') {
    const { outcome, because } = opened
    if (outcome === 'timed-out') {
      const words = say('connect-late', { ...data, timeout: ms(times.connect.time) })
      context.step('failed', words, by('connectiontimeout', times.connect.setting))
    } else {
      const words = outcome === 'refused' ? 'connect-refused' : 'connect-unreachable'
      context.step('failed', say(words, { ...data, port: portNumber(port) }))
    }
    return { ended: 'failed', status: 503, because }
  }
  if (member.row.tls) {
    const refused = yield* encrypt(exchange, member, opened.connection, times.answer.time)
    if (refused) return refused
  }
  const message = compose(exchange, mapping, member, `${member.row.pathPrefix ?? ''}${uri}`)
  const asked = code(`${message.method} ${message.target}`)
  const host = text(message.headers[0]?.[1] ?? '')
  context.step('sent', say('request-passed', { ...data, request: asked, host }), by('ProxyPass', member.setting))
  member.state.sent += headBytes(message) + (message.body?.bytes ?? 0)
  const answer = yield* context.ask(opened.connection, message, { timeoutMs: times.answer.time })
  context.close(opened.connection)
  if (answer.outcome === 'ok') {
    const { because } = answer
    if (answer.message.protocol === 'raw') {
      // Bytes without a status line are taken for an answer of HTTP/0.9, which had none.
      context.step('assumed', say('answer-without-status', data))
      const body = { bytes: byteLength(answer.message.text), text: answer.message.text }
      return { ended: 'answer', status: 200, reply: finish(exchange, { status: 200, headers: [], body, because }) }
    }
    if (answer.message.protocol !== 'http' || answer.message.kind !== 'response') {
      context.step('failed', say('answer-not-http', data))
      return { ended: 'failed', status: 502, because }
    }
    const { status, reason, body } = answer.message
    member.state.received += byteLength(`HTTP/1.1 ${status} ${reason}`) + (body?.bytes ?? 0)
    return { ended: 'answer', status, reply: relay(exchange, mapping, member, answer.message, because) }
  }
  if (answer.outcome === 'timed-out') {
    const { time, setting } = times.answer
    context.step('failed', say('answer-late', { ...data, timeout: ms(time) }), by('ProxyTimeout', setting))
  } else context.step('failed', say(answer.outcome === 'reset' ? 'answer-reset' : 'answer-missing', data))
  return { ended: 'failed', status: 502, isLate: answer.outcome === 'timed-out', because: answer.because }
}

/** The answer from behind as it goes to the caller, or Apache's own page in its place. */
function relay(
  exchange: Exchange,
  mapping: Mapping,
  member: Member,
  answer: HttpResponseMessage,
  because: StepRef | undefined,
): Reply {
  const { context } = exchange
  const { status, reason, body, headers } = answer
  if (context.settings.errorOverride && status >= 400) {
    const data = { server: member.label, status: code(String(status)) }
    const step = context.step('answered', say('error-overridden', data), by('ProxyErrorOverride', 'errorOverride'))
    const page = ownPage(exchange, status, step)
    // Who asks for a password must be able to say so.
    const asks = get(headers, 'WWW-Authenticate')
    const kept = status === 401 && asks !== undefined ? set(page.headers, 'WWW-Authenticate', asks) : page.headers
    return finish(exchange, { ...page, headers: kept })
  }
  const relayed = relayedHeaders(exchange, mapping, answer)
  context.step('translated', say('server-hidden', { server: member.label }))
  const takesRanges = status === 200 && !has(relayed, 'Content-Range')
  return finish(exchange, { status, reason, headers: relayed, body, takesRanges, ...(because ? { because } : {}) })
}
