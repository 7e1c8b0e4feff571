import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { has, remove } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'
import type { Exchange } from './exchange.ts'
import { flag, inherited, valueOf, type Scope } from './scope.ts'
import type { Asking } from './through-cache.ts'
import { fill } from './variables.ts'

/** What is sent unless `proxy_set_header` says otherwise; an empty value: not at all (ngx_http_proxy_module.c). */
const standard: readonly Header[] = [
  ['Host', '$proxy_host'],
  ['Connection', 'close'],
  ['Content-Length', '$proxy_internal_body_length'],
  ['Transfer-Encoding', ''],
  ['TE', ''],
  ['Keep-Alive', ''],
  ['Expect', ''],
  ['Upgrade', ''],
]

/** Left out when the answer may be kept: what is kept must be whole. */
const conditional = ['If-Modified-Since', 'If-Unmodified-Since', 'If-None-Match', 'If-Match', 'Range', 'If-Range']

/** Header names that nginx does not read at all: those with an underscore, and those that are none. */
export function ignoredHeaders(scope: Scope, headers: readonly Header[]): readonly string[] {
  if (!flag(scope, 'ignore_invalid_headers', true)) return []
  const valid = flag(scope, 'underscores_in_headers', false) ? /^[\w-]+$/ : /^[a-z\d-]+$/i
  return headers.map(([name]) => name).filter((name) => !valid.test(name))
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
  const { request: received, scope } = exchange
  const set = inherited(scope, 'proxy_set_header').map(({ args: [name = '', value = ''] }): Header => [name, value])
  const all = [...set, ...standard.filter(([name]) => !has(set, name))]
  const kept = exchange.isBodyDropped ? undefined : received.body
  const body = flag(scope, 'proxy_pass_request_body', true) ? kept : undefined
  const hasLength = received.body !== undefined || has(received.headers, 'Content-Length')
  const length = hasLength ? String(kept?.bytes ?? 0) : ''
  const words = { proxy_host: proxyHost, proxy_internal_body_length: length }
  const own = all
    .map(([name, value]): Header => [name, fill(exchange, value, words)])
    .filter(([, value]) => value !== '')
  const left = [...all.map(([name]) => name), ...(asking.isWhole ? conditional : [])]
  const passed = flag(scope, 'proxy_pass_request_headers', true) ? received.headers : []
  const rest = left.reduce((headers: readonly Header[], name) => remove(headers, name), passed)
  const ignored = ignoredHeaders(scope, rest)
  const headers = [...own, ...rest.filter(([name]) => !ignored.includes(name)), ...asking.validators]
  // A HEAD is sent on as GET where the answer may be kept (proxy_cache_convert_head).
  const method = asking.isGet ? 'GET' : (valueOf(scope, 'proxy_method') ?? exchange.method)
  const version = valueOf(scope, 'proxy_http_version') === '1.1' ? '1.1' : '1.0'
  return request({ method, target: uri, version, headers, body })
}
