import { choice, duration, line, list, port, table, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { peerColumns } from '../common/peers.ts'
import { fileColumns } from '../common/static-files.ts'
import { tlsFields } from '../common/tls.ts'

const whenHttps = { field: 'https', is: [true] } as const
const whenProxied = { field: 'action', is: ['proxy'] } as const

const proxyPassColumns = {
  path: line({ format: 'path', default: '/' }),
  /** `static` is ProxyPass with `!`: what lies below stays here. */
  action: choice(['proxy', 'static'], { default: 'proxy' }),
  /** One server instead of the balancer. */
  server: target({ serves: 'http', when: whenProxied }),
  /** What takes the place of `path`; unset: the path itself. */
  upstreamUri: line({ when: whenProxied }),
}

const memberColumns = {
  ...peerColumns,
  /** How long a member that refused is left out. */
  retryMs: duration({ default: 60_000 }),
  /** Hot standby (`status=+H`). */
  backup: toggle({ default: false }),
  /** Disabled (`status=+D`). */
  down: toggle({ default: false }),
}

export const fields = {
  httpPort: port({ default: 80 }),
  https: toggle({ default: false }),
  httpsPort: port({ default: 443, when: whenHttps }),
  ...tlsFields(whenHttps),
  redirectToHttps: toggle({ default: false, when: whenHttps }),
  /** Unset: every name. */
  serverNames: list(line({ format: 'hostname' })),
  proxyPass: table(proxyPassColumns, { ordered: true }),
  upstreams: table(memberColumns),
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
