import { assertNever } from '../../lib/assert.ts'
import { code, ms, number, type Message } from '../../model/message.ts'
import type { SqlMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { Context, Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import type { Behaviour } from '../contract/program.ts'
import { admit, type PostgresSettings } from './fields.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('postgresql')

type Postgres = Context<PostgresSettings, null>

export const behaviour: Behaviour<PostgresSettings, null> = { initialState: () => null, handle }

function* handle(context: Postgres, { message, connection }: Incoming): Process<Reply> {
  if (message.protocol !== 'sql') return { type: 'close', because: context.step('failed', say('not-sql')) }
  if (message.kind === 'login') {
    const reply = login(context, message)
    connection.memo['loggedIn'] =
      reply.type === 'answer' && reply.message.protocol === 'sql' && reply.message.kind === 'login-ok'
    return reply
  }
  if (connection.memo['loggedIn'] !== true) {
    return refuse(context, say('no-login'), 'no session', 'acceptsPassword')
  }
  return yield* query(context, message)
}

function login(context: Postgres, { text: user }: SqlMessage): Reply {
  const { settings } = context
  const admission = admit(settings)
  switch (admission) {
    case 'wrong-password':
      return refuse(
        context,
        say('wrong-password', { user: code(user) }),
        'password authentication failed',
        'acceptsPassword',
      )
    case 'no-hba-entry':
      return refuse(context, say('no-hba-entry', { user: code(user) }), 'no pg_hba.conf entry for host', 'login')
    // The client learns no more than of a wrong password, so that nobody can try out names.
    case 'unknown-user':
      return refuse(context, say('unknown-user', { user: code(user) }), 'password authentication failed', 'login')
    case 'unknown-database':
      return refuse(context, say('unknown-database', { user: code(user) }), 'database does not exist', 'login')
    case 'too-many': {
      const words = say('too-many', { limit: number(settings.maxConnections) })
      return refuse(context, words, 'remaining connection slots are reserved', 'maxConnections')
    }
    case 'ok': {
      const because = context.step('permitted', say('login', { user: code(user) }))
      return { type: 'answer', message: { protocol: 'sql', kind: 'login-ok', text: user }, because }
    }
    default:
      return assertNever(admission)
  }
}

function* query(context: Postgres, { text }: SqlMessage): Process<Reply> {
  const { hasTables, mayUseTables, queryMs, rows, tableLockedMs } = context.settings
  if (!hasTables) return refuse(context, say('no-table'), 'relation "produkte" does not exist', 'hasTables')
  if (!mayUseTables) return refuse(context, say('no-permission'), 'permission denied for table', 'mayUseTables')
  const locked = tableLockedMs - context.now()
  if (locked > 0) {
    context.step('worked', say('table-locked', { time: ms(locked) }), { setting: 'tableLockedMs' })
    yield* context.work(locked)
  }
  const isWrite = !/^select\b/i.test(text)
  context.step('worked', say(isWrite ? 'written' : 'read', { query: code(text), time: ms(queryMs) }))
  yield* context.work(queryMs)
  const found = isWrite ? 1 : rows
  const because = context.step('answered', say(isWrite ? 'changed' : 'rows', { rows: number(found) }))
  return {
    type: 'answer',
    message: { protocol: 'sql', kind: 'result', text: tag(isWrite, found), rows: found },
    because,
  }
}

/** How a result ends on the wire: PostgreSQL's command tag (protocol 3.0, CommandComplete). */
const tag = (isWrite: boolean, rows: number): string => (isWrite ? `INSERT 0 ${rows}` : `SELECT ${rows}`)

function refuse(context: Postgres, words: Message, error: string, setting: string): Reply {
  const because = context.step('failed', words, { setting })
  return { type: 'answer', message: { protocol: 'sql', kind: 'error', text: error }, because }
}
