import { code, ms, number, type Message } from '../../model/message.ts'
import type { SqlMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { Context, Incoming, Process } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import type { Behaviour } from '../contract/program.ts'
import { admit, type MysqlSettings } from './fields.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('mysql')

type Mysql = Context<MysqlSettings, null>

export const behaviour: Behaviour<MysqlSettings, null> = { initialState: () => null, handle }

function* handle(context: Mysql, { message, connection }: Incoming): Process<Reply> {
  if (message.protocol !== 'sql') return { type: 'close', because: context.step('failed', say('not-sql')) }
  if (message.kind === 'login') {
    const reply = login(context, message, connection)
    connection.memo['loggedIn'] = admit(context.settings) === 'ok'
    return reply
  }
  if (connection.memo['loggedIn'] !== true) return refuse(context, say('no-login'), 'no session', 'acceptsPassword')
  return yield* query(context, message)
}

/** The errors by their numbers are those of MySQL 8.0 (Server Error Message Reference). */
function login(context: Mysql, { text: user }: SqlMessage, { remote }: Connection): Reply {
  const { maxConnections } = context.settings
  const who = { user: code(user) }
  switch (admit(context.settings)) {
    case 'too-many': {
      const words = say('too-many', { limit: number(maxConnections) })
      return refuse(context, words, 'ERROR 1040: Too many connections', 'maxConnections')
    }
    case 'host-not-allowed': {
      const words = say('host-not-allowed', { host: code(remote.address) })
      return refuse(context, words, `ERROR 1130: Host '${remote.address}' is not allowed to connect`, 'login')
    }
    case 'wrong-password':
      return refuse(context, say('wrong-password', who), 'ERROR 1045: Access denied', 'acceptsPassword')
    // The client learns no more than of a wrong password, so that nobody can try out names.
    case 'unknown-user':
      return refuse(context, say('unknown-user', who), 'ERROR 1045: Access denied', 'login')
    case 'unknown-database':
      return refuse(context, say('unknown-database', who), 'ERROR 1049: Unknown database', 'login')
    case 'ok': {
      const because = context.step('permitted', say('login', who))
      return { type: 'answer', message: { protocol: 'sql', kind: 'login-ok', text: user }, because }
    }
  }
}

function* query(context: Mysql, { text }: SqlMessage): Process<Reply> {
  const { hasTables, mayUseTables, queryMs, rows } = context.settings
  const isWrite = !/^select\b/i.test(text)
  if (!mayUseTables) return refuse(context, say('no-permission'), 'ERROR 1142: command denied', 'mayUseTables')
  if (!hasTables) return refuse(context, say('no-table'), "ERROR 1146: Table doesn't exist", 'hasTables')
  const late = isWrite ? yield* waitForRows(context) : undefined
  if (late) return error('ERROR 1205: Lock wait timeout exceeded', late)
  context.step('worked', say(isWrite ? 'written' : 'read', { query: code(text), time: ms(queryMs) }))
  yield* context.work(queryMs)
  const found = isWrite ? 1 : rows
  const because = context.step('answered', say(isWrite ? 'changed' : 'rows', { rows: number(found) }))
  const end = isWrite ? `${found} row affected` : `${found} rows in set`
  return { type: 'answer', message: { protocol: 'sql', kind: 'result', text: end, rows: found }, because }
}

/** Waits for another transaction's locks on the rows; the step that says so where the patience for that ends. */
function* waitForRows(context: Mysql): Process<StepRef | undefined> {
  const { rowsLockedMs, lockWaitMs } = context.settings
  const locked = rowsLockedMs - context.now()
  if (locked <= 0) return undefined
  if (locked > lockWaitMs) {
    yield* context.work(lockWaitMs)
    return context.step('failed', say('lock-wait-over', { time: ms(lockWaitMs) }), { setting: 'lockWaitMs' })
  }
  context.step('worked', say('rows-locked', { time: ms(locked) }), { setting: 'rowsLockedMs' })
  yield* context.work(locked)
  return undefined
}

function refuse(context: Mysql, words: Message, text: string, setting: string): Reply {
  return error(text, context.step('failed', words, { setting }))
}

function error(text: string, because: StepRef): Reply {
  return { type: 'answer', message: { protocol: 'sql', kind: 'error', text }, because }
}
