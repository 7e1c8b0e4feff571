import { decode, encode } from '../../lib/utf8.ts'

/**
 * Text in which every character is one byte, 0 … 255: servers match and rewrite the bytes of a path, whatever
 * encoding they are in.
 */
export type Bytes = string

/** The UTF-8 bytes of a text as a person wrote it. */
export const toBytes = (text: string): Bytes => String.fromCharCode(...encode(text))

/** What bytes read as, for people. */
export const fromBytes = (bytes: Bytes): string =>
  decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)))

/** Resolves `%XX` to bytes; nothing where an escape is broken or stands for a zero byte. */
export function decodePath(path: string): Bytes | undefined {
  if (/%(?![\da-f]{2})|%00/i.test(path)) return undefined
  return toBytes(path).replace(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}

/** Resolves dot segments and, unless told, merges slashes; nothing where the path climbs above the root. */
export function resolveDots(path: Bytes, mergesSlashes = true): Bytes | undefined {
  const kept: string[] = []
  const segments = path.split('/').slice(1)
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1
    if (segment === '..') {
      if (kept.length === 0) return undefined
      kept.pop()
    } else if (segment !== '.' && (segment !== '' || (!mergesSlashes && !isLast))) kept.push(segment)
    if (isLast && (segment === '' || segment === '.' || segment === '..')) kept.push('')
  }
  return `/${kept.join('/')}`
}

/** Writes bytes as a path of a request line: controls, blanks, `#`, `%`, `?` and all beyond ASCII as `%XX`. */
export function escapePath(bytes: Bytes): string {
  return bytes.replace(
    // oxlint-disable-next-line eslint/no-control-regex -- controls are what must be escaped.
    /[\u0000-\u0020#%?\u007f-\u00ff]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** Writes bytes as a path of a request that is passed on, as mod_proxy does (`ap_proxy_canonenc`). */
export const canonicalPath = (bytes: Bytes): string =>
  bytes.replace(
    /[^\w/~$\-.+!*'(),;:@&=]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )

export interface Target {
  /** Path and query as sent. */
  readonly raw: string
  /** Decoded and normalised: what locations and files are matched with. */
  readonly path: Bytes
  /** Behind the first `?`, as sent; unset without one. */
  readonly query: string | undefined
  /** From the absolute form, which beats the Host header (RFC 9112 section 3.2.2). */
  readonly host: string | undefined
}

/** Reads a request target in origin or absolute form; nothing where it is malformed. */
export function parseTarget(target: string, mergesSlashes = true): Target | undefined {
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/is.exec(target)
  const raw = absolute ? (absolute[2] ?? '').replace(/^(?!\/)/, '/') : target
  if (!raw.startsWith('/')) return undefined
  const [, written = '', query] = /^([^?#]*)(?:\?([^#]*))?/.exec(raw) ?? []
  const decoded = decodePath(written)
  const path = decoded === undefined ? undefined : resolveDots(decoded, mergesSlashes)
  return path === undefined ? undefined : { raw, path, query, host: absolute?.[1] }
}

/** Writes a query behind a path, if there is one. */
export const withQuery = (path: string, query: string | undefined): string =>
  query === undefined ? path : `${path}?${query}`
