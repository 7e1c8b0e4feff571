import { assertNever } from '../../lib/assert.ts'
import { code, list, ms, number, text } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { all } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { defineProgram } from '../contract/program.ts'
import { isPreflight, usesCors } from './cors.ts'
import { queryDatabase } from './database.ts'
import { fields, type Endpoint } from './fields.ts'
import { judgeHost } from './hosts.ts'
import type en from './messages.en.ts'
import { empty, endpointContent, errorPage, finish, type Content, type Layer } from './respond.ts'
import { route, standardEndpoint } from './routing.ts'
import { startWatch, type Deadline, type Django } from './worker.ts'

const say = speaker<typeof en>('django')

/** Django 4.2 with django-cors-headers 4 under gunicorn 20.1 (sync workers). */
export const django = defineProgram({
  id: 'django',
  name: 'Django',
  profiles: ['4.2'],
  serves: 'http',
  forwards: false,
  asksDatabases: true,
  fields,
  sections: [
    { code: 'endpoints', fields: ['endpoints', 'appendSlash'] },
    { code: 'database', fields: ['database', 'databaseTimeoutMs'] },
    {
      code: 'cors',
      fields: ['corsOrigins', 'corsCredentials', 'corsMethods', 'corsHeaders', 'corsMaxAge'],
      advanced: true,
    },
    { code: 'server', fields: ['port', 'allowedHosts', 'workerTimeoutMs'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  initialState: () => null,
  derive(wiring) {
    const database = wiring.leadsTo.find((peer) => peer.serves === 'sql')
    return database ? { database: database.id } : {}
  },
  services: ({ port }) => [{ port, protocol: 'tcp', speaks: 'http', tls: false }],
  stopsOnHangUp: false,
  handle,
  findings: () => import('./findings.ts'),
})

function* handle(context: Django, { message }: Incoming): Process<Reply> {
  if (message.protocol !== 'http' || message.kind !== 'request') {
    const because = context.step('failed', say('not-http'))
    return { type: 'answer', message: response({ status: 400, headers: [['Connection', 'close']] }), because }
  }
  const path = message.target.split('?')[0] ?? '/'
  if (isPreflight(message) && usesCors(context.settings)) {
    const because = context.step('answered', say('preflight'), { setting: 'corsOrigins' })
    return answer(context, message, empty(200, []), because, 'cors')
  }
  const refusal = checkHost(context, message)
  if (refusal) return answer(context, message, errorPage(400), refusal, 'common')
  return yield* dispatch(context, message, path)
}

function* dispatch(context: Django, message: HttpRequestMessage, path: string): Process<Reply> {
  const { endpoints, appendSlash, database } = context.settings
  const method = code(message.method)
  if (endpoints === undefined) {
    context.step('decided', say('any-path', { method, path: code(path) }), { setting: 'endpoints' })
    return yield* runEndpoint(context, message, standardEndpoint(message.method, database !== undefined))
  }
  const found = route(endpoints, message.method, path, appendSlash)
  switch (found.type) {
    case 'endpoint': {
      const words = say('endpoint', { method, path: code(found.endpoint.path) })
      context.step('decided', words, { setting: `endpoints[${found.index}]` })
      return yield* runEndpoint(context, message, found.endpoint)
    }
    case 'append-slash': {
      const location = found.path + message.target.slice(path.length)
      const because = context.step('answered', say('append-slash', { path: code(found.path) }), {
        setting: 'appendSlash',
      })
      return answer(context, message, empty(301, [['Location', location]]), because, 'common')
    }
    case 'options': {
      const allowed = found.allowed.join(', ')
      const because = context.step('answered', say('options', { allowed: text(allowed) }), { setting: 'endpoints' })
      return answer(context, message, empty(200, [['Allow', allowed]]), because)
    }
    case 'method-not-allowed': {
      const allowed = found.allowed.join(', ')
      const words = say('method-not-allowed', { method, allowed: text(allowed) })
      const because = context.step('failed', words, { setting: 'endpoints' })
      return answer(context, message, empty(405, [['Allow', allowed]]), because)
    }
    case 'not-found': {
      const because = context.step('failed', say('not-found', { path: code(path) }), { setting: 'endpoints' })
      return answer(context, message, errorPage(404), because)
    }
    default:
      return assertNever(found)
  }
}

function answer(
  context: Django,
  request: HttpRequestMessage,
  content: Content,
  because: StepRef,
  layer: Layer = 'view',
): Reply {
  return { type: 'answer', message: finish(context, request, content, layer), because }
}

/** The step that says no; none if the Host is fine. */
function checkHost(context: Django, request: HttpRequestMessage): StepRef | undefined {
  const host = all(request.headers, 'Host').join(',')
  if (host === '') return undefined
  const { allowedHosts } = context.settings
  const verdict = judgeHost(host, allowedHosts)
  if (verdict === 'ok') return undefined
  if (verdict === 'malformed') return context.step('denied', say('host-malformed', { host: code(host) }))
  const allowed = list((allowedHosts ?? []).map((name) => text(name)))
  return context.step('denied', say('host-not-allowed', { host: code(host), allowed }), { setting: 'allowedHosts' })
}

function* runEndpoint(context: Django, request: HttpRequestMessage, endpoint: Endpoint): Process<Reply> {
  const deadline = startWatch(context)
  const killed = yield* think(context, endpoint.durationMs, deadline)
  if (killed) return { type: 'close', because: killed }
  let rows: number | undefined
  if (endpoint.usesDatabase !== 'none') {
    const result = yield* queryDatabase(context, endpoint.usesDatabase, deadline)
    if (result.outcome === 'worker-timeout') {
      giveUp(context)
      return { type: 'close', because: result.because }
    }
    if (result.outcome === 'failed') {
      context.step('failed', say('server-error'))
      return answer(context, request, errorPage(500), result.because)
    }
    rows = result.rows
  }
  const content = endpointContent(endpoint, request, rows)
  const because = context.step(
    'answered',
    say('answers', { status: number(content.status), type: text(content.contentType) }),
  )
  return answer(context, request, content, because)
}

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
