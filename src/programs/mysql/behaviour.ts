import { code, ms, number } from '../../model/message.ts'
import type { SqlMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { refuse, sqlError, sqlServerBehaviour } from '../common/sql-answers.ts'
import type { Context, Process } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import { admit, type MysqlSettings } from './fields.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('mysql')

type Mysql = Context<MysqlSettings, null>

export const behaviour = sqlServerBehaviour<MysqlSettings>('mysql', {
  login,
  hinder,
  end: (isWrite, rows) => (isWrite ? `${rows} row affected` : `${rows} rows in set`),
})

/** The errors by their numbers are those of MySQL 8.0 (Server Error Message Reference). */
function login(context: Mysql, { text: user }: SqlMessage, { remote }: Connection): Reply | undefined {
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
    case 'ok':
      return undefined
  }
}

function* hinder(context: Mysql, isWrite: boolean): Process<Reply | undefined> {
  const { hasTables, mayUseTables } = context.settings
  if (!mayUseTables) return refuse(context, say('no-permission'), 'ERROR 1142: command denied', 'mayUseTables')
  if (!hasTables) return refuse(context, say('no-table'), "ERROR 1146: Table doesn't exist", 'hasTables')
  const late = isWrite ? yield* waitForRows(context) : undefined
  return late && sqlError('ERROR 1205: Lock wait timeout exceeded', late)
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
