import { choice, duration, integer } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { sqlServerFields } from '../common/sql-server.ts'

export const fields = {
  ...sqlServerFields(5432),
  /** What else keeps the app out: `pg_hba.conf` comes first, then the user, then the database. */
  login: choice(['accepted', 'no-hba-entry', 'unknown-user', 'unknown-database'], { default: 'accepted' }),
  /** Another transaction holds the table (ACCESS EXCLUSIVE) for so long after the start. */
  tableLockedMs: duration({ max: 600_000, default: 0 }),
  maxConnections: integer({ min: 4, max: 10_000, default: 100 }),
  otherConnections: integer({ min: 0, max: 10_000, default: 0 }),
}

export type PostgresSettings = SettingsOf<typeof fields>

/** Slots that only a superuser gets (`superuser_reserved_connections`). */
const reservedConnections = 3

/** What a login gets: a session, or the server's reason for refusing it, in the order in which the server asks. */
export function admit(
  settings: PostgresSettings,
): 'ok' | 'no-hba-entry' | 'wrong-password' | 'unknown-user' | 'too-many' | 'unknown-database' {
  const { login } = settings
  if (login === 'no-hba-entry' || login === 'unknown-user') return login
  if (!settings.acceptsPassword) return 'wrong-password'
  if (settings.otherConnections >= settings.maxConnections - reservedConnections) return 'too-many'
  return login === 'unknown-database' ? login : 'ok'
}
