import { choice, duration, integer, line, list, port, table, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { peerColumns } from '../common/peers.ts'
import { fileColumns } from '../common/static-files.ts'
import { certificateFileFields, tlsFields } from '../common/tls-fields.ts'

const whenHttps = { field: 'https', is: [true] } as const
const whenProxied = { field: 'action', is: ['proxy'] } as const

/** A virtual host by its key; unset: every one of them. */
const host = line({ maxLength: 40 })

const proxyPassColumns = {
  host,
  path: line({ format: 'path', default: '/' }),
  /** `static` is ProxyPass with `!`: what lies below stays here. */
  action: choice(['proxy', 'static'], { default: 'proxy' }),
  /** One server instead of the balancer. */
  server: target({ serves: 'http', when: whenProxied }),
  /** Port of that server; unset: as in the list of backend servers, else 80. */
  serverPort: port({ when: whenProxied }),
  /** Only the backend servers of this group (`balancer://name`). */
  group: line({ maxLength: 40, when: whenProxied }),
  /** What takes the place of `path`; unset: the path itself. */
  upstreamUri: line({ when: whenProxied }),
  /** `https://` to that server. */
  tls: toggle({ default: false, when: whenProxied }),
}

const memberColumns = {
  ...peerColumns,
  /** The balancer that it belongs to (`balancer://name`). */
  group: line({ maxLength: 40 }),
  /** How long a member that refused is left out. */
  retryMs: duration({ default: 60_000 }),
  /** Hot standby (`status=+H`). */
  backup: toggle({ default: false }),
  /** Disabled (`status=+D`). */
  down: toggle({ default: false }),
  /** `https://` to it. */
  tls: toggle({ default: false }),
}

const headerName = line({ format: 'header-name', default: 'X-Served-By' })
const headerActions = ['set', 'add', 'append', 'unset'] as const

const balancerColumns = {
  name: line({ maxLength: 40, default: 'backend' }),
  method: choice(['byrequests', 'bytraffic', 'bybusyness'], { default: 'byrequests' }),
  /** `failonstatus`: answers that put a member into the error state, with commas. */
  failOnStatus: line({ maxLength: 100 }),
  /** `failontimeout`: whether an answer that comes too late does so too. */
  failOnTimeout: toggle({ default: false }),
  /** `maxattempts`: how many members are tried besides the first; unset: as many as there are. */
  maxAttempts: integer({ min: 0, max: 100 }),
}

export const fields = {
  httpPort: port({ default: 80 }),
  https: toggle({ default: false }),
  httpsPort: port({ default: 443, when: whenHttps }),
  ...tlsFields(whenHttps),
  /** Lines of mod_ssl as they are written: `SSLProtocol -all +TLSv1.3`, `SSLProxyEngine on`. */
  tlsDirectives: list(line({ maxLength: 1000 }), { maxRows: 100 }),
  ...certificateFileFields(),
  redirectToHttps: toggle({ default: false, when: whenHttps }),
  /** The name that it calls itself (`ServerName`); unset: its address. */
  serverName: line({ format: 'hostname' }),
  /** Name-based virtual hosts, the first is the default one. */
  virtualHosts: table(
    {
      key: line({ maxLength: 40, default: '1' }),
      name: line(),
      aliases: line(),
      /** Unset: every port that Apache listens on. */
      port: port(),
    },
    { ordered: true },
  ),
  /** Unset: every name. */
  serverNames: list(line({ format: 'hostname' })),
  proxyPass: table(proxyPassColumns, { ordered: true }),
  upstreams: table(memberColumns),
  /** How each group of backend servers is balanced. */
  balancers: table(balancerColumns),
  redirects: table(
    {
      host,
      path: line({ format: 'path', default: '/' }),
      status: integer({ min: 300, max: 599, default: 302 }),
      to: line({ maxLength: 1000 }),
    },
    { ordered: true },
  ),
  /** `Alias`: where in the tree of files a path leads. */
  aliases: table(
    { host, path: line({ format: 'path', default: '/' }), to: line({ format: 'path', default: '/' }) },
    { ordered: true },
  ),
  /** `Require all denied`. */
  denied: table({ host, path: line({ format: 'path', default: '/' }) }),
  documentRoot: line({ format: 'path', default: '/var/www/html' }),
  directoryIndex: list(line({ maxLength: 100 })),
  listDirectories: toggle({ default: false }),
  /** `ProxyVia On`. */
  via: toggle({ default: false }),
  /** `ProxyErrorOverride`: Apache's own pages instead of the backend's. */
  errorOverride: toggle({ default: false }),
  requestHeaders: table({
    action: choice(headerActions, { default: 'set' }),
    name: headerName,
    value: line({ maxLength: 1000 }),
  }),
  responseHeaders: table({
    action: choice(headerActions, { default: 'set' }),
    name: headerName,
    value: line({ maxLength: 1000 }),
    always: toggle({ default: false }),
  }),
  traceEnabled: toggle({ default: true }),
  preserveHost: toggle({ default: false }),
  addProxyHeaders: toggle({ default: true }),
  reverseRedirects: toggle({ default: true }),
  timeoutMs: duration({ default: 60_000, min: 1 }),
  /** Unset: as long as `timeoutMs`. */
  connectTimeoutMs: duration({ min: 1 }),
  gzip: toggle({ default: false }),
  /** Unset: Debian's list. */
  gzipTypes: list(line({ maxLength: 100 }), { when: { field: 'gzip', is: [true] } }),
  files: table(fileColumns),
}

export type ApacheSettings = SettingsOf<typeof fields>
export type MemberRow = SettingsOf<typeof memberColumns>
export type ProxyPassRow = SettingsOf<typeof proxyPassColumns>
export type BalancerRow = SettingsOf<typeof balancerColumns>
export type HeaderAction = (typeof headerActions)[number]

/** A member as it stands when nothing more is said of it. */
export const plainRow = (server: string): MemberRow => ({
  server,
  port: undefined,
  group: undefined,
  weight: 1,
  retryMs: 60_000,
  backup: false,
  down: false,
  tls: false,
})
