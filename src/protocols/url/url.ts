import { err, ok, type Result } from '../../lib/result.ts'
import { parseHost, type HostError } from './host.ts'
import { percentEncode } from './percent.ts'

/** An absolute http or https URL in its parts; escapes stay as they were written. */
export interface Url {
  readonly scheme: 'http' | 'https'
  readonly username?: string
  readonly password?: string
  /** A name in lower case or an address; an IPv6 address without its brackets. */
  readonly host: string
  /** 0 … 65535; the scheme's own where none was written. */
  readonly port: number
  readonly explicitPort: boolean
  /** Begins with `/` and has no dot segments. */
  readonly path: string
  readonly query?: string
  readonly fragment?: string
}

/** Why a text is not a URL that we model. */
export type UrlError = 'empty' | 'no-scheme' | 'scheme-not-modelled' | 'port-invalid' | HostError

const defaultPorts = { http: 80, https: 443 } as const

/** Reads an http or https URL, if need be from the page at `base`, as browsers do (URL Standard section 4.4). */
export function parseUrl(text: string, base?: Url): Result<Url, UrlError> {
  const trimmed = text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '')
  const written = /^([a-z][a-z\d+.-]*):/i.exec(trimmed)
  const scheme = written?.[1]?.toLowerCase()
  if (scheme === undefined) {
    if (base) return parseRelative(trimmed, base)
    return err(trimmed === '' ? 'empty' : 'no-scheme')
  }
  if (scheme !== 'http' && scheme !== 'https') return err('scheme-not-modelled')
  const rest = trimmed.slice(scheme.length + 1)
  return base?.scheme === scheme ? parseRelative(rest, base) : parseAuthority(scheme, rest.replace(/^[/\\]+/, ''))
}

/** Reads a reference as it stands in a page or a Location header: absolute or relative (URL Standard section 4.4). */
export function resolveReference(base: Url, reference: string): Result<Url, UrlError> {
  return parseUrl(reference, base)
}

function parseRelative(text: string, base: Url): Result<Url, UrlError> {
  if (/^[/\\]{2}/.test(text)) return parseAuthority(base.scheme, text.replace(/^[/\\]+/, ''))
  const { path, ...tail } = splitTail(text)
  const { fragment: _, query, ...rest } = base
  if (path === '') return ok({ ...rest, ...(query !== undefined && { query }), ...tail })
  const directory = /^[/\\]/.test(path) ? '' : base.path.slice(0, base.path.lastIndexOf('/') + 1)
  return ok({ ...rest, path: normalisePath(directory + path), ...tail })
}

function parseAuthority(scheme: Url['scheme'], text: string): Result<Url, UrlError> {
  const end = text.search(/[/\\?#]/)
  const authority = end < 0 ? text : text.slice(0, end)
  const at = authority.lastIndexOf('@')
  const [, username = '', password = ''] = /^([^:]*):?(.*)$/s.exec(authority.slice(0, Math.max(at, 0))) ?? []
  const [hostText, portText] = splitPort(authority.slice(at + 1))
  const host = parseHost(hostText)
  if (!host.ok) return host
  if (portText !== '' && (!/^\d+$/.test(portText) || Number(portText) > 65535)) return err('port-invalid')
  const { path, ...tail } = splitTail(text.slice(authority.length))
  return ok({
    scheme,
    ...(username !== '' && { username: percentEncode(username, 'userinfo') }),
    ...(password !== '' && { password: percentEncode(password, 'userinfo') }),
    host: host.value,
    port: portText === '' ? defaultPorts[scheme] : Number(portText),
    explicitPort: portText !== '',
    path: normalisePath(path),
    ...tail,
  })
}

/** Parts at the first colon that does not stand in the brackets of an IPv6 address. */
function splitPort(text: string): readonly [host: string, port: string] {
  const colon = text.indexOf(':', Math.max(text.lastIndexOf(']'), 0))
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

function splitTail(text: string): Pick<Url, 'path' | 'query' | 'fragment'> {
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? []
  return {
    path,
    ...(query !== undefined && { query: percentEncode(query, 'query') }),
    ...(fragment !== undefined && { fragment: percentEncode(fragment, 'fragment') }),
  }
}

/** Resolves dot segments, also where they are escaped, and takes `\` for `/` (URL Standard, "path state"). */
function normalisePath(path: string): string {
  const segments = path.replace(/^[/\\]/, '').split(/[/\\]/)
  const kept: string[] = []
  for (const [index, segment] of segments.entries()) {
    const plain = segment.replace(/%2e/gi, '.')
    const isDots = plain === '.' || plain === '..'
    if (plain === '..') kept.pop()
    if (!isDots) kept.push(percentEncode(segment, 'path'))
    else if (index === segments.length - 1) kept.push('')
  }
  return `/${kept.join('/')}`
}

/** Writes the whole URL; the scheme's own port is left out (URL Standard section 4.5). */
export function formatUrl(url: Url): string {
  const { scheme, username = '', password } = url
  const user = username + (password === undefined ? '' : `:${password}`)
  const fragment = url.fragment === undefined ? '' : `#${url.fragment}`
  return `${scheme}://${user === '' ? '' : `${user}@`}${hostHeader(url)}${target(url)}${fragment}`
}

/** Scheme, host and, if it is not the scheme's own, port: what may read each other (RFC 6454 section 6.2). */
export function originOf(url: Url): string {
  return `${url.scheme}://${hostHeader(url)}`
}

/** The value of the Host header: the port only if it is not the scheme's own (RFC 9110 section 7.2). */
export function hostHeader({ scheme, host, port }: Url): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === defaultPorts[scheme] ? name : `${name}:${port}`
}

/** The request target in origin form: path and query (RFC 9112 section 3.2.1). */
export function target({ path, query }: Url): string {
  return query === undefined ? path : `${path}?${query}`
}

/** Encrypted, or on this very machine: nobody in between can read it (Secure Contexts section 3.1). */
export function isTrustworthy({ scheme, host }: Pick<Url, 'scheme' | 'host'>): boolean {
  return scheme === 'https' || /^(?:(?:.*\.)?localhost|::1|127\.\d+\.\d+\.\d+)$/.test(host)
}
