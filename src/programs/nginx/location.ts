import { toBytes, type Bytes } from '../common/uri.ts'
import type { NginxLocation } from './config.ts'

export interface LocationMatch {
  readonly location: NginxLocation
  /** Of a regular expression. */
  readonly captures: RegExpExecArray | undefined
  /** The location asks for `/api/` when `/api` came: nginx answers 301 with the slash. */
  readonly needsSlash?: boolean
}

export const isRegex = ({ match }: { readonly match: string }): boolean => match === 'regex' || match === 'regex-i'

/**
 * Which location serves a normalised path (ngx_http_core_module, `location`): an exact one; else the longest prefix if
 * it is `^~`; else the first regular expression in order; else the longest prefix. Locations inside the one that was
 * found are asked the same way.
 */
export function matchLocation(locations: readonly NginxLocation[], path: Bytes): LocationMatch | undefined {
  let longest: NginxLocation | undefined
  let slash: NginxLocation | undefined
  for (const location of locations) {
    if (isRegex(location) || location.match === 'named') continue
    const prefix = toBytes(location.path)
    if (prefix === path && location.match === 'exact') return { location, captures: undefined }
    if (location.match !== 'exact' && path.startsWith(prefix) && prefix.length > lengthOf(longest)) longest = location
    if (prefix === `${path}/` && passesOn(location)) slash ??= location
  }
  if (slash && lengthOf(longest) < path.length) return { location: slash, captures: undefined, needsSlash: true }
  const inner = longest && matchLocation(longest.nested, path)
  if (inner?.location.match === 'exact' || inner?.needsSlash) return inner
  if (inner && isRegex(inner.location)) return inner
  if (longest?.match !== 'prefix-first') {
    for (const location of locations) {
      const captures = isRegex(location) ? location.regex?.exec(path) : undefined
      if (captures) return matchLocation(location.nested, path) ?? { location, captures }
    }
  }
  return inner ?? (longest && { location: longest, captures: undefined })
}

const lengthOf = (location: NginxLocation | undefined): number => (location ? toBytes(location.path).length : -1)

const passesOn = ({ scope }: NginxLocation): boolean => scope.own.has('proxy_pass')
