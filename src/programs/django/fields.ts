import {
  byteSize,
  choice,
  duration,
  integer,
  line,
  list,
  port,
  table,
  target,
  toggle,
} from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'

const methods = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const

const whenAnswers = { field: 'ends', is: ['answers'] } as const
const whenChanging = { field: 'method', is: ['any', 'POST', 'PUT', 'PATCH', 'DELETE'] } as const

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
      /** What the view does instead of answering: an exception of Django's, one of its own, or the end of its process. */
      ends: choice(['answers', 'raises', 'forbids', 'suspects', 'finds-nothing', 'exits'], { default: 'answers' }),
      /** Puts a CSRF token into its page and the cookie that belongs to it. */
      showsForm: toggle({ default: false, when: whenAnswers }),
      /** `@csrf_exempt` */
      csrfExempt: toggle({ default: false, when: whenChanging }),
      /** Says in its content what it saw of the request: scheme, host, sender. */
      tellsRequest: toggle({ default: false, when: whenAnswers }),
    },
    { ordered: true, maxRows: 100 },
  ),
  appendSlash: toggle({ default: true }),
  /** Templates 404.html and 500.html; unset: Django's own pages. */
  notFoundPage: line({ maxLength: 2000 }),
  serverErrorPage: line({ maxLength: 2000 }),
  /** Unset: every name. An empty list is Django's own: nobody, with DEBUG the machine itself. */
  allowedHosts: list(line()),
  debug: toggle({ default: false }),
  /** USE_X_FORWARDED_HOST */
  useForwardedHost: toggle({ default: false }),
  /** SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https') */
  trustForwardedProto: toggle({ default: false }),
  sslRedirect: toggle({ default: false }),
  hstsSeconds: integer({ min: 0, max: 63_072_000, unit: 'seconds', default: 0 }),
  csrfProtection: toggle({ default: false }),
  csrfTrustedOrigins: list(line(), { when: { field: 'csrfProtection', is: [true] } }),
  /** DATA_UPLOAD_MAX_MEMORY_SIZE */
  maxBodyBytes: byteSize({ default: 2_621_440 }),
  corsOrigins: list(line({ format: 'origin' })),
  corsCredentials: toggle({ default: false }),
  corsMethods: list(choice(methods), { default: methods }),
  corsHeaders: list(line({ format: 'header-name' }), {
    default: ['accept', 'authorization', 'content-type', 'user-agent', 'x-csrftoken', 'x-requested-with'],
  }),
  corsMaxAge: integer({ min: 0, max: 604_800, unit: 'seconds', default: 86_400 }),
  /** An address where no database is drawn: nobody listens there. */
  database: target({ serves: 'sql' }),
  /** Unset, libpq waits as long as the kernel tries: six SYNs more, 127 s. */
  databaseTimeoutMs: duration({ min: 2000, max: 127_000, default: 127_000 }),
  /** gunicorn kills a worker that has not come back for so long (`--timeout`). */
  workerTimeoutMs: duration({ min: 1000, max: 600_000, default: 30_000 }),
  /** gunicorn's `--workers`: each serves one request at a time. */
  workers: integer({ min: 1, max: 1000, default: 1 }),
  /** What a worker's first request takes longer: it loads what the application needs. */
  coldStartMs: duration({ max: 60_000, default: 0 }),
  /** Whose X-Forwarded-Proto gunicorn believes (`--forwarded-allow-ips`); `*`: everybody’s. */
  forwardedAllowIps: list(line(), { default: ['127.0.0.1'] }),
}

export type DjangoSettings = SettingsOf<typeof fields>
export type Endpoint = NonNullable<DjangoSettings['endpoints']>[number]
