import type { HttpRequestSpec } from '../model/request.ts'
import type { Failed, FailureReason, Instead, Seen } from '../model/verdict.ts'

interface Spelling {
  /** Exit code of curl (libcurl-errors(3)); missing where curl has no such failure. */
  readonly curl?: number
  /** Chromium's name for the failure (net_error_list.h); missing where it shows none. */
  readonly chromium?: string
}

const spellings: Readonly<Record<FailureReason, Spelling>> = {
  'name-not-found': { curl: 6, chromium: 'ERR_NAME_NOT_RESOLVED' },
  refused: { curl: 7, chromium: 'ERR_CONNECTION_REFUSED' },
  'timed-out': { curl: 28, chromium: 'ERR_CONNECTION_TIMED_OUT' },
  'host-unreachable': { curl: 7, chromium: 'ERR_ADDRESS_UNREACHABLE' },
  'net-unreachable': { curl: 7, chromium: 'ERR_ADDRESS_UNREACHABLE' },
  'ttl-exceeded': { curl: 7, chromium: 'ERR_ADDRESS_UNREACHABLE' },
  reset: { curl: 56, chromium: 'ERR_CONNECTION_RESET' },
  'empty-reply': { curl: 52, chromium: 'ERR_EMPTY_RESPONSE' },
  closed: { curl: 18, chromium: 'ERR_CONTENT_LENGTH_MISMATCH' },
  'bad-certificate': { curl: 60, chromium: 'ERR_CERT_INVALID' },
  'protocol-error': { curl: 35, chromium: 'ERR_SSL_PROTOCOL_ERROR' },
  'too-many-redirects': { curl: 47, chromium: 'ERR_TOO_MANY_REDIRECTS' },
  'blocked-by-cors': { chromium: 'ERR_FAILED' },
  'mixed-content': {},
  'not-allowed': { chromium: 'ERR_FAILED' },
  'bad-url': { curl: 3, chromium: 'ERR_INVALID_URL' },
  'not-sent': {},
  'not-modelled': {},
}

