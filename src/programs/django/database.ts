import { code, device, ms, text } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
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

const queries = { reads: 'SELECT * FROM produkte', writes: 'INSERT INTO bestellungen' } as const satisfies Record<
  Use,
  string
>

/** A new connection for each request (CONN_MAX_AGE 0), a login where there is a server, one query. */
export function* queryDatabase(context: Django, use: Use, deadline: Deadline): Process<QueryOutcome> {
  const to = target(context)
  if (!to) return { outcome: 'failed', because: context.step('failed', say('no-database'), { setting: 'database' }) }
  const { id, address } = to
  context.step('sent', say(use === 'reads' ? 'asks-database' : 'tells-database', { database: device(id) }))
  const limit = Math.min(context.settings.databaseTimeoutMs, deadline.left())
  const opened = yield* context.connect(address, {
    timeoutMs: limit,
    purpose: address.type === 'file' ? 'local' : 'connect',
  })
  if (opened.outcome !== 'ok') {
    if (deadline.left() <= 0) return { outcome: 'worker-timeout', because: opened.because }
    context.step('failed', say('database-unreachable', { database: device(id), time: ms(opened.afterMs) }))
    return { outcome: 'failed', because: opened.because }
  }
  const { connection } = opened
  if (address.type === 'address') {
    const login = yield* tell(context, connection, { kind: 'login', text: 'app@shop' }, deadline)
    if (login.outcome !== 'ok') return login
  }
  const result = yield* tell(context, connection, { kind: 'query', text: queries[use] }, deadline)
  context.close(connection)
  return result
}

function target({ settings, wiring }: Django): { readonly id: string; readonly address: ConnectTarget } | undefined {
  const id = settings.database
  if (id === undefined) return undefined
  const service = wiring.servicesOf(id).find((one) => one.speaks === 'sql')
  if (service?.protocol === 'file') {
    return { id, address: { type: 'file', device: id, path: service.address ?? '' } }
  }
  const address = wiring.addressOf(id)
  return address === undefined || !service
    ? undefined
    : { id, address: { type: 'address', address, port: service.port } }
}

function* tell(
  context: Django,
  connection: Connection,
  message: { readonly kind: 'login' | 'query'; readonly text: string },
  deadline: Deadline,
): Process<QueryOutcome> {
  const answer = yield* context.ask(connection, { protocol: 'sql', ...message }, { timeoutMs: deadline.left() })
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
