import { ms, number, text } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { cookieHeaders, tokenFor } from './csrf-form.ts'
import { queryDatabase } from './database.ts'
import type { Exchange } from './dispatch.ts'
import type { Endpoint } from './fields.ts'
import type en from './messages.en.ts'
import { endpointContent, errorPage } from './respond.ts'
import type { Deadline, Django } from './worker.ts'

const say = speaker<typeof en>('django')

/** What an exception in a view becomes (Django's exception handlers, DEBUG off). */
const errors = {
  raises: ['raises', 500],
  forbids: ['forbids', 403],
  suspects: ['suspects', 400],
  'finds-nothing': ['finds-nothing', 404],
} as const

/** The view: works, asks the database, answers. */
export function* runView(context: Django, exchange: Exchange, endpoint: Endpoint): Process<Reply> {
  const { request, facts, deadline, answer } = exchange
  const killed = yield* think(context, endpoint.durationMs, deadline)
  if (killed) return { type: 'close', because: killed }
  if (endpoint.ends === 'exits') return { type: 'close', because: context.step('failed', say('exits'), atEndpoints) }
  if (endpoint.ends !== 'answers') {
    const [word, status] = errors[endpoint.ends]
    return answer(errorPage(status, context.settings), context.step('failed', say(word), atEndpoints))
  }
  let rows: number | undefined
  if (endpoint.usesDatabase !== 'none') {
    const result = yield* queryDatabase(context, endpoint.usesDatabase, deadline)
    if (result.outcome === 'worker-timeout') {
      giveUp(context)
      return { type: 'close', because: result.because }
    }
    if (result.outcome === 'failed') {
      context.step('failed', say('server-error'))
      return answer(errorPage(500, context.settings), result.because)
    }
    rows = result.rows
  }
  const token = tokenFor(context, request, endpoint)
  const seen = endpoint.tellsRequest ? { ...facts, app: nameOf(context) } : undefined
  const plain = endpointContent(endpoint, request, { rows, token: token?.token, seen })
  const headers = [...(plain.headers ?? []), ...(token ? cookieHeaders(context, token) : [])]
  const words = say('answers', { status: number(plain.status), type: text(plain.contentType) })
  return answer({ ...plain, headers }, context.step('answered', words))
}

const atEndpoints = { setting: 'endpoints' }

const nameOf = ({ wiring }: Django): string => wiring.peer(wiring.device)?.name ?? wiring.device

/** Works; if gunicorn loses patience meanwhile, the step that says so. */
function* think(context: Django, durationMs: number, deadline: Deadline): Process<StepRef | undefined> {
  if (durationMs <= deadline.left()) {
    if (durationMs > 0) context.step('worked', say('works', { time: ms(durationMs) }))
    yield* context.work(durationMs)
    return undefined
  }
  yield* context.work(deadline.left())
  return giveUp(context)
}

function giveUp(context: Django): StepRef {
  const limit = ms(context.settings.workerTimeoutMs)
  return context.step('failed', say('worker-timeout', { limit }), { setting: 'workerTimeoutMs' })
}
