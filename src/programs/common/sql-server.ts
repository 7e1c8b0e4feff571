import { choice, duration, integer, port, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import type { Service } from '../contract/wiring.ts'

/** What every database server on a network can be set to; labels in `sql-server-texts`. */
export const sqlServerFields = <P extends number>(defaultPort: P) => ({
  port: port({ default: defaultPort }),
  /**
   * MySQL itself listens on all addresses (`bind_address`), PostgreSQL starts with `localhost` (`listen_addresses`). A
   * database that somebody has drawn a cable to is meant to be reached.
   */
  listenAddress: choice(['all', 'localhost'], { default: 'all' }),
  acceptsPassword: toggle({ default: true }),
  hasTables: toggle({ default: true }),
  mayUseTables: toggle({ default: true }),
  rows: integer({ min: 0, max: 1_000_000, default: 12 }),
  queryMs: duration({ max: 600_000, default: 5 }),
})

type SqlServerFields = ReturnType<typeof sqlServerFields>
export type SqlServerSettings = SettingsOf<SqlServerFields>

/**
 * What the definitions of all database servers on a network share. Each brings the setting `login` and its `limits`
 * itself.
 */
export function sqlServer<F extends SqlServerFields>(id: string, fields: F, limits: readonly (keyof F & string)[]) {
  return {
    id,
    serves: 'sql',
    forwards: false,
    fields,
    sections: [
      { code: 'access', fields: ['port', 'listenAddress', 'acceptsPassword', 'login'] },
      { code: 'data', fields: ['hasTables', 'mayUseTables', 'rows', 'queryMs'] },
      { code: 'limits', fields: ['maxConnections', 'otherConnections', ...limits], advanced: true },
    ],
    migrations: [],
    derive: () => ({}),
    services: ({ port: on, listenAddress }: SettingsOf<F>): readonly Service[] => [
      {
        port: on,
        protocol: 'tcp',
        speaks: 'sql',
        tls: false,
        ...(listenAddress === 'localhost' ? { address: '127.0.0.1' } : {}),
      },
    ],
    findings: async () => ({ findings: (await import('./sql-server-findings.ts')).findingsOf(id) }),
  } as const
}
