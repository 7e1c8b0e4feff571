import type { Json, JsonObject } from '../../model/topology.ts'
import { entryOf, hostOf, options, seconds, type Directive, type Place, type Result } from './directive.ts'
import type { Draft } from './draft.ts'
import { patternOf } from './pattern.ts'

interface Target {
  readonly server?: string
  readonly port?: number
  readonly group?: string
  readonly uri: string
  readonly tls?: boolean
}

function targetOf(url: string): Target | undefined {
  const group = /^balancer:\/\/([^/$]+)([/$].*)?$/i.exec(url)
  if (group) return { group: group[1] ?? '', uri: group[2] ?? '' }
  const server = /^https?:\/\/(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?([/$].*)?$/i.exec(url)
  if (!server) return undefined
  const isSecure = /^https:/i.test(url)
  const port = server[2] === undefined ? (isSecure ? 443 : undefined) : Number(server[2])
  return {
    server: (server[1] ?? '').replace(/^\[|\]$/g, ''),
    ...(port === undefined ? {} : { port }),
    ...(isSecure ? { tls: true } : {}),
    uri: server[3] ?? '',
  }
}

/** What makes no difference to any answer here: how connections are kept, and what only a group has. */
const silentOptions = new Set([
  'acquire',
  'addressttl',
  'enablereuse',
  'flushpackets',
  'flushwait',
  'iobuffersize',
  'keepalive',
  'loadfactor',
  'lbset',
  'max',
  'min',
  'receivebuffersize',
  'responsefieldsize',
  'retry',
  'route',
  'smax',
  'ttl',
])

const statuses: Readonly<Record<string, string>> = {
  C: 'down',
  D: 'down',
  S: 'down',
  H: 'backup',
  I: 'ignoresErrors',
  N: 'drain',
  R: 'spare',
}

/** `status=+H-D`: letters with a sign, each for itself; nothing where one is unknown. */
function statusOf(written: string): JsonObject | undefined {
  const found: Record<string, Json> = {}
  let isOn = true
  for (const letter of written.toUpperCase()) {
    const name = statuses[letter]
    if (letter === '+' || letter === '-') isOn = letter === '+'
    else if (name !== undefined) found[name] = isOn
    // In the error state at the start: the first request finds it past its time.
    else if (letter !== 'E') return undefined
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value === true))
}

/** What holds for one server behind; `rest` names what is not modelled. */
function workerOf(words: ReadonlyMap<string, string>): { readonly row: JsonObject; readonly rest: readonly string[] } {
  const time = (key: string, name: string): JsonObject => {
    const value = seconds(words.get(key))
    return value === undefined || value === 0 ? {} : { [name]: value }
  }
  const isClosed = /^on$/i.test(words.get('disablereuse') ?? '') || /^off$/i.test(words.get('enablereuse') ?? '')
  const status = statusOf(words.get('status') ?? '')
  const row = {
    ...time('timeout', 'timeoutMs'),
    ...time('connectiontimeout', 'connectTimeoutMs'),
    ...(isClosed ? { closes: true } : {}),
    ...status,
  }
  const known = new Set(['timeout', 'connectiontimeout', 'disablereuse', ...(status ? ['status'] : [])])
  return { row, rest: [...words.keys()].filter((key) => !known.has(key) && !silentOptions.has(key)) }
}

/** Which paths a line is for: its own word, or the section around it. */
function placeOf(args: readonly string[], place: Place, isMatch: boolean) {
  const isInside = place.path !== undefined || place.pattern !== undefined
  const [own, url, ...rest] = isInside ? [place.path ?? place.pattern ?? '', ...args] : args
  const pattern = place.pattern ?? (isMatch ? own : undefined)
  return { own, url, rest, pattern, ...(isInside ? { inLocation: true } : {}) }
}

const readPass = (isMatch: boolean, args: readonly string[], draft: Draft, place: Place): Result => {
  const { own, url, rest, pattern, inLocation } = placeOf(args, place, isMatch)
  if (own === undefined || url === undefined || place.directory !== undefined) return 'unreadable'
  if (pattern !== undefined && !patternOf(pattern)) return 'unreadable'
  const where = {
    ...hostOf(place),
    ...(pattern === undefined ? { path: own } : { pattern }),
    ...(inLocation ? { inLocation } : {}),
  }
  if (url === '!') {
    draft.proxyPass.push({ ...where, action: 'static' })
    return 'read'
  }
  const target = targetOf(url)
  if (!target) return 'proxied'
  const { server, port, group, uri, tls } = target
  const asSent = rest.some((word) => /^nocanon$/i.test(word))
  const words = options(rest.filter((word) => !/^nocanon$/i.test(word)))
  const { row, rest: unknown } = workerOf(group === undefined ? words : new Map())
  const { down, timeoutMs, connectTimeoutMs, closes } = row
  const worker = { down, timeoutMs, connectTimeoutMs, closes }
  draft.proxyPass.push({
    ...where,
    ...(server === undefined ? {} : { server }),
    ...(port === undefined ? {} : { serverPort: port }),
    ...(group === undefined ? {} : { group }),
    ...(uri === own && pattern === undefined ? {} : { upstreamUri: uri }),
    ...(tls ? { tls } : {}),
    ...(asSent ? { asSent } : {}),
    ...Object.fromEntries(Object.entries(worker).filter((entry): entry is [string, Json] => entry[1] !== undefined)),
  })
  if (pattern === undefined)
    draft.passed.push({ ...hostOf(place), ...(inLocation ? { below: own } : {}), path: own, to: url })
  if (pattern !== undefined && asSent) return 'unreadable'
  if (group !== undefined) return setBalancer(words, draft, group)
  return unknown.length === 0 ? 'read' : 'unreadable'
}

