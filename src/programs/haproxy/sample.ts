import { all } from '../../protocols/http/headers.ts'
import { formatAddress } from '../../protocols/ip/address.ts'
import { parseCidr } from '../../protocols/ip/cidr.ts'
import type { Sight } from './sight.ts'
import { countOf } from './syntax.ts'

/** What a rule looks at: a fetch, then converters, e.g. `req.hdr(host),lower` (manual 7.1, 7.3). */
export interface Sample {
  /** Every value that there is; a header has as many as it has members. Booleans are `1` and `0`. */
  readonly values: (sight: Sight) => readonly string[]
  readonly kind: 'text' | 'number' | 'boolean' | 'address'
}

type Values = Sample['values']
type Fetch = (args: readonly string[]) => Sample | undefined

const text = (values: Values): Sample => ({ kind: 'text', values })
const one = (get: (sight: Sight) => string | undefined): Sample =>
  text((sight) => {
    const value = get(sight)
    return value === undefined ? [] : [value]
  })
const numeric = (get: (sight: Sight) => number | undefined): Sample => ({
  ...one((sight) => get(sight)?.toString()),
  kind: 'number',
})
const truth = (get: (sight: Sight) => boolean): Sample => ({
  ...one((sight) => (get(sight) ? '1' : '0')),
  kind: 'boolean',
})

