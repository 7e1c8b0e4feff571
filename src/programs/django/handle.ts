import { code, list, number, text, type Message } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { isPreflight, usesCors } from './cors.ts'
import { dispatch } from './dispatch.ts'
import { allowedNames, judgeHost } from './hosts.ts'
import { isOverLimit } from './limits.ts'
import type en from './messages.en.ts'
import { fullPath, pathAndQuery } from './paths.ts'
import { factsOf, gunicornScheme } from './request-facts.ts'
import { badRequest, empty, errorPage, finish, type Content, type Layer } from './respond.ts'
import { acceptedBy, release, startWatch, warmUp, type Deadline, type Django } from './worker.ts'

const say = speaker<typeof en>('django')

/** A request from the listen queue to its answer: a worker of gunicorn's, its parser, Django's middlewares, a view. */
export function* handle(context: Django, incoming: Incoming): Process<Reply> {
  const worker = yield* acceptedBy(context)
  let isGone = false
  try {
    const deadline = startWatch(context)
    yield* warmUp(context, worker)
    const reply = yield* serve(context, incoming, deadline)
    // Only a worker that ended closes without an answer.
    isGone = reply.type === 'close'
    return reply
  } finally {
    release(context, worker, isGone)
  }
}

function* serve(context: Django, { message, connection }: Incoming, deadline: Deadline): Process<Reply> {
  if (message.protocol !== 'http' || message.kind !== 'request') {
    const because = context.step('failed', say('not-http'))
    return { type: 'answer', message: response({ status: 400, headers: [['Connection', 'close']] }), because }
  }
  const peer = connection.remote.address
  const refused = refusedByGunicorn(context, message, peer)
  if (refused) return refused
  const facts = factsOf(message, connection, context.settings, context.wiring.profile)
  const answer = (content: Content, because: StepRef, layer: Layer = 'view'): Reply => ({
    type: 'answer',
    message: finish(context, message, content, layer, facts.isSecure),
    because,
  })
  if (isPreflight(message) && usesCors(context.settings)) {
    const because = context.step('answered', say('preflight'), { setting: 'corsOrigins' })
    return answer(empty(200, []), because, 'cors')
  }
  const { sslRedirect, trustForwardedProto } = context.settings
  const isRedirected = sslRedirect && !facts.isSecure
  const refusal = checkHost(context, facts.host)
  if (refusal) return answer(errorPage(400, context.settings), refusal, 'common')
  if (isRedirected) {
    const location = `https://${facts.host}${fullPath(pathAndQuery(message.target))}`
    const words = redirectWords(get(message.headers, 'X-Forwarded-Proto'), trustForwardedProto, location)
    return answer(empty(301, [['Location', location]]), context.step('answered', words, atRedirect), 'common')
  }
  return yield* dispatch(context, { request: message, facts, deadline, answer })
}

const atRedirect = { setting: 'sslRedirect' }

/** What the app went by: a header that it believes, one that it does not, or nothing at all. */
function redirectWords(proto: string | undefined, isTrusted: boolean, location: string): Message {
  const to = { location: text(location) }
  if (proto === undefined) return say('ssl-redirect', to)
  return say(isTrusted ? 'ssl-redirect-said' : 'ssl-redirect-untold', { ...to, proto: code(proto) })
}

/** What gunicorn turns down before Django sees it. */
function refusedByGunicorn(context: Django, request: HttpRequestMessage, peer: string): Reply | undefined {
  if (isOverLimit(request)) {
    const because = context.step('denied', say('over-limit', { status: number(400) }))
    return { type: 'answer', message: badRequest(), because }
  }
  if (gunicornScheme(request, peer, context.settings) !== 'contradictory') return undefined
  const because = context.step('denied', say('contradictory-scheme'), { setting: 'forwardedAllowIps' })
  return { type: 'answer', message: badRequest(), because }
}

/** The step that says no; none if the host is fine. */
function checkHost(context: Django, host: string): StepRef | undefined {
  const { allowedHosts, debug } = context.settings
  const names = allowedNames(allowedHosts, debug)
  const verdict = judgeHost(host, names)
  if (verdict === 'ok') return undefined
  if (verdict === 'malformed') return context.step('denied', say('host-malformed', { host: code(host) }))
  const allowed = list((names ?? []).map((name) => text(name)))
  const words = names?.length === 0 ? say('host-none', { host: code(host) }) : undefined
  return context.step('denied', words ?? say('host-not-allowed', { host: code(host), allowed }), {
    setting: 'allowedHosts',
  })
}
