import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { all, remove } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'
import type { Exchange } from './exchange.ts'
import type { Asking } from './through-cache.ts'

/** Headers of one hop that nginx sets itself or leaves out (ngx_http_proxy_module, `proxy_set_header`). */
const ownHop = ['Host', 'Connection', 'Keep-Alive', 'TE', 'Transfer-Encoding', 'Content-Length', 'Expect', 'Upgrade']

/** Left out when the answer may be kept: what is kept must be whole. */
const conditional = ['If-Modified-Since', 'If-Unmodified-Since', 'If-None-Match', 'If-Match', 'Range', 'If-Range']

/** Header names that nginx does not read at all: `underscores_in_headers` is off. */
export const ignoredHeaders = (headers: readonly Header[]): readonly string[] =>
  headers.map(([name]) => name).filter((name) => name.includes('_'))

const forwarded = ['X-Real-IP', 'X-Forwarded-For', 'X-Forwarded-Proto']

function forwardedHeaders({ request: { headers }, client, scheme }: Exchange): readonly Header[] {
  return [
    ['X-Real-IP', client],
    ['X-Forwarded-For', [...all(headers, 'X-Forwarded-For'), client].join(', ')],
    ['X-Forwarded-Proto', scheme],
  ]
}

interface Passing {
  /** Path and query for the server behind. */
  readonly uri: string
  /** `$proxy_host`: the group's name, or address and port of the only server. */
  readonly proxyHost: string
  readonly asking: Asking
}

/** The request as nginx sends it on: HTTP/1.0 and a connection of its own, unless told otherwise. */
export function upstreamRequest(exchange: Exchange, { uri, proxyHost, asking }: Passing): HttpRequestMessage {
  const { context, request: received, host } = exchange
  const { settings } = context
  const left = [...ownHop, ...(asking.isWhole ? conditional : []), ...(settings.forwardedHeaders ? forwarded : [])]
  const rest = left.reduce((headers: readonly Header[], name) => remove(headers, name), received.headers)
  const ignored = ignoredHeaders(rest)
  const { body } = received
  const headers: Header[] = [
    ['Host', settings.proxyHost === '$host' ? host : proxyHost],
    ...(settings.forwardedHeaders ? forwardedHeaders(exchange) : []),
    ['Connection', 'close'],
    ...(body ? [['Content-Length', String(body.bytes)] as const] : []),
    ...rest.filter(([name]) => !ignored.includes(name)),
    ...asking.validators,
  ]
  // A HEAD is sent on as GET where the answer may be kept (proxy_cache_convert_head).
  const method = asking.isGet ? 'GET' : received.method
  return request({ method, target: uri, version: '1.0', headers, body })
}
