import { parseAddress } from '../../protocols/ip/address.ts'
import { toBytes } from '../common/uri.ts'
import type { Directive, UpstreamGroup } from './directive.ts'
import { escapeUri } from './escape.ts'
import type { Exchange } from './exchange.ts'
import { plainRow } from './fields.ts'
import { ownOf, type Scope } from './scope.ts'
import { fill, hasVariables } from './variables.ts'

/** Where `proxy_pass` leads for one request. */
export interface PassTarget {
  readonly scheme: 'http' | 'https'
  readonly group: UpstreamGroup
  /** What `$proxy_host` says: name and port as written; the port only where it is not the scheme's own. */
  readonly proxyHost: string
  readonly port: number
  /** Path and query for the server behind. */
  readonly uri: string
  /** What `proxy_redirect default` takes for an address of the inside, and what it makes of it. */
  readonly redirect: { readonly inner: (proxyHost: string) => string; readonly outer: string } | undefined
  readonly origin: Directive
}

/** `proxy_pass` of a block; an `if` or `limit_except` without one has that of the location around it. */
export function passOf(scope: Scope): Directive | undefined {
  for (let level: Scope | undefined = scope; level; level = level.parent) {
    const own = ownOf(level, 'proxy_pass').at(-1)
    if (own) return own
    if (level.kind !== 'if' && level.kind !== 'limit_except') return undefined
  }
  return undefined
}

/** Reads the address that a request is passed on to; nothing where it is none. */
export function passTarget(exchange: Exchange, origin: Directive): PassTarget | undefined {
  const written = origin.args[0] ?? ''
  const isFixed = !hasVariables(written)
  const match = /^(https?):\/\/([^/?]*)(.*)$/is.exec(isFixed ? written : fill(exchange, written))
  if (!match) return undefined
  const [, scheme = '', authority = '', uri = ''] = match
  const isSecure = scheme.toLowerCase() === 'https'
  const place = placeOf(authority, isSecure)
  if (!place) return undefined
  const group = origin.group ?? exchange.config.groups.get(place.host.toLowerCase()) ?? alone(place, origin.setting)
  const proxyHost = place.isOwnPort ? place.name : `${place.name}:${place.port}`
  return {
    scheme: isSecure ? 'https' : 'http',
    group,
    proxyHost,
    port: place.port,
    uri: isFixed ? uriBehind(exchange, uri) : uri === '' ? uriBehind(exchange, '') : uri,
    redirect: isFixed ? redirectFor(exchange, origin, uri) : undefined,
    origin,
  }
}

function redirectFor({ location }: Exchange, { args, group }: Directive, uri: string): PassTarget['redirect'] {
  const written = args[0] ?? ''
  // The simple form names a device; what the server behind calls itself is the address.
  const inner = (proxyHost: string) => (group ? `http://${proxyHost}${uri}` : written) + (uri === '' ? '/' : '')
  return { inner, outer: uri === '' ? '/' : (location?.path ?? '/') }
}

interface Named {
  /** Without brackets. */
  readonly host: string
  /** As it is written in a URL. */
  readonly name: string
  readonly port: number
  readonly isOwnPort: boolean
}

function placeOf(authority: string, isSecure: boolean): Named | undefined {
  const match = /^(\[([^\]]+)\]|[^:]+)(?::(\d+))?$/.exec(authority)
  if (!match) return undefined
  const [, name = '', bracketed, written] = match
  const usual = isSecure ? 443 : 80
  const port = written === undefined ? usual : Number(written)
  return { host: bracketed ?? name, name, port, isOwnPort: port === usual }
}

/** A server that `proxy_pass` names itself. */
function alone({ host, port }: Named, setting: string | undefined): UpstreamGroup {
  const isAddress = parseAddress(host).ok
  const row = { ...plainRow(isAddress ? host : ''), port, ...(isAddress ? {} : { host }) }
  return {
    name: host,
    isImplicit: true,
    method: 'round_robin',
    servers: [{ row, setting: setting ?? '' }],
    directives: [],
  }
}

/**
 * The request target for the server behind (ngx_http_proxy_module, `proxy_pass`). Without a URI part the original goes
 * through untouched; with one it replaces what the location matched of the normalised path. What a rewrite made goes
 * out as it is.
 */
function uriBehind(exchange: Exchange, part: string): string {
  const { isAsSent, isInternal, fitsLocation, target, uri, args, location, scope } = exchange
  if (part === '' && isAsSent) return target.raw
  const isPrefix = location !== undefined && location.regex === undefined && location.match !== 'named'
  const replaces = part !== '' && fitsLocation && isPrefix && scope.kind !== 'if'
  const rest = replaces ? uri.slice(toBytes(location.path).length) : uri
  // What came without escapes goes out without them.
  const wasEscaped = isInternal || target.raw.split('?')[0]?.includes('%')
  const query = args === '' ? '' : `?${args}`
  return `${replaces ? part : ''}${wasEscaped ? escapeUri(rest) : rest}${query}`
}