const reverse: Directive = {
  read: (args, draft, place) => {
    const [path, to] = place.path === undefined ? args : [place.path, ...args]
    if (path === undefined || to === undefined || !/^(?:\/|https?:\/\/|balancer:\/\/)/i.test(to)) return 'unreadable'
    if (place.pattern !== undefined || place.directory !== undefined) return 'unreadable'
    draft.reversed.push({ ...hostOf(place), ...belowOf(place), path, to })
    return 'read'
  },
}

const belowOf = ({ path }: Place): JsonObject => (path === undefined ? {} : { below: path })

const cookie = (table: 'cookieDomains' | 'cookiePaths'): Directive => ({
  read: ([inside, outside], draft, place) => {
    if (inside === undefined || outside === undefined) return 'unreadable'
    if (place.pattern !== undefined || place.directory !== undefined) return 'unreadable'
    draft[table].push({ ...hostOf(place), ...belowOf(place), inside, outside })
    return 'read'
  },
})

const member: Directive = {
  read: (args, draft, place) => {
    const named = place.group === undefined ? args[0]?.replace('balancer://', '').replace(/\/$/, '') : place.group
    const [url = '', ...rest] = place.group === undefined ? args.slice(1) : args
    const target = targetOf(url)
    if (!target?.server || named === undefined) return 'proxied'
    const known = options(rest)
    const weight = Number(known.get('loadfactor') ?? 1)
    // Parts of a weight are not modelled, and a rounded one would be another turn.
    if (!Number.isInteger(weight)) return 'unreadable'
    // Whole seconds, whatever follows the number (mod_proxy reads it with atoi).
    const retry = /^\d+/.exec(known.get('retry') ?? '')?.[0]
    const { row, rest: unknown } = workerOf(known)
    const set = Number(known.get('lbset') ?? 0)
    const route = known.get('route')
    draft.upstreams.push({
      server: target.server,
      ...(target.port === undefined ? {} : { port: target.port }),
      ...(target.tls ? { tls: true } : {}),
      group: named,
      ...(target.uri === '' || target.uri === '/' ? {} : { pathPrefix: target.uri }),
      ...(known.has('loadfactor') ? { weight } : {}),
      ...(retry === undefined ? {} : { retryMs: Number(retry) * 1000 }),
      ...(set > 0 ? { set } : {}),
      ...(route === undefined ? {} : { route }),
      ...row,
    })
    balancerOf(draft, named)
    return unknown.length === 0 ? 'read' : 'unreadable'
  },
}

function balancerOf(draft: Draft, name: string): Record<string, Json> {
  const known = draft.balancers.get(name) ?? {}
  draft.balancers.set(name, known)
  return known
}

type ReadOption = (value: string) => readonly [string, Json] | undefined

const onOff =
  (name: string): ReadOption =>
  (value) =>
    /^(?:on|off)$/i.test(value) ? [name, /^on$/i.test(value)] : undefined

const balancerOptions: Readonly<Record<string, ReadOption>> = {
  lbmethod: (value) => (/^by(requests|traffic|busyness)$/.test(value) ? ['method', value] : undefined),
  failonstatus: (value) => ['failOnStatus', value],
  failontimeout: onOff('failOnTimeout'),
  forcerecovery: onOff('forceRecovery'),
  nofailover: onOff('noFailover'),
  maxattempts: (value) => (/^\d{1,2}$/.test(value) ? ['maxAttempts', Number(value)] : undefined),
  stickysession: (value) => (value === '' ? undefined : ['stickySession', value]),
  stickysessionsep: (value) => (value === '' ? undefined : ['stickySeparator', value]),
  timeout: (value) => {
    const time = seconds(value)
    return time === undefined || time === 0 ? undefined : ['waitMs', time]
  },
}

/** Reserves room, or names a form: no answer depends on it. */
const silentBalancerOptions = new Set(['growth', 'nonce'])

function setBalancer(words: ReadonlyMap<string, string>, draft: Draft, group: string): Result {
  const balancer = balancerOf(draft, group)
  let isWhole = true
  for (const [key, value] of words) {
    const read = entryOf(balancerOptions, key)?.(value)
    if (read) balancer[read[0]] = read[1]
    else if (!silentBalancerOptions.has(key)) isWhole = false
  }
  return isWhole ? 'read' : 'unreadable'
}

const proxySet: Directive = {
  read: (args, draft, place) => {
    const [first = '', ...others] = args
    if (place.group !== undefined) return setBalancer(options(args), draft, place.group)
    if (!first.startsWith('balancer://')) return 'unreadable'
    return setBalancer(options(others), draft, first.slice('balancer://'.length).replace(/\/$/, ''))
  },
}

/** Directives of mod_proxy and mod_proxy_balancer about who is behind, by name in lower case. */
export const proxyDirectives: Readonly<Record<string, Directive>> = {
  proxypass: { read: (args, draft, place) => readPass(false, args, draft, place) },
  proxypassmatch: { read: (args, draft, place) => readPass(true, args, draft, place) },
  proxypassreverse: reverse,
  proxypassreversecookiedomain: cookie('cookieDomains'),
  proxypassreversecookiepath: cookie('cookiePaths'),
  balancermember: member,
  proxyset: proxySet,
}
