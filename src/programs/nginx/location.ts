import { toBytes, type Bytes } from '../common/uri.ts'
import type { LocationRow, NginxSettings } from './fields.ts'
import { matchServerName } from './server-name.ts'

/** A location that may serve, with its place in the table; none where it is what unset means. */
export interface Candidate {
  readonly row: LocationRow
  readonly index: number | undefined
}

export interface LocationMatch extends Candidate {
  /** `$0`, `$1` … of a regular expression. */
  readonly captures: readonly string[]
}

/** What no table of locations means: files first where there are any, the rest to the servers behind. */
export function defaultLocation(settings: Pick<NginxSettings, 'upstreams' | 'files'>): LocationRow {
  const hasUpstreams = (settings.upstreams ?? []).length > 0
  const hasFiles = (settings.files ?? []).length > 0
  return {
    host: undefined,
    match: 'prefix',
    path: '/',
    action: hasUpstreams ? (hasFiles ? 'try-files' : 'proxy') : 'static',
    server: undefined,
    upstreamUri: undefined,
    status: 200,
    text: undefined,
    cache: false,
  }
}

/** The locations of the server block for this host: those with the name that fits best, else those for every name. */
export function locationsFor(settings: NginxSettings, host: string): readonly Candidate[] {
  if (!settings.locations || settings.locations.length === 0) {
    return [{ row: defaultLocation(settings), index: undefined }]
  }
  const rows = settings.locations.map((row, index) => ({ row, index }))
  const names = rows.map(({ row }) => row.host ?? '')
  const best = matchServerName(names, host)
  const block = best === undefined ? undefined : rows[best]?.row.host
  return rows.filter(({ row }) => row.host === block)
}

/** The regular expression of a location, or nothing where it cannot be read. */
export function regexOf({ match, path }: Pick<LocationRow, 'match' | 'path'>): RegExp | undefined {
  try {
    return new RegExp(toBytes(path), match === 'regex-i' ? 'i' : '')
  } catch {
    return undefined
  }
}

export const isRegex = ({ match }: Pick<LocationRow, 'match'>): boolean => match === 'regex' || match === 'regex-i'

/**
 * Which location serves a normalised path (ngx_http_core_module, `location`): an exact one; else the longest prefix if
 * it is `^~`; else the first regular expression in order; else the longest prefix.
 */
export function matchLocation(candidates: readonly Candidate[], path: Bytes): LocationMatch | undefined {
  let longest: Candidate | undefined
  for (const candidate of candidates) {
    const { row } = candidate
    if (isRegex(row)) continue
    const prefix = toBytes(row.path)
    if (row.match === 'exact') {
      if (prefix === path) return { ...candidate, captures: [] }
    } else if (path.startsWith(prefix) && prefix.length > (longest ? toBytes(longest.row.path).length : -1)) {
      longest = candidate
    }
  }
  if (longest?.row.match !== 'prefix-first') {
    for (const candidate of candidates) {
      const found = isRegex(candidate.row) ? regexOf(candidate.row)?.exec(path) : undefined
      if (found) return { ...candidate, captures: [...found].map((group) => group ?? '') }
    }
  }
  return longest && { ...longest, captures: [] }
}

/** The location that asks for `/api/` when `/api` came: nginx then answers 301 with the slash, if it is a proxied one. */
export function slashRedirect(candidates: readonly Candidate[], path: Bytes): Candidate | undefined {
  return candidates.find(
    ({ row }) =>
      (row.match === 'prefix' || row.match === 'prefix-first') &&
      row.action === 'proxy' &&
      toBytes(row.path) === `${path}/`,
  )
}
