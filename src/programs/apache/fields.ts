import { choice, duration, integer, line, list, port, table, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { peerColumns } from '../common/peers.ts'
import { fileColumns } from '../common/static-files.ts'
import { certificateFileFields, tlsFields } from '../common/tls-fields.ts'

const whenHttps = { field: 'https', is: [true] } as const
const whenProxied = { field: 'action', is: ['proxy'] } as const

/** A virtual host by its key; unset: every one of them. */
const host = line({ maxLength: 40 })

/** What holds for one server behind, whether it stands alone or in a group. */
const workerColumns = {
  /** `timeout`; unset: as for all. */
  timeoutMs: duration({ min: 1 }),
  /** `connectiontimeout`; unset: `timeout`. */
  connectTimeoutMs: duration({ min: 1 }),
  /** A new connection for every request (`disablereuse`). */
  closes: toggle({ default: false }),
  /** Disabled or stopped (`status=+D`). */
  down: toggle({ default: false }),
}

const proxyPassColumns = {
  host,
  path: line({ format: 'path', default: '/' }),
  /** A regular expression in the place of the path (`ProxyPassMatch`). */
  pattern: line(),
  /** Stands in a `Location`: the last of those that fit counts, and comes before all others. */
  inLocation: toggle({ default: false }),
  /** `static` is ProxyPass with `!`: what lies below stays here. */
  action: choice(['proxy', 'static'], { default: 'proxy' }),
  /** One server instead of the balancer. */
  server: target({ serves: 'http', when: whenProxied }),
  /** Port of that server; unset: as in the list of backend servers, else 80, with TLS 443. */
  serverPort: port({ when: whenProxied }),
  /** Only the backend servers of this group (`balancer://name`). */
  group: line({ maxLength: 40, when: whenProxied }),
  /** What takes the place of `path`; unset: the path itself. */
  upstreamUri: line({ when: whenProxied }),
  /** `https://` to that server. */
  tls: toggle({ default: false, when: whenProxied }),
  /** `nocanon`: the path goes on as it came. */
  asSent: toggle({ default: false, when: whenProxied }),
  ...workerColumns,
}

const memberColumns = {
  ...peerColumns,
  /** What its address ends with (`http://server/app`): stands before every path. */
  pathPrefix: line(),
  /** `lbset`: members of a higher set are asked when nobody of a lower one is left. */
  set: integer({ min: 0, max: 99, default: 0 }),
  /** Steps in for a member of its set that cannot be used (`status=+R`). */
  spare: toggle({ default: false }),
  /** Only gets who is bound to it (`status=+N`). */
  drain: toggle({ default: false }),
  /** Never goes into the error state (`status=+I`). */
  ignoresErrors: toggle({ default: false }),
  /** What a session names it by (`route`). */
  route: line({ maxLength: 63 }),
  /** The balancer that it belongs to (`balancer://name`). */
  group: line({ maxLength: 40 }),
  /** How long a member that refused is left out. */
  retryMs: duration({ default: 60_000 }),
  /** Hot standby (`status=+H`). */
  backup: toggle({ default: false }),
  ...workerColumns,
  /** `https://` to it; without a port where that device speaks it, else 443. */
  tls: toggle({ default: false }),
}

const headerName = line({ format: 'header-name', default: 'X-Served-By' })
const headerActions = ['set', 'setifempty', 'add', 'append', 'merge', 'edit', 'edit-all', 'unset'] as const
/** Only for what lies below (`Location`); unset: everything. */
const below = line({ format: 'path' })

const ruleColumns = {
  host,
  below,
  action: choice(headerActions, { default: 'set' }),
  name: headerName,
  /** What is looked for, as a regular expression. */
  pattern: line({ maxLength: 1000, when: { field: 'action', is: ['edit', 'edit-all'] } }),
  value: line({ maxLength: 1000 }),
  /** `env=`: only where `SetEnv` sets this name; with `!` before it, only where nothing does. */
  ifSet: line({ maxLength: 100 }),
}

/** What the inside calls a place or a domain, and what the outside does. */
const cookieColumns = { host, below, inside: line({ default: '/' }), outside: line({ default: '/' }) }

const balancerColumns = {
  name: line({ maxLength: 40, default: 'backend' }),
  method: choice(['byrequests', 'bytraffic', 'bybusyness'], { default: 'byrequests' }),
  /** `failonstatus`: answers that put a member into the error state, with commas. */
  failOnStatus: line({ maxLength: 100 }),
  /** `failontimeout`: whether an answer that comes too late does so too. */
  failOnTimeout: toggle({ default: false }),
  /** `maxattempts`: how many members are tried besides the first; unset: as many as there are. */
  maxAttempts: integer({ min: 0, max: 100 }),
  /** `stickysession`: the cookie that binds a session to a member; behind `|` what the path or query calls it. */
  stickySession: line({ maxLength: 100 }),
  /** `stickysessionsep`: what parts the session from the member's route; `Off`: all of it is the route. */
  stickySeparator: line({ maxLength: 3, default: '.' }),
  /** `nofailover`: a session whose member is gone gets 503. */
  noFailover: toggle({ default: false }),
  /** `forcerecovery`: when all members are in the error state, they are all tried again. */
  forceRecovery: toggle({ default: true }),
  /** `timeout`: how long a request waits for a member while there is none. */
  waitMs: duration({ min: 1 }),
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
  /** `ProxyVia Full`. */
  viaVersion: toggle({ default: false, when: { field: 'via', is: [true] } }),
  /** `ProxyVia Block`. */
  viaBlock: toggle({ default: false }),
  /** `ProxyErrorOverride`: Apache's own pages instead of the backend's. */
  errorOverride: toggle({ default: false }),
  requestHeaders: table(ruleColumns, { ordered: true }),
  responseHeaders: table({ ...ruleColumns, always: toggle({ default: false }) }, { ordered: true }),
  /** `SetEnv`: names with values, for rules and for some switches of mod_proxy. */
  environment: table(
    { host, below, name: line({ maxLength: 100, default: 'NAME' }), value: line({ maxLength: 1000 }) },
    { ordered: true },
  ),
  traceEnabled: toggle({ default: true }),
  preserveHost: toggle({ default: false }),
  addProxyHeaders: toggle({ default: true }),
  reverseRedirects: toggle({ default: true }),
  /** `ProxyPassReverse` where it is not the counterpart of `proxyPass`. */
  reverses: table(
    { host, below, path: line({ format: 'path', default: '/' }), to: line({ maxLength: 1000, default: '/' }) },
    { ordered: true },
  ),
  /** `ProxyPassReverseCookieDomain` and `ProxyPassReverseCookiePath`. */
  cookieDomains: table(cookieColumns, { ordered: true }),
  cookiePaths: table(cookieColumns, { ordered: true }),
  encodedSlashes: choice(['refused', 'decoded', 'kept'], { default: 'refused' }),
  mergeSlashes: toggle({ default: true }),
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
export type HeaderRow = SettingsOf<typeof ruleColumns>

/** A member as it stands when nothing more is said of it. */
export const plainRow = (server: string): MemberRow => ({
  server,
  port: undefined,
  group: undefined,
  weight: 1,
  pathPrefix: undefined,
  set: 0,
  retryMs: 60_000,
  backup: false,
  spare: false,
  drain: false,
  ignoresErrors: false,
  route: undefined,
  timeoutMs: undefined,
  connectTimeoutMs: undefined,
  closes: false,
  down: false,
  tls: false,
})
