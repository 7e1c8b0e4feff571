import { byteLength } from '../../lib/utf8.ts'
import { code, text } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { all, get, listValues, remove, set } from '../../protocols/http/headers.ts'
import { request as httpRequest } from '../../protocols/http/messages.ts'
import { hostOf, usualPort } from '../common/peers.ts'
import type { Member } from './balancer.ts'
import { isSet } from './environment.ts'
import { by, ownName, say, schemeFor, type Exchange } from './exchange.ts'
import { appendTo, changeHeaders, rulesFor } from './header-rules.ts'
import type { Mapping } from './mapping.ts'
import { viaEntry } from './via.ts'

const ownHop = [
  'Host',
  'Connection',
  'Keep-Alive',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Proxy-Connection',
  'Content-Length',
]

const without = (headers: readonly Header[], names: readonly string[]): readonly Header[] =>
  names.reduce((kept, name) => remove(kept, name), headers)

/** The request as mod_proxy sends it on: HTTP/1.1, without what Connection names, with three headers of its own. */
export function compose(exchange: Exchange, mapping: Mapping, member: Member, uri: string): HttpRequestMessage {
  const { context, request, target } = exchange
  const { preserveHost, addProxyHeaders, requestHeaders = [] } = context.settings
  if (uri !== target.raw) {
    const setting = `proxyPass[${mapping.index ?? 0}].upstreamUri`
    const words = say('uri-rewritten', { from: code(target.raw), to: code(uri) })
    context.step('translated', words, by('ProxyPass', setting))
  }
  // mod_headers has its turn before the proxy writes its own.
  const changed = changeHeaders(asRead(exchange), rulesFor(exchange, requestHeaders), exchange)
  const named = listValues(changed, 'Connection').filter((name) => !/^(?:close|keep-alive|host)$/i.test(name))
  const asked = oneHopLess(without(changed, named))
  const rest = without(addProxyHeaders ? addForwarded(exchange, asked) : asked, ownHop)
  // A body of which nothing came is none, but what was said of its length is passed on.
  const length = request.body?.bytes ?? (get(changed, 'Content-Length') === '0' ? 0 : undefined)
  const isOld = isSet(exchange, 'force-proxy-request-1.0')
  const closes = member.row.closes || isSet(exchange, 'proxy-nokeepalive')
  const headers: Header[] = [
    ['Host', preserveHost ? (get(changed, 'Host') ?? exchange.authority) : hostFor(member)],
    ...addVia(exchange, rest),
    ...(length === undefined ? [] : [['Content-Length', String(length)] as const]),
    ...(isOld ? [] : [['Connection', closes ? 'close' : 'Keep-Alive'] as const]),
  ]
  if (addProxyHeaders) {
    const chain = text(get(headers, 'X-Forwarded-For') ?? '')
    context.step('translated', say('forwarded-added', { chain }), by('ProxyAddHeaders', 'addProxyHeaders'))
  }
  const version = isOld ? '1.0' : '1.1'
  return httpRequest({ method: request.method, target: uri, version, headers, body: request.body })
}

/** With its port, unless that is the usual one, or 80: that one is left out even where TLS is spoken on it. */
const hostFor = ({ row, place }: Member): string =>
  hostOf(place, place.port === usualPort.http ? usualPort.http : usualPort[schemeFor(row)])

/** The headers as they are read: lines of one name in one, and the host of an absolute address as `Host`. */
function asRead({ request, target }: Exchange): readonly Header[] {
  const headers = target.host === undefined ? request.headers : set(request.headers, 'Host', target.host)
  return [...new Set(headers.map(([name]) => name.toLowerCase()))].map((name) => {
    const [written = name] = headers.find(([one]) => one.toLowerCase() === name) ?? [name]
    return [
      written,
      all(headers, name)
        .map((value) => value.trim())
        .join(', '),
    ]
  })
}

/** `Max-Forwards` counts down (RFC 9110 section 7.6.2). */
function oneHopLess(headers: readonly Header[]): readonly Header[] {
  const value = get(headers, 'Max-Forwards')
  return value !== undefined && /^[1-9]\d*$/.test(value)
    ? set(headers, 'Max-Forwards', String(Number(value) - 1))
    : headers
}

/** `ProxyVia`: one more entry at the end of the chain (RFC 9110 section 7.6.3), or none at all. */
function addVia(exchange: Exchange, headers: readonly Header[]): readonly Header[] {
  if (exchange.context.settings.viaBlock) return remove(headers, 'Via')
  const entry = viaEntry(exchange, exchange.request.version)
  return entry === undefined ? headers : set(headers, 'Via', [...all(headers, 'Via'), entry].join(', '))
}

/** Three headers of its own, each behind what the first line of that name says. */
function addForwarded(exchange: Exchange, asked: readonly Header[]): readonly Header[] {
  const host = get(asked, 'Host')
  const told: readonly Header[] = [
    ['X-Forwarded-For', exchange.client],
    ...(host === undefined ? [] : [['X-Forwarded-Host', host] as const]),
    ['X-Forwarded-Server', ownName(exchange)],
  ]
  return told.reduce((headers, [name, value]) => appendTo(headers, name, value), asked)
}

/** Bytes of request line and headers, with the ends of their lines. */
export const headBytes = ({ method, target, headers }: HttpRequestMessage): number =>
  byteLength(`${method} ${target} HTTP/1.1\r\n${headers.map((one) => `${one.join(': ')}\r\n`).join('')}\r\n`)
