import { escapePath, fromBytes, toBytes, withQuery, type Target } from '../common/uri.ts'
import { isRegex, type LocationMatch } from './location.ts'

export type Variables = Readonly<Record<string, string>>

/** Fills `$name`, `${name}` and `$1` in; unknown variables are empty, as nginx would not start with them. */
export function expand(template: string, variables: Variables): string {
  return template.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, plain?: string) => {
    return variables[braced ?? plain ?? ''] ?? ''
  })
}

/**
 * The request target for the server behind (ngx_http_proxy_module, `proxy_pass`). Without a URI part the original goes
 * through untouched; with one it replaces what the location matched of the normalised path; with variables it is all.
 */
export function rewriteUri(match: LocationMatch, target: Target, variables: Variables): string {
  const { upstreamUri, path } = match.row
  if (upstreamUri === undefined || upstreamUri === '') return target.raw
  if (upstreamUri.includes('$')) {
    const whole = expand(upstreamUri, variables)
    return whole === '' || whole.startsWith('/') ? whole || '/' : `/${whole}`
  }
  // nginx refuses to start with a fixed URI part behind a regular expression; the check says so.
  if (isRegex(match.row)) return target.raw
  const rest = target.path.slice(toBytes(path).length)
  return withQuery(upstreamUri + escapePath(rest), target.query)
}

/** The variables that a URI part and added headers may use. */
export function requestVariables(
  match: Pick<LocationMatch, 'captures'>,
  target: Target,
  request: { readonly scheme: string; readonly host: string; readonly client: string; readonly method: string },
): Variables {
  const { query } = target
  return {
    ...Object.fromEntries(match.captures.map((group, index) => [String(index), escapePath(group)])),
    request_uri: target.raw,
    uri: fromBytes(target.path),
    document_uri: fromBytes(target.path),
    args: query ?? '',
    query_string: query ?? '',
    is_args: query === undefined || query === '' ? '' : '?',
    scheme: request.scheme,
    host: request.host,
    remote_addr: request.client,
    request_method: request.method,
  }
}
