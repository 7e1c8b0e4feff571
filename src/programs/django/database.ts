import { address, code, device, ms, text, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { ConnectTarget, Process } from '../contract/context.ts'
import type { AskOutcome, Connection } from '../contract/outcome.ts'
import type { Endpoint } from './fields.ts'
import type en from './messages.en.ts'
import type { Django, Deadline } from './worker.ts'

const say = speaker<typeof en>('django')

export type QueryOutcome =
  | { readonly outcome: 'ok'; readonly rows: number }
  | { readonly outcome: 'failed'; readonly because: StepRef }
  /** gunicorn lost patience first. */
  | { readonly outcome: 'worker-timeout'; readonly because: StepRef }

type Use = Exclude<Endpoint['usesDatabase'], 'none'>

const queries = { reads: 'SELECT * FROM produkte', writes: 'INSERT INTO produkte' } as const satisfies Record<
  Use,
  string
>

/** A new connection for each request (CONN_MAX_AGE 0), a login where there is a server, one query. */
export function* queryDatabase(context: Django, use: Use, deadline: Deadline): Process<QueryOutcome> {
  const to = target(context)
  if (!to) return { outcome: 'failed', because: context.step('failed', say('no-database'), { setting: 'database' }) }
  const { database, target: place } = to
  context.step('sent', say(use === 'reads' ? 'asks-database' : 'tells-database', { database }))
  const limit = Math.min(context.settings.databaseTimeoutMs, deadline.leftInLibrary())
  const opened = yield* context.connect(place, {
    timeoutMs: limit,
    purpose: place.type === 'file' ? 'local' : 'connect',
  })
  if (opened.outcome !== 'ok') {
    if (deadline.leftInLibrary() <= 0) return { outcome: 'worker-timeout', because: opened.because }
    context.step('failed', say('database-unreachable', { database, time: ms(opened.afterMs) }))
    return { outcome: 'failed', because: opened.because }
  }
  const { connection } = opened
  if (place.type === 'address') {
    const login = yield* tell(context, connection, { kind: 'login', text: 'app@shop' }, deadline)
    if (login.outcome !== 'ok') return login
  }
  const result = yield* tell(context, connection, { kind: 'query', text: queries[use] }, deadline)
  context.close(connection)
  return result
}

interface DatabasePlace {
  readonly database: Value
  readonly target: ConnectTarget
}

function target({ settings, wiring }: Django): DatabasePlace | undefined {
  const id = settings.database
  if (id === undefined) return undefined
  if (isAddress(id)) return { database: address(id), target: { type: 'address', address: id, port: postgresPort } }
  const service = wiring.servicesOf(id).find((one) => one.speaks === 'sql')
  if (service?.protocol === 'file') {
    return { database: device(id), target: { type: 'file', device: id, path: service.address ?? '' } }
  }
  const place = wiring.addressOf(id)
  return place === undefined || !service
    ? undefined
    : { database: device(id), target: { type: 'address', address: place, port: service.port } }
}

/** Where no drawn database says its own. */
const postgresPort = 5432

function* tell(
  context: Django,
  connection: Connection,
  message: { readonly kind: 'login' | 'query'; readonly text: string },
  deadline: Deadline,
): Process<QueryOutcome> {
  const answer = yield* context.ask(
    connection,
    { protocol: 'sql', ...message },
    { timeoutMs: deadline.leftInLibrary() },
  )
  const outcome = read(context, answer)
  if (outcome.outcome !== 'ok') context.close(connection)
  return outcome
}

function read(context: Django, answer: AskOutcome): QueryOutcome {
  if (answer.outcome === 'timed-out') return { outcome: 'worker-timeout', because: answer.because }
  if (answer.outcome !== 'ok') {
    context.step('failed', say('database-broke-off'))
    return { outcome: 'failed', because: answer.because }
  }
  const { message } = answer
  if (message.protocol !== 'sql') {
    return { outcome: 'failed', because: context.step('failed', say('database-not-sql')) }
  }
  if (message.kind === 'error') {
    context.step('failed', say('database-error', { error: code(message.text) }))
    return { outcome: 'failed', because: answer.because }
  }
  if (message.kind === 'result') context.step('received', say('database-rows', { rows: text(message.text) }))
  return { outcome: 'ok', rows: message.rows ?? 0 }
}
