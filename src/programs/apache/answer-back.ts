import { code } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { remove } from '../../protocols/http/headers.ts'
import { hostOf, placeOf, usualPort } from '../common/peers.ts'
import { candidatesFor } from './balancer.ts'
import { absoluteUrl, by, say, schemeFor, type Exchange } from './exchange.ts'
import type { ProxyPassRow } from './fields.ts'
import { concerns, everything, isOfHost, type Mapping } from './mapping.ts'
import { viaEntry } from './via.ts'

/** What concerns the connection to the server behind only (RFC 9110 section 7.6.1), and what mod_proxy drops besides. */
const ownHop = [
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Connection',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Warning',
]

/** Headers that name places, which the caller could not reach where they name the inside. */
const naming = new Set(['location', 'content-location', 'uri', 'destination'])

/** The headers of an answer from behind as they go to the caller (mod_proxy). */
export function relayedHeaders(exchange: Exchange, mapping: Mapping, answer: HttpResponseMessage): readonly Header[] {
  const kept = ownHop.reduce((rest: readonly Header[], name) => remove(rest, name), answer.headers)
  const rules = reverseRules(exchange, mapping)
  const headers = kept.map(([name, value]): Header => {
    const lower = name.toLowerCase()
    if (naming.has(lower)) return [name, outward(exchange, rules, value)]
    return lower === 'set-cookie' ? [name, outwardCookie(exchange, value)] : [name, value]
  })
  const via = viaEntry(exchange, answer.version)
  return via === undefined ? headers : [...headers, ['Via', via]]
}

interface Reverse {
  readonly path: string
  /** How the place begins that becomes `path`. */
  readonly inner: string
  readonly setting: string
}

/** `ProxyPassReverse`: its own lines, else the counterpart of what passed the request on. */
function reverseRules(exchange: Exchange, mapping: Mapping): readonly Reverse[] {
  const { reverses = [], reverseRedirects } = exchange.context.settings
  const own = reverses.flatMap((line, index) =>
    concerns(line, exchange) ? [{ ...line, setting: `reverses[${index}]` }] : [],
  )
  const written = own.flatMap(({ below, path, to, setting }) =>
    innerOf(to, exchange.context).map((inner) => ({ path: below ?? path, inner, setting })),
  )
  return reverseRedirects ? [...counterparts(exchange, mapping), ...written] : written
}

/** What `ProxyPassReverse` beside every `ProxyPass` would say; in a `Location` it only holds there. */
function counterparts({ context, virtualHost }: Exchange, mapping: Mapping): readonly Reverse[] {
  const rows = mapping.index === undefined ? [mapping.row] : (context.settings.proxyPass ?? [])
  const own = rows.filter(
    (row) =>
      row.action === 'proxy' &&
      row.pattern === undefined &&
      isOfHost(row, virtualHost) &&
      (!row.inLocation || row === mapping.row),
  )
  return own.flatMap((row) =>
    serversOf(row, context).map((server) => ({
      path: row.path,
      inner: `${server}${row.upstreamUri ?? row.path}`,
      setting: 'reverseRedirects',
    })),
  )
}

/** How the addresses begin that a line leads to. */
const serversOf = (row: ProxyPassRow, { settings, wiring }: Exchange['context']): readonly string[] =>
  candidatesFor(row, settings).map(({ row }) => {
    const { server = '', port, pathPrefix = '' } = row
    const scheme = schemeFor(row)
    return `${scheme}://${hostOf(placeOf(server, port, wiring, scheme), usualPort[scheme])}${pathPrefix}`
  })

/** A balancer stands for each of its members. */
function innerOf(to: string, context: Exchange['context']): readonly string[] {
  const [, group, rest = ''] = /^balancer:\/\/([^/]+)(.*)$/.exec(to) ?? []
  return group === undefined ? [to] : serversOf({ ...everything, group }, context).map((server) => `${server}${rest}`)
}

/** The place as the caller can reach it: the first line whose place it begins with counts. */
function outward(exchange: Exchange, rules: readonly Reverse[], place: string): string {
  for (const { path, inner, setting } of rules) {
    // A line without a host fits every host.
    const url = inner.startsWith('/') ? place.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '') : place
    if (!url.toLowerCase().startsWith(inner.toLowerCase())) continue
    const outer = path + url.slice(inner.length)
    const whole = outer.startsWith('/') ? absoluteUrl(exchange, outer) : outer
    const words = say('redirect-rewritten', { from: code(place), to: code(whole) })
    exchange.context.step('translated', words, by('ProxyPassReverse', setting))
    return whole
  }
  return place
}

const attributes = [
  ['cookiePaths', 'ProxyPassReverseCookiePath', /(;\s*path=)([^;]*)/i],
  ['cookieDomains', 'ProxyPassReverseCookieDomain', /(;\s*domain=)([^;]*)/i],
] as const

/** A cookie's path and domain as the caller knows them; what begins as a line says is replaced as a whole. */
function outwardCookie(exchange: Exchange, cookie: string): string {
  let changed = cookie
  for (const [table, section, attribute] of attributes) {
    const rows = exchange.context.settings[table] ?? []
    changed = changed.replace(attribute, (whole, name: string, value: string) => {
      const fits = rows.findIndex(
        (row) => concerns(row, exchange) && value.toLowerCase().startsWith(row.inside.toLowerCase()),
      )
      const row = rows[fits]
      if (!row) return whole
      const data = { from: code(value), to: code(row.outside) }
      exchange.context.step('translated', say('cookie-rewritten', data), by(section, `${table}[${fits}]`))
      return `${name}${row.outside}`
    })
  }
  return changed
}