export const pathOf = (target: string): string => target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '')
export const queryOf = (target: string): string => /\?([^#]*)/.exec(target)?.[1] ?? ''

/** The value of a parameter of the query, as it stands there. */
export function parameterOf(target: string, name: string): string | undefined {
  const pair = queryOf(target)
    .split('&')
    .find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}

/** The members of a header over all its lines, as `hdr` counts them. */
function membersOf(sight: Sight, side: 'request' | 'response', [name = '', nth]: readonly string[]): readonly string[] {
  const members = all(sight[side]?.headers ?? [], name).flatMap((line) => line.split(',').map((part) => part.trim()))
  if (nth === undefined) return members
  const member = members.at(Number(nth) > 0 ? Number(nth) - 1 : Number(nth))
  return member === undefined ? [] : [member]
}

export function cookieOf(sight: Pick<Sight, 'request'>, name: string): string | undefined {
  const pairs = all(sight.request?.headers ?? [], 'Cookie').flatMap((line) =>
    line.split(';').map((pair) => pair.trim()),
  )
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** `user:password` of a basic authorization (RFC 7617). */
export function credentialsIn(authorization: string | undefined): string | undefined {
  const match = /^Basic\s+([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')
  return match ? decode(match[1] ?? '') : undefined
}

function allowed(sight: Sight, list: string): boolean {
  const [header] = all(sight.request?.headers ?? [], 'Authorization')
  const [, user, password] = /^([^:]*):(.*)$/.exec(credentialsIn(header) ?? '') ?? []
  return user !== undefined && password !== undefined && sight.allows(list, user, password)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64, one character a byte (RFC 4648 section 4). */
function decode(coded: string): string {
  let bits = 0
  let held = 0
  let plain = ''
  for (const char of coded.replace(/=+$/, '')) {
    bits = ((bits << 6) | alphabet.indexOf(char)) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    plain += String.fromCharCode((bits >> held) & 0xff)
  }
  return plain
}

const header =
  (side: 'request' | 'response'): Fetch =>
  (args) =>
    args.length > 0 ? text((sight) => membersOf(sight, side, args)) : undefined
const wholeHeader: Fetch = ([name]) =>
  name === undefined ? undefined : text(({ request }) => all(request?.headers ?? [], name))
const cookie: Fetch = ([name]) => (name === undefined ? undefined : one((sight) => cookieOf(sight, name)))
const path: Fetch = () => one(({ request }) => request && pathOf(request.target))
const url: Fetch = () => one(({ request }) => request?.target)
const parameter: Fetch = ([name]) =>
  name === undefined ? undefined : one(({ request }) => request && parameterOf(request.target, name))
const serverName: Fetch = () => one((sight) => sight.serverName)
const host = (sight: Sight): string => all(sight.request?.headers ?? [], 'Host')[0] ?? ''

const fetches: Readonly<Record<string, Fetch>> = {
  path,
  pathq: () => one(({ request }) => request?.target.replace(/^https?:\/\/[^/?#]*/i, '')),
  url,
  base: () => one((sight) => sight.request && `${host(sight)}${pathOf(sight.request.target)}`),
  query: () => one(({ request }) => request && queryOf(request.target)),
  url_param: parameter,
  urlp: parameter,
  method: () => one(({ request }) => request?.method),
  'req.ver': () => one(({ request }) => request?.version),
  hdr: header('request'),
  'req.hdr': header('request'),
  'res.hdr': header('response'),
  'req.fhdr': wholeHeader,
  hdr_cnt: ([name = '']) => numeric((sight) => membersOf(sight, 'request', [name]).length),
  'req.hdr_cnt': ([name = '']) => numeric((sight) => membersOf(sight, 'request', [name]).length),
  'req.cook': cookie,
  cook: cookie,
  status: () => numeric(({ response }) => response?.status),
  src: () => ({ ...one(({ client }) => client.address), kind: 'address' }),
  dst: () => ({ ...one(({ local }) => local.address), kind: 'address' }),
  src_port: () => numeric(({ client }) => client.port),
  dst_port: () => numeric(({ local }) => local.port),
  ssl_fc: () => truth(({ tls }) => tls),
  ssl_fc_sni: () => one((sight) => (sight.tls ? sight.serverName : undefined)),
  ssl_fc_protocol: () => one(({ tlsVersion }) => tlsVersion?.replace(' ', 'v')),
  ssl_fc_has_sni: () => truth((sight) => sight.tls && sight.serverName !== undefined),
  ssl_c_used: () => truth((sight) => sight.isKnownCaller),
  // A certificate that is not accepted ends the handshake: whoever gets here has none or a good one.
  ssl_c_verify: () => numeric(() => 0),
  'req.ssl_sni': serverName,
  req_ssl_sni: serverName,
  'req.ssl_hello_type': () => numeric((sight) => (sight.serverName === undefined && !sight.tls ? 0 : 1)),
  req_ssl_hello_type: () => numeric((sight) => (sight.serverName === undefined && !sight.tls ? 0 : 1)),
  nbsrv: ([name]) => numeric((sight) => sight.usable(name ?? sight.backend ?? '')),
  srv_is_up: ([name = '']) => truth((sight) => sight.isUp(name)),
  http_auth: ([list]) => (list === undefined ? undefined : truth((sight) => allowed(sight, list))),
  always_true: () => truth(() => true),
  always_false: () => truth(() => false),
  var: ([name]) => (name === undefined ? undefined : one(({ variables }) => variables.get(name))),
  str: ([value]) => (value === undefined ? undefined : one(() => value)),
  int: ([value]) => (value === undefined ? undefined : numeric(() => Number(value))),
  bool: ([value]) => truth(() => value === 'true' || value === '1'),
  rand: ([range = '4294967296']) => numeric((sight) => Math.floor(sight.random() * Number(range))),
  fe_name: () => one(({ frontend }) => frontend),
  be_name: () => one(({ backend }) => backend),
  srv_name: () => one(({ server }) => server),
}

/** An IPv4 address without its host bits. */
function masked(address: string, prefix: number): string {
  const block = parseCidr(`${address}/${prefix}`)
  return block.ok && block.value.address.version === 4 ? formatAddress(block.value.first) : address
}

type Converter = (
  args: readonly string[],
) => { readonly kind: Sample['kind']; readonly of: (value: string) => string } | undefined

const converters: Readonly<Record<string, Converter>> = {
  lower: () => ({ kind: 'text', of: (value) => value.toLowerCase() }),
  upper: () => ({ kind: 'text', of: (value) => value.toUpperCase() }),
  length: () => ({ kind: 'number', of: (value) => String(value.length) }),
  iif: ([yes = '', no = '']) => ({ kind: 'text', of: (value) => (value === '1' ? yes : no) }),
  field: ([index, separator]) =>
    index === undefined || separator === undefined
      ? undefined
      : {
          kind: 'text',
          of: (value) => value.split(separator).at(Number(index) > 0 ? Number(index) - 1 : Number(index)) ?? '',
        },
  ipmask: ([bits]) => {
    const prefix = countOf(bits, 0, 32)
    return prefix === undefined ? undefined : { kind: 'address', of: (value) => masked(value, prefix) }
  },
  not: () => ({ kind: 'boolean', of: (value) => (value === '1' ? '0' : '1') }),
}

/** `name(a,b)` in its parts. */
function call(source: string): { name: string; args: readonly string[] } | undefined {
  const match = /^([a-z0-9_.]+)(?:\((.*)\))?$/i.exec(source)
  if (!match) return undefined
  const args = match[2] === undefined || match[2] === '' ? [] : match[2].split(',').map((arg) => arg.trim())
  return { name: match[1] ?? '', args }
}

/** Parts at commas outside parentheses. */
function chain(source: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const char of source) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (char === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}

/** Reads a sample expression; `undefined` where a part of it is not known here. */
export function sampleOf(source: string): Sample | undefined {
  const [first = '', ...rest] = chain(source)
  const fetch = call(first)
  let sample = fetch && Object.hasOwn(fetches, fetch.name) ? fetches[fetch.name]?.(fetch.args) : undefined
  for (const part of rest) {
    const named = call(part)
    const converter = named && Object.hasOwn(converters, named.name) ? converters[named.name]?.(named.args) : undefined
    if (!sample || !converter) return undefined
    const { values } = sample
    sample = { kind: converter.kind, values: (sight) => values(sight).map((value) => converter.of(value)) }
  }
  return sample
}
