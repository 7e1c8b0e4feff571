import { code, ms, number, type Message } from '../../model/message.ts'
import type { SqlMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { Context, Incoming, Process } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import type { Behaviour } from '../contract/program.ts'
import type en from './sql-server-messages.en.ts'
import type { SqlServerSettings } from './sql-server.ts'

/** What a database server decides by itself, between the logins and queries that all of them take alike. */
interface SqlServer<Settings> {
  /** `undefined`: the session begins. */
  login(context: Context<Settings, null>, message: SqlMessage, connection: Connection): Reply | undefined
  /** What keeps a query from its rows, at once or after waiting for them; `undefined`: nothing. */
  hinder(context: Context<Settings, null>, isWrite: boolean): Process<Reply | undefined>
  /** How a result ends on the wire. */
  end(isWrite: boolean, rows: number): string
}

/** A database server on a network: who has logged in on a connection may ask there. Its messages spread `sql-server-messages`. */
export function sqlServerBehaviour<Settings extends SqlServerSettings>(
  id: string,
  server: SqlServer<Settings>,
): Behaviour<Settings, null> {
  const say = speaker<ReturnType<typeof en>>(id)

  function* handle(context: Context<Settings, null>, { message, connection }: Incoming): Process<Reply> {
    if (message.protocol !== 'sql') return { type: 'close', because: context.step('failed', say('not-sql')) }
    if (message.kind === 'login') {
      const refusal = server.login(context, message, connection)
      connection.memo['loggedIn'] = refusal === undefined
      return refusal ?? begin(context, message)
    }
    if (connection.memo['loggedIn'] !== true) return refuse(context, say('no-login'), 'no session', 'acceptsPassword')
    return yield* query(context, message)
  }

  function begin(context: Context<Settings, null>, { text }: SqlMessage): Reply {
    const because = context.step('permitted', say('login', { user: code(text) }))
    return { type: 'answer', message: { protocol: 'sql', kind: 'login-ok', text }, because }
  }

  function* query(context: Context<Settings, null>, { text }: SqlMessage): Process<Reply> {
    const { queryMs, rows } = context.settings
    const isWrite = writes(text)
    const hindrance = yield* server.hinder(context, isWrite)
    if (hindrance) return hindrance
    context.step('worked', say(isWrite ? 'written' : 'read', { query: code(text), time: ms(queryMs) }))
    yield* context.work(queryMs)
    const found = isWrite ? 1 : rows
    const because = context.step('answered', say(isWrite ? 'changed' : 'rows', { rows: number(found) }))
    return sqlResult(server.end(isWrite, found), found, because)
  }

  return { initialState: () => null, handle }
}

/** Whether a query changes rows: all but SELECT do. */
export const writes = (query: string): boolean => !/^select\b/i.test(query)

/** PostgreSQL's command tag, with which a result ends (protocol 3.0, CommandComplete). */
export const commandTag = (isWrite: boolean, rows: number): string => (isWrite ? `INSERT 0 ${rows}` : `SELECT ${rows}`)

/** The rows that a query found, or how many it changed. */
export function sqlResult(text: string, rows: number, because: StepRef): Reply {
  return { type: 'answer', message: { protocol: 'sql', kind: 'result', text, rows }, because }
}

/** An error as the client gets it. */
export function sqlError(text: string, because: StepRef): Reply {
  return { type: 'answer', message: { protocol: 'sql', kind: 'error', text }, because }
}

/** A refusal by a setting: what the step says, and the error as the client gets it. */
export function refuse(context: Context<unknown, unknown>, words: Message, text: string, setting: string): Reply {
  return sqlError(text, context.step('failed', words, { setting }))
}
