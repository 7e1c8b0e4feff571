import type { Device, JsonObject } from '../../../model/topology.ts'
import { deaf, rejecting } from './own-filter.ts'

/** What a case says of the set-up. */
export interface DjangoInput {
  readonly title: string
  readonly django?: string
  /** gunicorn's command line. */
  readonly server?: string
  readonly settings?: Readonly<Record<string, string | number>>
  readonly service_time_s?: number
  /** Between two requests of a burst. */
  readonly gap_s?: number
  /** What a worker's first request took longer on the recorder's machine. */
  readonly cold_start_s?: number
}

const listOf = (value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : (JSON.parse(`${value}`) as readonly string[])

export const profileOf = ({ django = '4' }: DjangoInput): string => (django.startsWith('3') ? '3.2' : '4.2')

/** From the recorder's names to Django's settings here. */
const toggles = {
  XFH: 'useForwardedHost',
  SSLR: 'sslRedirect',
  PROXYSSL: 'trustForwardedProto',
  DEBUG: 'debug',
  APPEND: 'appendSlash',
} as const

/** Settings of Django and options of gunicorn, as a case has them. */
export function djangoConfig({ settings = {}, server = '', cold_start_s: coldStart = 0.16 }: DjangoInput): JsonObject {
  const given = (name: string) => settings[name] !== undefined
  return {
    allowedHosts: given('ALLOWED') ? listOf(settings['ALLOWED']) : ['www.example.test'],
    csrfProtection: true,
    ...Object.fromEntries(
      Object.entries(toggles).flatMap(([name, field]) => (given(name) ? [[field, Number(settings[name]) === 1]] : [])),
    ),
    ...(given('TRUSTED') ? { csrfTrustedOrigins: listOf(settings['TRUSTED']) } : {}),
    ...(given('HSTS') ? { hstsSeconds: Number(settings['HSTS']) } : {}),
    ...(given('UPMAX') ? { maxBodyBytes: Number(settings['UPMAX']) } : {}),
    ...(given('PGCT') ? { databaseTimeoutMs: Number(settings['PGCT']) * 1000 } : {}),
    ...gunicornConfig(server),
    coldStartMs: coldStart * 1000,
  }
}

function gunicornConfig(command: string): JsonObject {
  const option = (name: string) => new RegExp(`${name} (\\S+)`).exec(command)?.[1]
  const [workers, timeout, allowed] = [option('-w'), option('--timeout'), option('--forwarded-allow-ips')]
  return {
    ...(workers === undefined ? {} : { workers: Number(workers) }),
    ...(timeout === undefined ? {} : { workerTimeoutMs: Number(timeout) * 1000 }),
    ...(allowed === undefined ? {} : { forwardedAllowIps: allowed.split(',') }),
  }
}

type DatabaseDevice = Pick<Device, 'service' | 'filter'> & {
  readonly program: string
  readonly config: JsonObject
}

/** What a title says of the database that no setting of Django's does. */
const titles: Readonly<Record<string, Partial<DatabaseDevice>>> = {
  sqlite_locked_by_other_writer: { config: { otherLock: 'exclusive' } },
  sqlite_write_lock_readers_ok: { config: { otherLock: 'write' } },
  sqlite_file_missing_creates_empty: { config: { hasTables: false } },
  postgres_hba_no_entry: { config: { login: 'no-hba-entry' } },
  postgres_table_missing: { config: { hasTables: false } },
  postgres_permission_denied: { config: { mayUseTables: false } },
  postgres_connections_exhausted: { config: { otherConnections: 100 } },
  postgres_table_locked_3s: { config: { tableLockedMs: 3000 } },
  postgres_down: { service: false },
  postgres_listens_on_localhost_only: { config: { listenAddress: 'localhost' } },
  postgres_blackholed_connect_timeout_2: deaf,
  postgres_blackholed_no_timeout: deaf,
  postgres_rejects_with_reset: rejecting({ protocol: 'tcp', ports: '5432', rejectWith: 'tcp-reset' }),
  postgres_rejects_with_icmp: rejecting({}),
  postgres_table_locked_6s: { config: { tableLockedMs: 6000 } },
}

export function databaseConfig({ title, settings = {} }: DjangoInput): DatabaseDevice {
  const { config = {}, ...state } = titles[title] ?? {}
  if (settings['DBK'] !== 'sqlite') {
    const { PGPW: password, PGDB: database, PGUSER_: user } = settings
    const login =
      user === 'nobody' ? { login: 'unknown-user' } : database === 'nope' ? { login: 'unknown-database' } : {}
    const accepts = password === 'bad' ? { acceptsPassword: false } : {}
    return { program: 'postgresql', ...state, config: { ...login, ...accepts, ...config } }
  }
  const seconds = settings['SQLITE_TIMEOUT']
  return {
    program: 'sqlite',
    ...state,
    config: {
      ...(`${settings['SQLITE']}`.includes('no-such-dir') ? { hasDirectory: false } : {}),
      ...(seconds === undefined ? {} : { busyTimeoutMs: Number(seconds) * 1000 }),
      ...config,
    },
  }
}
