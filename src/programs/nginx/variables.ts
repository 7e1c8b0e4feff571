import { formatHttpDate } from '../../protocols/http/date.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { fromBytes } from '../common/uri.ts'
import type { Directive } from './directive.ts'
import { documentRoot, fileOf } from './disk-path.ts'
import type { Exchange, Variables } from './exchange.ts'
import { lookUpMap } from './maps.ts'

const placeholder = /\$(?:\{(\w+)\}|(\w+))/g

/** Fills `$name`, `${name}` and `$1` in; what is unknown is empty, as nginx would not start with it. */
export function fillWith(template: string, valueOf: (name: string) => string | undefined): string {
  if (!template.includes('$')) return template
  return template.replace(placeholder, (_, braced?: string, plain?: string) => valueOf(braced ?? plain ?? '') ?? '')
}

/** Fills a template with what is known of a request. */
export const fill = (exchange: Exchange, template: string, more: Variables = {}): string =>
  fillWith(template, (name) => more[name] ?? variable(exchange, name))

/** Whether a text has variables in it. */
export const hasVariables = (template: string): boolean => /\$(?:\{\w+\}|\w+)/.test(template)

/** The value of a variable (nginx, "Alphabetical index of variables"), or nothing. */
export function variable(exchange: Exchange, name: string): string | undefined {
  if (/^\d+$/.test(name)) return exchange.captures[Number(name)]
  const own = exchange.variables[name]
  if (own !== undefined) return own
  const map = exchange.config.maps.get(name)
  if (map) return mapped(exchange, map)?.value
  return builtIn[name]?.(exchange) ?? prefixed(exchange, name)
}

/** What a `map` makes of a request, and the row that says so. */
export function mapped(exchange: Exchange, map: Directive): { value: string; row: Directive | undefined } | undefined {
  const found = lookUpMap(map, exchange, (template) => fill(exchange, template))
  if (!found) return undefined
  if (found.captures) exchange.captures = found.captures
  return { value: fill(exchange, found.value), row: found.row }
}

function prefixed({ request, args }: Exchange, name: string): string | undefined {
  const [, kind, rest = ''] = /^(http|arg|cookie)_(.+)$/.exec(name) ?? []
  if (kind === 'arg') return argument(args, rest)
  if (kind === 'cookie') return cookie(all(request.headers, 'Cookie'), rest)
  if (kind !== 'http') return undefined
  const values = request.headers.filter(([one]) => one.toLowerCase().replaceAll('-', '_') === rest.toLowerCase())
  // Only of these nginx 1.22 takes every line.
  const separator = { cookie: '; ', x_forwarded_for: ', ' }[rest.toLowerCase()]
  return separator === undefined ? values[0]?.[1] : values.map(([, value]) => value).join(separator) || undefined
}

function argument(args: string, name: string): string | undefined {
  for (const pair of args.split('&')) {
    const [key = '', ...value] = pair.split('=')
    if (key.toLowerCase() === name.toLowerCase() && value.length > 0) return value.join('=')
  }
  return undefined
}

function cookie(lines: readonly string[], name: string): string | undefined {
  for (const pair of lines.flatMap((line) => line.split(';'))) {
    const [key = '', ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}

const serverName = ({ server }: Exchange): string => (server.names[0]?.name ?? '').replace(/^\./, '')

const builtIn: Readonly<Record<string, (exchange: Exchange) => string | undefined>> = {
  uri: ({ uri }) => fromBytes(uri),
  document_uri: ({ uri }) => fromBytes(uri),
  request_uri: ({ target }) => target.raw,
  args: ({ args }) => args,
  query_string: ({ args }) => args,
  is_args: ({ args }) => (args === '' ? '' : '?'),
  request: ({ request }) => `${request.method} ${request.target} HTTP/${request.version}`,
  request_method: ({ method }) => method,
  scheme: ({ scheme }) => scheme,
  https: ({ scheme }) => (scheme === 'https' ? 'on' : ''),
  host: (exchange) => (exchange.host === '' ? serverName(exchange) : exchange.host),
  server_name: serverName,
  server_addr: ({ address }) => address,
  server_port: ({ port }) => String(port),
  server_protocol: ({ request }) => `HTTP/${request.version}`,
  remote_addr: ({ client }) => client,
  binary_remote_addr: ({ client }) => client,
  remote_port: ({ clientPort }) => String(clientPort),
  remote_user: ({ request }) => credentials(get(request.headers, 'Authorization'))?.user,
  content_length: ({ request }) => get(request.headers, 'Content-Length'),
  content_type: ({ request }) => get(request.headers, 'Content-Type'),
  document_root: (exchange) => documentRoot(exchange, (template) => fill(exchange, template)),
  realpath_root: (exchange) => documentRoot(exchange, (template) => fill(exchange, template)),
  request_filename: (exchange) => fileOf(exchange, exchange.uri, (template) => fill(exchange, template)),
  proxy_add_x_forwarded_for: ({ request, client }) => [...all(request.headers, 'X-Forwarded-For'), client].join(', '),
  ssl_protocol: ({ tlsVersion = '' }) => tlsVersion.replace(' ', 'v'),
  ssl_client_verify: ({ scheme, callerCertificate }) => (scheme === 'https' ? callerCertificate : ''),
  ssl_server_name: ({ scheme, host }) => (scheme === 'https' ? host : ''),
  hostname: ({ context }) => context.wiring.device,
  nginx_version: () => '1.22.1',
  pipe: () => '.',
  msec: ({ context }) => (context.date() / 1000).toFixed(3),
  date_gmt: ({ context }) => formatHttpDate(context.date()),
}

/** User and password of `Authorization: Basic`. */
export function credentials(header: string | undefined): { user: string; password: string } | undefined {
  const encoded = /^basic\s+([a-z\d+/]+=*)\s*$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [user = '', ...password] = fromBytes(decodeBase64(encoded)).split(':')
  return password.length === 0 ? undefined : { user, password: password.join(':') }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decodeBase64(text: string): string {
  const bits = text.replace(/=/g, '').replace(/./g, (one) => alphabet.indexOf(one).toString(2).padStart(6, '0'))
  return (bits.match(/.{8}/g) ?? []).map((one) => String.fromCharCode(Number.parseInt(one, 2))).join('')
}
