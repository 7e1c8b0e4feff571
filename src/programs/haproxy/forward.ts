import { code, ms, nested, number, text, type Value } from '../../model/message.ts'
import type { HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { AskOutcome, Reply } from '../contract/outcome.ts'
import { bareAnswer, errorAnswer, ownAnswer } from './answers.ts'
import { applyRequestRules, applyResponseRules, type Ruled } from './apply-rules.ts'
import { modelOf } from './compile.ts'
import { answerWithCookie, readCookie, requestWithoutCookie } from './cookie.ts'
import { settingOf, type Proxy, type Server } from './model.ts'
import { observe } from './observe.ts'
import { openServer, tryAgain, type Call } from './open.ts'
import { isReadable, isTooLong } from './request-check.ts'
import { backendFor, namedServer } from './route.ts'
import { credentialsIn } from './sample.ts'
import { Seat } from './seat.ts'
import type { Sight } from './sight.ts'
import { sightOf } from './sights.ts'
import { type Ctx } from './state.ts'
import { changedRequest, closing } from './upstream-request.ts'
import { manual, nameOf, say, whyFailed } from './words.ts'

/** Mode `http`: every request is read and distributed by itself, and failures are answered (manual 4.2, "mode"). */
export function* forward(
  context: Ctx,
  incoming: Incoming,
  frontend: Proxy,
  request: HttpRequestMessage,
): Process<Reply> {
  const seat = new Seat(context)
  const used: Used = { backend: undefined }
  try {
    const reply = yield* pass(context, incoming, { frontend, seat, used }, request)
    return yield* afterwards(context, incoming, { frontend, used, request }, reply)
  } finally {
    seat.leave()
  }
}

/** Which backend a request came to, once that is decided. */
interface Used {
  backend: Proxy | undefined
}

/** `http-after-response`: for every answer, whoever gave it. */
function* afterwards(
  context: Ctx,
  incoming: Incoming,
  { frontend, used, request }: { frontend: Proxy; used: Used; request: HttpRequestMessage },
  reply: Reply,
): Process<Reply> {
  const proxies = [...new Set([used.backend ?? frontend, frontend])].filter(({ afterRules }) => afterRules.length > 0)
  if (proxies.length === 0 || reply.type !== 'answer') return reply
  let { message } = reply
  const sight = sightOf(context, modelOf(context.settings), incoming, frontend, request)
  for (const proxy of proxies) {
    if (message.protocol !== 'http' || message.kind !== 'response') return reply
    const ruled = yield* applyResponseRules(context, { ...proxy, responseRules: proxy.afterRules }, sight, message)
    if (ruled.outcome === 'goes-on') message = ruled.message
  }
  return { ...reply, message }
}

function* pass(
  context: Ctx,
  incoming: Incoming,
  { frontend, seat, used }: { frontend: Proxy; seat: Seat; used: Used },
  request: HttpRequestMessage,
): Process<Reply> {
  if (isTooLong(request)) {
    const because = context.step('failed', say('too-long', { termination: code('PR') }), {
      source: manual('3.2 tune.bufsize'),
    })
    return answerSelf(context, 400, because, [frontend])
  }
  if (!isReadable(request)) {
    const because = context.step('failed', say('not-http', { termination: code('PR') }), { source: manual('8.5') })
    return answerSelf(context, 400, because, [frontend])
  }
  const model = modelOf(context.settings)
  const sight = sightOf(context, model, incoming, frontend, request)
  if (frontend.monitorUri !== undefined && request.target.replace(/\?.*$/, '') === frontend.monitorUri) {
    const because = context.step('answered', say('monitored'), { setting: settingOf(frontend, 'monitorUri') })
    return { type: 'answer', message: ownAnswer(200), because }
  }
  const ruled = yield* applyRequestRules(context, frontend, sight, request)
  if (ruled.outcome !== 'goes-on') return replyOf(ruled)
  const page = statistics(context, frontend, ruled.message)
  if (page) return page
  const backend = backendFor(context, model, frontend, { ...sight, request: ruled.message })
  if (!backend) return answerSelf(context, 503, noBackend(context, frontend), [frontend])
  used.backend = backend
  const seen: Sight = { ...sight, request: ruled.message, backend: backend.name }
  const again = backend === frontend ? ruled : yield* applyRequestRules(context, backend, seen, ruled.message)
  if (again.outcome !== 'goes-on') return replyOf(again)
  const itsPage = backend === frontend ? undefined : statistics(context, backend, again.message)
  if (itsPage) return itsPage
  return yield* toServer(
    context,
    { frontend, backend, sight: { ...seen, request: again.message }, seat },
    again.message,
  )
}

/** The statistics page, for whoever may see it (manual 4.2, "stats enable"). */
function statistics(context: Ctx, proxy: Proxy, { target, headers }: HttpRequestMessage): Reply | undefined {
  const { stats } = proxy
  if (!stats || !target.startsWith(stats.uri)) return undefined
  const options = { setting: settingOf(proxy, 'stats'), source: manual('4.2 stats uri') }
  const credentials = credentialsIn(get(headers, 'Authorization'))
  if (stats.users.length > 0 && (credentials === undefined || !stats.users.includes(credentials))) {
    const because = context.step('denied', say('rule-asks-password', { status: number(401) }), options)
    const message = ownAnswer(401, [['WWW-Authenticate', `Basic realm="${stats.realm}"`]])
    return { type: 'answer', message, because }
  }
  const because = context.step('answered', say('shows-statistics'), options)
  const message = bareAnswer(200, [['Content-Type', 'text/html']], '<h1>Statistics Report for HAProxy</h1>\n')
  return { type: 'answer', message, because }
}

const noBackend = (context: Ctx, frontend: Proxy): StepRef =>
  context.step('failed', say('no-backend', { frontend: text(frontend.name) }), {
    setting: settingOf(frontend, 'defaultBackend'),
    source: manual('4.2 default_backend'),
  })

interface Way {
  readonly frontend: Proxy
  readonly backend: Proxy
  readonly sight: Sight
  readonly seat: Seat
}

function* toServer(context: Ctx, way: Way, request: HttpRequestMessage): Process<Reply> {
  const { backend, sight, seat } = way
  const cookie = readCookie(context, backend, request)
  const direct = cookie.server && {
    server: cookie.server,
    by: 'cookie' as const,
    setting: settingOf(backend, 'cookie'),
  }
  const call: Call = { backend, sight, seat, retries: 0, direct: direct ?? namedServer(backend, sight) }
  const message = changedRequest(context, way, requestWithoutCookie(request, backend.cookie, cookie.isValid))
  let first: Server | undefined
  for (;;) {
    const opened = yield* openServer(context, call, first)
    if (opened.outcome === 'failed') return answerSelf(context, 503, opened.because, [backend, way.frontend])
    const { server } = opened
    const name = { server: nameOf(server, context.wiring) }
    context.step('sent', say('request-sent', name), { setting: server.setting, source: manual('4.2 mode') })
    const answer = yield* context.ask(opened.connection, message, { timeoutMs: backend.serverMs })
    context.close(opened.connection)
    const reason = reasonOf(answer)
    noticeAnswer(context, server, answer)
    if (reason !== undefined && backend.retryOn.has(reason) && call.retries < backend.retries) {
      const next = yield* tryAgain(context, call, server, { answer: whyAgain(answer) })
      if (next.outcome === 'failed') return answerSelf(context, 503, next.because, [backend, way.frontend])
      first = next.server
      continue
    }
    const isValid = cookie.isValid && cookie.server === server
    return yield* replyFor(context, way, server, { answer, isValid, isPost: message.method === 'POST' })
  }
}

/** What `retry-on` calls it; nothing where there is no reason to ask again. */
function reasonOf(answer: AskOutcome): string | undefined {
  if (answer.outcome === 'timed-out') return 'response-timeout'
  if (answer.outcome !== 'ok') return 'empty-response'
  const { message } = answer
  return message.protocol === 'http' && message.kind === 'response' ? String(message.status) : 'junk-response'
}

/** The same in two words. */
function whyAgain(answer: AskOutcome): Value {
  if (answer.outcome !== 'ok') return whyFailed(answer.outcome)
  const { message } = answer
  const isAnswer = message.protocol === 'http' && message.kind === 'response'
  return isAnswer ? nested(say('why.answered', { status: number(message.status) })) : whyFailed('not-http')
}

/** Of statuses those that speak of a broken server count as errors (manual 5.2, "observe"). */
function noticeAnswer(context: Ctx, server: Server, answer: AskOutcome): void {
  const reason = Number(reasonOf(answer))
  const isGood = reason >= 100 && (reason < 500 || reason === 501 || reason === 505)
  observe(context, server, { layer: 7, isGood })
}

interface Answered {
  readonly answer: AskOutcome
  readonly isValid: boolean
  readonly isPost: boolean
}

function* replyFor(context: Ctx, way: Way, server: Server, { answer, isValid, isPost }: Answered): Process<Reply> {
  const failed = sayFailure(context, way, server, answer)
  if (failed) return answerSelf(context, failed.status, failed.because, [way.backend, way.frontend])
  if (answer.outcome !== 'ok' || answer.message.protocol !== 'http' || answer.message.kind !== 'response') {
    return answerSelf(context, 502, answer.because, [way.backend, way.frontend])
  }
  const { backend, frontend, sight } = way
  const withCookie = answerWithCookie(context, backend, server, { isValid, isPost, answer: answer.message })
  const seen: Sight = { ...sight, server: server.name }
  const ruled = yield* applyResponseRules(context, backend, seen, withCookie)
  if (ruled.outcome !== 'goes-on') return replyOf(ruled)
  const again = backend === frontend ? ruled : yield* applyResponseRules(context, frontend, seen, ruled.message)
  if (again.outcome !== 'goes-on') return replyOf(again)
  const message = closing(again.message, way)
  const name = { server: nameOf(server, context.wiring) }
  if (isCut(answer.message)) {
    const cut = say('answer-cut', { ...name, termination: code('SD') })
    return { type: 'answer', message, because: context.step('failed', cut, { source: manual('8.5') }) }
  }
  context.step('forwarded', say('answer-passed', name))
  return { type: 'answer', message, because: answer.because }
}

/** Less came than was announced. */
function isCut({ headers, body }: HttpResponseMessage): boolean {
  const announced = Number(get(headers, 'Content-Length') ?? Number.NaN)
  return (body?.bytes ?? 0) < announced && body !== undefined
}

/** Says why there is no answer to pass on, and what the client gets instead. */
function sayFailure(
  context: Ctx,
  { backend }: Way,
  server: Server,
  answer: AskOutcome,
): { readonly status: 502 | 504; readonly because: StepRef } | undefined {
  const name = { server: nameOf(server, context.wiring) }
  if (answer.outcome === 'timed-out') {
    const timeout = ms(backend.serverMs)
    context.step('failed', say('server-silent', { ...name, timeout, termination: code('sH') }), {
      setting: settingOf(backend, 'serverMs'),
      source: manual('8.5'),
    })
    return { status: 504, because: answer.because }
  }
  if (answer.outcome !== 'ok') {
    context.step('failed', say('answer-broken', { ...name, termination: code('SH') }), { source: manual('8.5') })
    return { status: 502, because: answer.because }
  }
  if (answer.message.protocol === 'http' && answer.message.kind === 'response') return undefined
  const message = say('answer-invalid', { ...name, termination: code('PH') })
  return { status: 502, because: context.step('failed', message, { source: manual('8.5') }) }
}

function replyOf(ruled: Exclude<Ruled<never>, { outcome: 'goes-on' }>): Reply {
  const { because } = ruled
  if (ruled.outcome === 'silent') return { type: 'silence', because }
  return ruled.outcome === 'closed' ? { type: 'close', because } : { type: 'answer', message: ruled.message, because }
}

/** An answer of the balancer's own, or where one of its proxies sends the client instead; what made it so may be elsewhere. */
export function answerSelf(context: Ctx, status: number, because: StepRef, proxies: readonly Proxy[]): Reply {
  context.step('answered', say('answers-itself', { status: code(String(status)) }), { source: manual('1.3.1') })
  return { type: 'answer', message: errorAnswer(status, proxies), because }
}
