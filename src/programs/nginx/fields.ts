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
import { tlsFields } from '../common/tls.ts'

const whenHttps = { field: 'https', is: [true] } as const
const whenCached = { field: 'cache', is: [true] } as const
const whenGzipped = { field: 'gzip', is: [true] } as const
const whenProxied = { field: 'action', is: ['proxy', 'try-files'] } as const
const whenReturned = { field: 'action', is: ['return'] } as const

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

/** When `proxy_next_upstream` goes on to the next server. */
const nextReasons = [
  'error',
  'timeout',
  'http_500',
  'http_502',
  'http_503',
  'http_504',
  'http_403',
  'http_404',
  'http_429',
  'non_idempotent',
] as const
export type NextReason = (typeof nextReasons)[number]
const nextDefault: readonly NextReason[] = ['error', 'timeout']

export const fields = {
  httpPort: port({ default: 80 }),
  https: toggle({ default: false }),
  httpsPort: port({ default: 443, when: whenHttps }),
  ...tlsFields(whenHttps),
  redirectToHttps: toggle({ default: false, when: whenHttps }),
  /** Unset: every name. */
  serverNames: list(line({ format: 'hostname' })),
  locations: table(locationColumns, { ordered: true }),
  upstreams: table(upstreamColumns),
  balance: choice(['round_robin', 'least_conn', 'ip_hash'], { default: 'round_robin' }),
  nextUpstream: list(choice(nextReasons), { default: nextDefault }),
  proxyHost: choice(['$proxy_host', '$host'], { default: '$proxy_host' }),
  forwardedHeaders: toggle({ default: false }),
  connectTimeoutMs: duration({ default: 60_000, min: 1 }),
  readTimeoutMs: duration({ default: 60_000, min: 1 }),
  cache: toggle({ default: false }),
  /** Unset: every path. */
  cachePaths: list(line({ format: 'path' }), { when: whenCached }),
  /** For 200, 301 and 302 that do not say it themselves. Unset: only what says it is kept. */
  cacheValidMs: duration(),
  cacheBypassHeader: line({ format: 'header-name' }),
  gzip: toggle({ default: false }),
  gzipTypes: list(line({ maxLength: 100 }), { when: whenGzipped }),
  gzipMinLength: byteSize({ default: 20, when: whenGzipped }),
  files: table(fileColumns),
  clientMaxBodyBytes: byteSize({ default: 1_048_576 }),
  addHeaders: table({
    name: line({ format: 'header-name', default: 'X-Served-By' }),
    value: line({ maxLength: 1000, default: 'nginx' }),
    always: toggle({ default: false }),
  }),
}

export type NginxSettings = SettingsOf<typeof fields>
export type UpstreamRow = SettingsOf<typeof upstreamColumns>
export type LocationRow = SettingsOf<typeof locationColumns>
