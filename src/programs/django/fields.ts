import {
  byteSize,
  choice,
  deviceRef,
  duration,
  integer,
  line,
  list,
  port,
  table,
  toggle,
} from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'

const methods = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const

export const fields = {
  port: port({ default: 8000 }),
  endpoints: table(
    {
      method: choice(['any', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'], { default: 'GET' }),
      /** A `*` at the end stands for anything that follows. */
      path: line({ format: 'path', default: '/' }),
      status: integer({ min: 200, max: 599, default: 200 }),
      usesDatabase: choice(['none', 'reads', 'writes'], { default: 'none' }),
      durationMs: duration({ max: 600_000, default: 20 }),
      contentType: line({ default: 'application/json' }),
      body: line({ maxLength: 2000 }),
      bytes: byteSize(),
      cacheControl: line(),
      location: line({ when: { field: 'status', is: [301, 302, 303, 307, 308] } }),
    },
    { ordered: true, maxRows: 100 },
  ),
  appendSlash: toggle({ default: true }),
  allowedHosts: list(line({ format: 'hostname' })),
  corsOrigins: list(line({ format: 'origin' })),
  corsCredentials: toggle({ default: false }),
  corsMethods: list(choice(methods), { default: methods }),
  corsHeaders: list(line({ format: 'header-name' }), {
    default: ['accept', 'authorization', 'content-type', 'user-agent', 'x-csrftoken', 'x-requested-with'],
  }),
  corsMaxAge: integer({ min: 0, max: 604_800, unit: 'seconds', default: 86_400 }),
  database: deviceRef({ serves: 'sql' }),
  /** Unset, libpq waits as long as the kernel tries: six SYNs more, 127 s. */
  databaseTimeoutMs: duration({ min: 2000, max: 127_000, default: 127_000 }),
  /** gunicorn kills a worker that has not come back for so long (`--timeout`). */
  workerTimeoutMs: duration({ min: 1000, max: 600_000, default: 30_000 }),
}

export type DjangoSettings = SettingsOf<typeof fields>
export type Endpoint = NonNullable<DjangoSettings['endpoints']>[number]
