import { code, ms, number } from '../../model/message.ts'
import type { SqlMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { commandTag, refuse, sqlServerBehaviour } from '../common/sql-answers.ts'
import type { Context, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { admit, type PostgresSettings } from './fields.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('postgresql')

type Postgres = Context<PostgresSettings, null>

export const behaviour = sqlServerBehaviour<PostgresSettings>('postgresql', { login, hinder, end: commandTag })

function login(context: Postgres, { text: user }: SqlMessage): Reply | undefined {
  const { settings } = context
  const who = { user: code(user) }
  switch (admit(settings)) {
    case 'wrong-password':
      return refuse(context, say('wrong-password', who), 'password authentication failed', 'acceptsPassword')
    case 'no-hba-entry':
      return refuse(context, say('no-hba-entry', who), 'no pg_hba.conf entry for host', 'login')
    // The client learns no more than of a wrong password, so that nobody can try out names.
    case 'unknown-user':
      return refuse(context, say('unknown-user', who), 'password authentication failed', 'login')
    case 'unknown-database':
      return refuse(context, say('unknown-database', who), 'database does not exist', 'login')
    case 'too-many': {
      const words = say('too-many', { limit: number(settings.maxConnections) })
      return refuse(context, words, 'remaining connection slots are reserved', 'maxConnections')
    }
    case 'ok':
      return undefined
  }
}

function* hinder(context: Postgres): Process<Reply | undefined> {
  const { hasTables, mayUseTables, tableLockedMs } = context.settings
  if (!hasTables) return refuse(context, say('no-table'), 'relation "produkte" does not exist', 'hasTables')
  if (!mayUseTables) return refuse(context, say('no-permission'), 'permission denied for table', 'mayUseTables')
  const locked = tableLockedMs - context.now()
  if (locked > 0) {
    context.step('worked', say('table-locked', { time: ms(locked) }), { setting: 'tableLockedMs' })
    yield* context.work(locked)
  }
  return undefined
}
