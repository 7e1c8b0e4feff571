import { get } from '../../protocols/http/headers.ts'
import { fromBytes } from '../common/uri.ts'
import { variableOf } from './environment.ts'
import { ownName, type Exchange } from './exchange.ts'

/** What mod_headers and the expressions of Apache 2.4 know of a request by name. */
const variables: Readonly<Record<string, (exchange: Exchange) => string | undefined>> = {
  REMOTE_ADDR: ({ client }) => client,
  REMOTE_HOST: ({ client }) => client,
  REQUEST_METHOD: ({ request }) => request.method,
  REQUEST_SCHEME: ({ scheme }) => scheme,
  HTTPS: ({ scheme }) => (scheme === 'https' ? 'on' : 'off'),
  REQUEST_URI: ({ target }) => fromBytes(target.path),
  QUERY_STRING: ({ target }) => target.query,
  SERVER_NAME: (exchange) => exchange.host || ownName(exchange),
  SERVER_PORT: (exchange) => String(portAsked(exchange)),
  SERVER_PROTOCOL: ({ request }) => `HTTP/${request.version}`,
  THE_REQUEST: ({ request }) => `${request.method} ${request.target} HTTP/${request.version}`,
  HTTP_HOST: ({ request }) => get(request.headers, 'Host'),
  HTTP_USER_AGENT: ({ request }) => get(request.headers, 'User-Agent'),
  HTTP_COOKIE: ({ request }) => get(request.headers, 'Cookie'),
  HTTP_REFERER: ({ request }) => get(request.headers, 'Referer'),
  HTTP_ACCEPT: ({ request }) => get(request.headers, 'Accept'),
  HTTP_FORWARDED: ({ request }) => get(request.headers, 'Forwarded'),
}

/** The port that the caller named, else the one that it reached (`UseCanonicalName Off`). */
export const portAsked = ({ authority, port }: Pick<Exchange, 'authority' | 'port'>): number =>
  Number(/:(\d+)$/.exec(authority)?.[1] ?? port)

const placeholder = /%\{(?:(?:HTTP|req|http):([\w-]+)|(\w+))\}/g

/** `%%` is a percent sign, and `%{NAME}e` what `SetEnv` says. */
const inPlainText = /%%|%\{([\w.-]+)\}e/g

/** Whether a value of `Header` or `RequestHeader` can be worked out: plain text, or names that are known here. */
export function isKnownValue(value: string): boolean {
  if (!value.startsWith('expr=')) return !value.replace(inPlainText, '').includes('%')
  const rest = value
    .slice('expr='.length)
    .replace(placeholder, (whole, header?: string, name = '') =>
      header === undefined && !(name in variables) ? whole : '',
    )
  return !/%\{|^\(|==|=~|"/.test(rest)
}

/** The value for one request: `expr=` with what its names stand for, else the text itself with what `SetEnv` says. */
export function valueFor(value: string, exchange: Exchange): string {
  if (!value.startsWith('expr=')) {
    return value.replace(inPlainText, (_, name?: string) =>
      name === undefined ? '%' : (variableOf(exchange, name) ?? '(null)'),
    )
  }
  return value
    .slice('expr='.length)
    .replace(placeholder, (_, header: string | undefined, name: string) =>
      header === undefined ? (variables[name]?.(exchange) ?? '') : (get(exchange.request.headers, header) ?? ''),
    )
}
