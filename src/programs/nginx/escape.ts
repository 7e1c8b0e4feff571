import type { Bytes } from '../common/uri.ts'

const escaped = (bytes: Bytes, which: RegExp): string =>
  bytes.replace(which, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

/** Writes bytes as a path of a request line (ngx_escape_uri, since 1.21.1). */
export const escapeUri = (bytes: Bytes): string =>
  // oxlint-disable-next-line eslint/no-control-regex -- controls are what must be escaped.
  escaped(bytes, /[\u0000-\u0020"#%<>?\\^`{|}\u007f-\u00ff]/g)

/** Writes bytes as a part of a query. */
export const escapeArgs = (bytes: Bytes): string =>
  // oxlint-disable-next-line eslint/no-control-regex -- controls are what must be escaped.
  escaped(bytes, /[\u0000-\u0020"#%&+;<>?\\^`{|}\u007f-\u00ff]/g)
