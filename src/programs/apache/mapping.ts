import { toBytes, type Bytes } from '../common/uri.ts'
import type { ApacheSettings, ProxyPassRow } from './fields.ts'

export interface Mapping {
  readonly row: ProxyPassRow
  /** Place in the table; none where it is what unset means. */
  readonly index: number | undefined
  /** How much of the path it stands for. */
  readonly matched: number
}

/**
 * How much of a path an alias covers, 0 for nothing: whole segments only, and a slash at its end must be there too
 * (mod_alias, `ProxyPass`).
 */
export function aliasLength(alias: string, path: Bytes): number {
  const prefix = toBytes(alias)
  if (!path.startsWith(prefix)) return 0
  const rest = path.slice(prefix.length)
  return prefix.endsWith('/') || rest === '' || rest.startsWith('/') ? prefix.length : 0
}

/** The first ProxyPass in order whose path fits; unset, everything is passed on where there is somebody behind. */
export function mapPath(
  settings: Pick<ApacheSettings, 'proxyPass' | 'upstreams'>,
  path: Bytes,
  host?: string,
): Mapping | undefined {
  const rows = settings.proxyPass ?? []
  for (const [index, row] of rows.entries()) {
    const matched = isOfHost(row, host) ? aliasLength(row.path, path) : 0
    if (matched > 0) return row.action === 'static' ? undefined : { row, index, matched }
  }
  const hasServer = (settings.upstreams ?? []).some(({ server }) => server !== undefined)
  if (rows.length > 0 || !hasServer) return undefined
  return {
    row: {
      host: undefined,
      path: '/',
      action: 'proxy',
      server: undefined,
      serverPort: undefined,
      group: undefined,
      upstreamUri: undefined,
      tls: false,
    },
    index: undefined,
    matched: 1,
  }
}

/** Whether a row concerns this virtual host: its own, or one for all of them. */
const isOfHost = (row: { readonly host: string | undefined }, host: string | undefined): boolean =>
  row.host === undefined || row.host === host

interface PathRow {
  readonly host: string | undefined
  readonly path: string
}

/** The first row whose path covers this one, with how much of it; whole segments only (mod_alias). */
export function coveringRow<R extends PathRow>(
  rows: readonly R[],
  path: Bytes,
  host: string | undefined,
): { readonly row: R; readonly index: number; readonly matched: number } | undefined {
  for (const [index, row] of rows.entries()) {
    const matched = isOfHost(row, host) ? aliasLength(row.path, path) : 0
    if (matched > 0) return { row, index, matched }
  }
  return undefined
}
