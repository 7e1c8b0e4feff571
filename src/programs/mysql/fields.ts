import { choice, duration, integer } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { sqlServerFields } from '../common/sql-server.ts'

export const fields = {
  ...sqlServerFields(3306),
  /** What else keeps the app out: an account is a name together with the host it comes from. */
  login: choice(['accepted', 'host-not-allowed', 'unknown-user', 'unknown-database'], { default: 'accepted' }),
  maxConnections: integer({ min: 1, max: 100_000, default: 151 }),
  otherConnections: integer({ min: 0, max: 100_000, default: 0 }),
  /** Another transaction holds the rows for so long after the start: those who write wait, those who read do not. */
  rowsLockedMs: duration({ max: 600_000, default: 0 }),
  /** `innodb_lock_wait_timeout` */
  lockWaitMs: duration({ min: 1000, max: 600_000, default: 50_000 }),
}

export type MysqlSettings = SettingsOf<typeof fields>

/** What a login gets: a session, or the server's reason for refusing it, in the order in which the server asks. */
export function admit(
  settings: MysqlSettings,
): 'ok' | 'too-many' | 'host-not-allowed' | 'wrong-password' | 'unknown-user' | 'unknown-database' {
  const { login } = settings
  // One more is kept for the administrator, beyond the limit.
  if (settings.otherConnections >= settings.maxConnections) return 'too-many'
  if (login === 'host-not-allowed' || login === 'unknown-user') return login
  if (!settings.acceptsPassword) return 'wrong-password'
  return login === 'unknown-database' ? login : 'ok'
}
