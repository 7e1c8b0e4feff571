import { assertNever } from '../../lib/assert.ts'
import { bytes, code, text } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { checkCsrf, type CsrfRefusal } from './csrf.ts'
import type { Endpoint } from './fields.ts'
import type en from './messages.en.ts'
import { fullPath, pathAndQuery, type PathAndQuery } from './paths.ts'
import type { RequestFacts } from './request-facts.ts'
import { empty, errorPage, type Content, type Layer } from './respond.ts'
import { route, standardEndpoint } from './routing.ts'
import { runView } from './view.ts'
import type { Deadline, Django } from './worker.ts'

const say = speaker<typeof en>('django')

/** One request on its way through Django. */
export interface Exchange {
  readonly request: HttpRequestMessage
  readonly facts: RequestFacts
  readonly deadline: Deadline
  readonly answer: (content: Content, because: StepRef, layer?: Layer) => Reply
}

/** URL dispatcher, then CsrfViewMiddleware, then the view. */
export function* dispatch(context: Django, exchange: Exchange): Process<Reply> {
  const { endpoints, appendSlash, database } = context.settings
  const { request, answer } = exchange
  const { path, query } = pathAndQuery(request.target)
  const method = code(request.method)
  if (endpoints === undefined) {
    context.step('decided', say('any-path', { method, path: code(path) }), { setting: 'endpoints' })
    return yield* enter(context, exchange, standardEndpoint(request.method, database !== undefined))
  }
  const found = route(endpoints, request.method, path, appendSlash)
  switch (found.type) {
    case 'endpoint': {
      const words = say('endpoint', { method, path: code(found.endpoint.path) })
      context.step('decided', words, { setting: `endpoints[${found.index}]` })
      return yield* enter(context, exchange, found.endpoint)
    }
    case 'append-slash':
      return addSlash(context, exchange, { path: found.path, query })
    case 'options': {
      const allowed = found.allowed.join(', ')
      const because = context.step('answered', say('options', { allowed: text(allowed) }), { setting: 'endpoints' })
      return answer(empty(200, [['Allow', allowed]]), because)
    }
    case 'method-not-allowed': {
      const allowed = found.allowed.join(', ')
      const words = say('method-not-allowed', { method, allowed: text(allowed) })
      // The view itself says so, and CsrfViewMiddleware comes before it.
      const refusal = refusedByCsrf(context, exchange, found.endpoint)
      return refusal ?? answer(empty(405, [['Allow', allowed]]), context.step('failed', words, atEndpoints))
    }
    case 'not-found':
      return answer(
        errorPage(404, context.settings),
        context.step('failed', say('not-found', { path: code(path) }), atEndpoints),
      )
    default:
      return assertNever(found)
  }
}

const atEndpoints = { setting: 'endpoints' }

/** What would be lost if the client followed; django.middleware.common, `get_full_path_with_slash`. */
const losesBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

function addSlash(context: Django, { request, answer }: Exchange, to: PathAndQuery): Reply {
  const path = code(to.path)
  if (context.settings.debug && losesBody.has(request.method)) {
    const words = say('append-slash-debug', { method: code(request.method), path })
    return answer(errorPage(500, context.settings), context.step('failed', words, { setting: 'debug' }), 'common')
  }
  const because = context.step('answered', say('append-slash', { path }), { setting: 'appendSlash' })
  return answer(empty(301, [['Location', fullPath(to)]]), because, 'common')
}

/** The middlewares that come just before a view. */
function* enter(context: Django, exchange: Exchange, endpoint: Endpoint): Process<Reply> {
  const refusal = refusedByCsrf(context, exchange, endpoint) ?? refusedBySize(context, exchange)
  return refusal ?? (yield* runView(context, exchange, endpoint))
}

function refusedByCsrf(context: Django, { request, facts, answer }: Exchange, endpoint: Endpoint): Reply | undefined {
  const refusal = checkCsrf(request, endpoint, facts, context.settings, context.wiring.profile)
  if (refusal === undefined) return undefined
  return answer(
    errorPage('csrf', context.settings),
    context.step('denied', refusalWords(refusal, facts), { setting: 'csrfProtection' }),
  )
}

function refusalWords(refusal: CsrfRefusal, { host, isSecure }: RequestFacts) {
  if (refusal !== 'origin') return say(`csrf-${refusal}`)
  return say('csrf-origin', { own: text(`${isSecure ? 'https' : 'http'}://${host}`) })
}

/** DATA_UPLOAD_MAX_MEMORY_SIZE: what a view reads at once; files of a form do not count. */
function refusedBySize(context: Django, { request, answer }: Exchange): Reply | undefined {
  const { maxBodyBytes } = context.settings
  const isFiles = request.headers.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.startsWith('multipart/form-data'),
  )
  if (isFiles || (request.body?.bytes ?? 0) <= maxBodyBytes) return undefined
  const words = say('body-too-large', { limit: bytes(maxBodyBytes) })
  return answer(errorPage(400, context.settings), context.step('denied', words, { setting: 'maxBodyBytes' }))
}