/** Where the detail of a failure makes another spelling: by `reason/detail`. `handshake` is that of TLS. */
const detailed: Readonly<Record<string, Spelling>> = {
  'bad-certificate/expired': { curl: 60, chromium: 'ERR_CERT_DATE_INVALID' },
  'bad-certificate/not-yet-valid': { curl: 60, chromium: 'ERR_CERT_DATE_INVALID' },
  'bad-certificate/wrong-name': { curl: 60, chromium: 'ERR_CERT_COMMON_NAME_INVALID' },
  'bad-certificate/self-signed': { curl: 60, chromium: 'ERR_CERT_AUTHORITY_INVALID' },
  'bad-certificate/untrusted': { curl: 60, chromium: 'ERR_CERT_AUTHORITY_INVALID' },
  'bad-certificate/incomplete-chain': { curl: 60, chromium: 'ERR_CERT_AUTHORITY_INVALID' },
  'bad-certificate/wrong-key-usage': { curl: 60, chromium: 'ERR_SSL_KEY_USAGE_INCOMPATIBLE' },
  'bad-certificate/weak-key': { curl: 60, chromium: 'ERR_CERT_WEAK_KEY' },
  'protocol-error/version': { curl: 35, chromium: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH' },
  'protocol-error/no-cipher': { curl: 59, chromium: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH' },
  'protocol-error/own-certificate': { curl: 35, chromium: 'ERR_BAD_SSL_CLIENT_AUTH_CERT' },
  'protocol-error/own-certificate-late': { curl: 56, chromium: 'ERR_BAD_SSL_CLIENT_AUTH_CERT' },
  'protocol-error/unrecognized-name': { curl: 35, chromium: 'ERR_SSL_UNRECOGNIZED_NAME_ALERT' },
  'bad-url/scheme-not-modelled': { curl: 1, chromium: 'ERR_UNKNOWN_URL_SCHEME' },
  'bad-url/redirect': { chromium: 'ERR_INVALID_REDIRECT' },
  'bad-url/redirect-scheme': { chromium: 'ERR_ABORTED' },
  'bad-url/redirect-unsafe': { chromium: 'ERR_UNSAFE_REDIRECT' },
  'bad-url/unsafe-port': { chromium: 'ERR_UNSAFE_PORT' },
  'closed/handshake': { curl: 35, chromium: 'ERR_CONNECTION_CLOSED' },
  'timed-out/handshake': { curl: 28, chromium: 'ERR_TIMED_OUT' },
  'not-allowed/frame': { chromium: 'ERR_BLOCKED_BY_RESPONSE' },
  'not-allowed/orb': { chromium: 'ERR_BLOCKED_BY_ORB' },
  'not-allowed/script-type': {},
  'not-allowed/style-type': { chromium: 'ERR_ABORTED' },
  'not-allowed/resource-policy': { chromium: 'ERR_BLOCKED_BY_RESPONSE' },
  'protocol-error/not-http': { curl: 1, chromium: 'ERR_INVALID_HTTP_RESPONSE' },
  'reset/handshake': { curl: 35, chromium: 'ERR_CONNECTION_RESET' },
}

function spell({ type, detail }: Failed): Spelling {
  return detailed[`${type}/${detail ?? ''}`] ?? spellings[type]
}

/** curl's exit code for how a request ended, 0 for any answer whatever its status; nothing where curl cannot fail so. */
export function curlExit(seen: Seen): number | undefined {
  const { type } = seen
  if (type === 'answer' || type === 'dns-answer' || type === 'open' || type === 'echo') return 0
  return spell(seen).curl
}

/** Chromium's name for a failure, without `net::`; nothing where it has none to show. */
export function netError(seen: Failed): string | undefined {
  return spell(seen).chromium
}

const insteads: Readonly<Record<Instead, string>> = {
  nothing: 'ERR_ABORTED',
  download: 'ERR_ABORTED',
  'own-error': 'ERR_HTTP_RESPONSE_CODE_FAILURE',
  'no-download': 'ERR_INVALID_RESPONSE',
}

/** What Chromium calls a navigation that ended without a page, without `net::`. */
export const netErrorInstead = (instead: Instead): string => insteads[instead]

type Asked = Pick<HttpRequestSpec, 'method' | 'url' | 'headers'>

const inFetch = "Failed to execute 'fetch' on 'Window'"

/** What `fetch()` throws before anything is sent, by the detail of what is not allowed. */
const thrown: Readonly<Record<string, (asked: Asked) => string>> = {
  method: ({ method }) =>
    /^(?:CONNECT|TRACE|TRACK)$/i.test(method)
      ? `${inFetch}: '${method}' HTTP method is unsupported.`
      : `${inFetch}: '${method}' is not a valid HTTP method.`,
  header: headerError,
  body: () => `${inFetch}: Request with GET/HEAD method cannot have body.`,
  'no-cors-method': ({ method }) => `${inFetch}: '${method}' is unsupported in no-cors mode.`,
  'url-credentials': ({ url }) =>
    `${inFetch}: Request cannot be constructed from a URL that includes credentials: ${url}`,
  'no-cors-redirect': () => 'Failed to fetch',
  'same-origin': () => 'Failed to fetch',
}

function headerError({ headers = [] }: Asked): string {
  // oxlint-disable-next-line eslint/no-control-regex -- up to here reach the bytes that a header may hold.
  if (headers.some((header) => /[^\u0000-\u00ff]/.test(header.join(''))))
    return `${inFetch}: Failed to read the 'headers' property from 'RequestInit': String contains non ISO-8859-1 code point.`
  const isName = headers.every(([name]) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name))
  return `${inFetch}: Invalid ${isName ? 'value' : 'name'}`
}

/** The error that the page's script gets from Chromium where it may not even ask: then no `net::` error is shown. */
export function scriptError({ type, detail = '' }: Failed, asked: Asked): string | undefined {
  const error = type === 'not-allowed' && Object.hasOwn(thrown, detail) ? thrown[detail] : undefined
  return error && `TypeError: ${error(asked)}`
}

/** The handshake's messages as RFC 8446 spells them. */
export const tlsNames = { 'client-hello': 'ClientHello', 'server-hello': 'ServerHello', alert: 'Alert' } as const
