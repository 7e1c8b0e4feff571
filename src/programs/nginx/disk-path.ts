import { fromBytes, toBytes, type Bytes } from '../common/uri.ts'
import type { Exchange } from './exchange.ts'
import type { Scope } from './scope.ts'
import { simpleRoot } from './tree-simple.ts'

type Fill = (template: string) => string

/** `root` or `alias`, whichever the nearest block has: the one takes the place of the other. */
function rootOf(scope: Scope): { readonly name: 'root' | 'alias'; readonly value: string; readonly scope: Scope } {
  for (let level: Scope | undefined = scope; level; level = level.parent) {
    const alias = level.own.get('alias')?.at(-1)?.args[0]
    if (alias !== undefined) return { name: 'alias', value: alias, scope: level }
    const root = level.own.get('root')?.at(-1)?.args[0]
    if (root !== undefined) return { name: 'root', value: root, scope: level }
  }
  return { name: 'root', value: simpleRoot, scope }
}

/** A relative path starts where nginx was installed. */
const absolute = (path: string): string => (path.startsWith('/') ? path : `/usr/share/nginx/${path}`)

/** `$document_root`. */
export const documentRoot = ({ scope }: Exchange, fill: Fill): string =>
  absolute(fill(rootOf(scope).value)).replace(/\/$/, '')

/**
 * The file that a URI means (ngx_http_map_uri_to_path): behind `root` the whole of it, behind `alias` what the location
 * did not match; with a regular expression `alias` is the whole path.
 */
export function fileOf({ scope, location }: Exchange, uri: Bytes, fill: Fill): string {
  const root = rootOf(scope)
  const base = absolute(fill(root.value))
  if (root.name === 'root') return `${base.replace(/\/$/, '')}${fromBytes(uri)}`
  const isRegex = location?.match === 'regex' || location?.match === 'regex-i'
  if (isRegex) return base
  return `${base}${fromBytes(uri.slice(toBytes(location?.path ?? '').length))}`
}
