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
import { peerColumns } from '../common/peers.ts'
import { fileColumns } from '../common/static-files.ts'
import { certificateFileFields, tlsFields } from '../common/tls-fields.ts'

const whenHttps = { field: 'https', is: [true] } as const
const whenCached = { field: 'cache', is: [true] } as const
const whenGzipped = { field: 'gzip', is: [true] } as const
const whenProxied = { field: 'action', is: ['proxy', 'try-files'] } as const
const whenReturned = { field: 'action', is: ['return'] } as const
const whenSimple = { field: 'configuration', is: ['simple'] } as const
const whenFull = { field: 'configuration', is: ['full'] } as const
const whenHashed = { field: 'method', is: ['hash'] } as const

/** A directive in nginx's own spelling, blocks included: `deny all;`, `if ($a) { return 403; }`. */
const directives = list(line({ maxLength: 20_000 }), { maxRows: 2000 })

const locationColumns = {
  /** Like a `server` block of its own; unset: every name. */
  host: line({ format: 'hostname' }),
  match: choice(['prefix', 'exact', 'prefix-first', 'regex', 'regex-i'], { default: 'prefix' }),
  /** A path, or a regular expression. */
  path: line({ default: '/' }),
  action: choice(['proxy', 'try-files', 'static', 'return'], { default: 'proxy' }),
  /** One server instead of all of `upstreams`. */
  server: target({ serves: 'http', when: whenProxied }),
  /** The URI part of `proxy_pass`. */
  upstreamUri: line({ when: whenProxied }),
  status: integer({ min: 200, max: 599, default: 200, when: whenReturned }),
  text: line({ maxLength: 1000, when: whenReturned }),
  cache: toggle({ default: false, when: whenProxied }),
}

const upstreamColumns = {
  ...peerColumns,
  maxFails: integer({ min: 0, max: 100, default: 1 }),
  failTimeoutMs: duration({ default: 10_000 }),
  backup: toggle({ default: false }),
  down: toggle({ default: false }),
}

const groupServerColumns = {
  ...upstreamColumns,
  /** A name instead of a device or an address; nginx looks it up when it starts. */
  host: line(),
  weight: integer({ min: 1, max: 65_535, default: 1 }),
  /** 0: no limit. */
  maxConns: integer({ min: 0, max: 1_000_000, default: 0 }),
}

/** An `upstream` block. */
const upstreamGroupColumns = {
  name: line({ default: 'backend' }),
  method: choice(['round_robin', 'least_conn', 'ip_hash', 'hash', 'random'], { default: 'round_robin' }),
  hashKey: line({ maxLength: 1000, default: '$request_uri', when: whenHashed }),
  consistent: toggle({ default: false, when: whenHashed }),
  servers: table(groupServerColumns),
  directives,
}

/** A `location` block; what it does is in its directives, nested locations too. */
const fullLocationColumns = {
  match: choice(['prefix', 'exact', 'prefix-first', 'regex', 'regex-i', 'named'], { default: 'prefix' }),
  path: line({ maxLength: 1000, default: '/' }),
  directives,
}

/** A `server` block. */
const serverColumns = {
  /** As the directive has it: `80`, `10.0.1.5:443 ssl default_server`. Unset: 80. */
  listen: list(line()),
  /** Also `*.example.org`, `www.*`, `~^expression$` and the empty name. */
  names: list(line({ maxLength: 1000 }), { maxRows: 1000 }),
  ...tlsFields(),
  locations: table(fullLocationColumns, { ordered: true }),
  directives,
}

/** Statuses of a server behind that nginx can be told to take for a failure. */
export const statusReasons = [
  'http_500',
  'http_502',
  'http_503',
  'http_504',
  'http_403',
  'http_404',
  'http_429',
] as const
export type StatusReason = (typeof statusReasons)[number]

/** When `proxy_next_upstream` goes on to the next server. */
const nextReasons = ['error', 'timeout', ...statusReasons, 'non_idempotent'] as const
export type NextReason = (typeof nextReasons)[number]
const nextDefault: readonly NextReason[] = ['error', 'timeout']

export const fields = {
  /** `simple`: the settings of the form. `full`: blocks and directives as in `nginx.conf`; the others rest. */
  configuration: choice(['simple', 'full'], { default: 'simple' }),
  /** Outside `http`: `worker_processes 2;`. */
  mainDirectives: list(line({ maxLength: 2000 }), { when: whenFull }),
  httpDirectives: list(line({ maxLength: 20_000 }), { maxRows: 2000, when: whenFull }),
  upstreamGroups: table(upstreamGroupColumns, { when: whenFull }),
  servers: table(serverColumns, { ordered: true, when: whenFull }),
  ...certificateFileFields(whenFull),
  httpPort: port({ default: 80, when: whenSimple }),
  https: toggle({ default: false, when: whenSimple }),
  httpsPort: port({ default: 443, when: whenHttps }),
  ...tlsFields(whenHttps),
  redirectToHttps: toggle({ default: false, when: whenHttps }),
  /** Unset: every name. */
  serverNames: list(line({ format: 'hostname' }), { when: whenSimple }),
  locations: table(locationColumns, { ordered: true, when: whenSimple }),
  upstreams: table(upstreamColumns, { when: whenSimple }),
  balance: choice(['round_robin', 'least_conn', 'ip_hash'], { default: 'round_robin', when: whenSimple }),
  nextUpstream: list(choice(nextReasons), { default: nextDefault, when: whenSimple }),
  proxyHost: choice(['$proxy_host', '$host'], { default: '$proxy_host', when: whenSimple }),
  forwardedHeaders: toggle({ default: false, when: whenSimple }),
  connectTimeoutMs: duration({ default: 60_000, min: 1, when: whenSimple }),
  readTimeoutMs: duration({ default: 60_000, min: 1, when: whenSimple }),
  cache: toggle({ default: false, when: whenSimple }),
  /** Unset: every path. */
  cachePaths: list(line({ format: 'path' }), { when: whenCached }),
  /** For 200, 301 and 302 that do not say it themselves. Unset: only what says it is kept. */
  cacheValidMs: duration({ when: whenSimple }),
  cacheBypassHeader: line({ format: 'header-name', when: whenSimple }),
  gzip: toggle({ default: false, when: whenSimple }),
  gzipTypes: list(line({ maxLength: 100 }), { when: whenGzipped }),
  gzipMinLength: byteSize({ default: 20, when: whenGzipped }),
  /** With `full`, paths are those on the disk; else they lie under the document root. */
  files: table({ ...fileColumns, unreadable: toggle({ default: false }) }),
  clientMaxBodyBytes: byteSize({ default: 1_048_576, when: whenSimple }),
  addHeaders: table(
    {
      name: line({ format: 'header-name', default: 'X-Served-By' }),
      value: line({ maxLength: 1000, default: 'nginx' }),
      always: toggle({ default: false }),
    },
    { when: whenSimple },
  ),
}

export type NginxSettings = SettingsOf<typeof fields>
export type UpstreamRow = SettingsOf<typeof upstreamColumns>
export type GroupRow = SettingsOf<typeof upstreamGroupColumns>
export type GroupServerRow = SettingsOf<typeof groupServerColumns>
export type ServerRow = SettingsOf<typeof serverColumns>
export type FullLocationRow = SettingsOf<typeof fullLocationColumns>
export type LocationRow = SettingsOf<typeof locationColumns>

/** A server as it stands when nothing more is said of it. */
export const plainRow = (server: string): UpstreamRow => ({
  server,
  port: undefined,
  weight: 1,
  maxFails: 1,
  failTimeoutMs: 10_000,
  backup: false,
  down: false,
})
