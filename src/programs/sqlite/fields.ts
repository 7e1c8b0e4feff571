import { choice, duration, integer, line, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'

export const fields = {
  fileName: line({ maxLength: 200, default: 'db.sqlite3' }),
  hasTables: toggle({ default: true }),
  rows: integer({ min: 0, max: 1_000_000, default: 12 }),
  queryMs: duration({ max: 600_000, default: 2 }),
  hasDirectory: toggle({ default: true }),
  /** What another process holds all the time: `BEGIN IMMEDIATE` lets readers through, `BEGIN EXCLUSIVE` nobody. */
  otherLock: choice(['none', 'write', 'exclusive'], { default: 'none' }),
  /** How long the library waits for a lock (`timeout`; Python's sqlite3 waits 5 s). */
  busyTimeoutMs: duration({ max: 600_000, default: 5000 }),
}

export type SqliteSettings = SettingsOf<typeof fields>
