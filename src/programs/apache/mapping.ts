import { canonicalPath, toBytes, withQuery, type Bytes, type Target } from '../common/uri.ts'
import type { Exchange } from './exchange.ts'
import type { ApacheSettings, ProxyPassRow } from './fields.ts'
import { patternOf, substitute } from './pattern.ts'

export interface Mapping {
  readonly row: ProxyPassRow
  /** Place in the table; none where it is what unset means. */
  readonly index: number | undefined
  /** How much of the path it stands for. */
  readonly matched: number
  /** What its regular expression caught, the whole first. */
  readonly caught?: readonly (string | undefined)[]
}

/**
 * How much of a path an alias covers, 0 for nothing: whole segments only, and a slash at its end must be there too;
 * several slashes in a row count as one (mod_alias, `ProxyPass`).
 */
export function aliasLength(alias: string, path: Bytes): number {
  let at = 0
  for (const character of toBytes(alias)) {
    if (path[at] !== character) return 0
    at += 1
    if (character === '/') while (path[at] === '/') at += 1
  }
  return alias.endsWith('/') || at === path.length || path[at] === '/' ? at : 0
}

/** The first ProxyPass in order whose path fits; unset, everything is passed on where there is somebody behind. */
export function mapPath(
  settings: Pick<ApacheSettings, 'proxyPass' | 'upstreams'>,
  path: Bytes,
  host?: string,
): Mapping | undefined {
  const rows = settings.proxyPass ?? []
  for (const { row, index } of inOrder(rows)) {
    const fit = isOfHost(row, host) ? fitOf(row, path) : undefined
    if (fit) return row.action === 'static' ? undefined : { row, index, ...fit }
  }
  // Servers of a group are only asked by a line that names it.
  const hasServer = (settings.upstreams ?? []).some(({ server, group }) => server !== undefined && group === undefined)
  if (rows.length > 0 || !hasServer) return undefined
  return { row: everything, index: undefined, matched: 1 }
}

/** The lines as mod_proxy asks them: of those in a `Location` the last first, then all others as they stand. */
function inOrder(rows: readonly ProxyPassRow[]) {
  const placed = rows.map((row, index) => ({ row, index }))
  return [...placed.filter(({ row }) => row.inLocation).toReversed(), ...placed.filter(({ row }) => !row.inLocation)]
}

function fitOf(row: ProxyPassRow, path: Bytes): Pick<Mapping, 'matched' | 'caught'> | undefined {
  if (row.pattern === undefined) {
    const matched = aliasLength(row.path, path)
    return matched > 0 ? { matched } : undefined
  }
  const caught = patternOf(row.pattern)?.exec(path)
  return caught ? { matched: 0, caught: [...caught] } : undefined
}

export const everything: ProxyPassRow = {
  host: undefined,
  path: '/',
  pattern: undefined,
  inLocation: false,
  action: 'proxy',
  server: undefined,
  serverPort: undefined,
  group: undefined,
  upstreamUri: undefined,
  tls: false,
  asSent: false,
  timeoutMs: undefined,
  connectTimeoutMs: undefined,
  closes: false,
  down: false,
}

/**
 * What the mapping makes of a request's path and query (mod_proxy, ap_proxy_trans_match): its own target in place of
 * what it stands for, written anew. With `nocanon` the path goes on as it was sent, unless it is not that what fits.
 */
export function rewriteUri(
  { row, matched, caught }: Mapping,
  target: Pick<Target, 'raw' | 'path' | 'query'>,
  encodedSlashes: ApacheSettings['encodedSlashes'] = 'refused',
): string {
  const to = row.upstreamUri ?? row.path
  if (row.asSent && !caught && aliasLength(row.path, target.raw.replace(/\?.*$/s, '')) === matched)
    return to + target.raw.slice(matched)
  const written = canonicalPath(
    caught ? substituted(to, caught, target.path) : toBytes(to) + target.path.slice(matched),
  )
  // An encoded slash that was kept is no percent sign of its own.
  const path = encodedSlashes === 'kept' ? written.replace(/%25(2f)/gi, '%$1') : written
  return withQuery(path === '' ? '/' : path, target.query)
}

/** A target without any `$1` gets the whole path behind it (`ProxyPassMatch`). */
function substituted(to: string, caught: NonNullable<Mapping['caught']>, path: Bytes): Bytes {
  const made = substitute(toBytes(to), caught)
  return made === toBytes(to) ? toBytes(to) + path : made
}

/** Whether a row concerns this virtual host: its own, or one for all of them. */
export const isOfHost = (row: { readonly host: string | undefined }, host: string | undefined): boolean =>
  row.host === undefined || row.host === host

/** Whether a row concerns a request: of its virtual host, and below the place that the row is for. */
export const concerns = (
  row: { readonly host: string | undefined; readonly below: string | undefined },
  { virtualHost, target }: Pick<Exchange, 'virtualHost' | 'target'>,
): boolean => isOfHost(row, virtualHost) && (row.below === undefined || aliasLength(row.below, target.path) > 0)

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
