import type { Json, JsonObject } from '../../model/topology.ts'
import type { Draft } from './draft.ts'
import { tlsLines } from './tls-lines.ts'
import { neutralTls, tlsDirectives } from './tls.ts'

/** Where a directive stands. */
export interface Place {
  /** Key of the virtual host; none for the whole server. */
  readonly host?: string
  /** Path of the `Location` around it. */
  readonly path?: string
  /** Path on disk of the `Directory` around it. */
  readonly directory?: string
  /** The balancer that the `Proxy` around it names. */
  readonly group?: string
}

type Result = 'read' | 'unreadable' | 'outside' | 'proxied' | 'per-host'

interface Directive {
  /** Only modelled for the whole server. */
  readonly isForAll?: boolean
  read(args: readonly string[], draft: Draft, place: Place): Result
}

const set = (draft: Draft, name: string, value: Json): Result => {
  draft.settings[name] = value
  return 'read'
}

/** `On` or `Off`. */
const flag = (name: string): Directive => ({
  isForAll: true,
  read: ([word = ''], draft) => (/^(on|off)$/i.test(word) ? set(draft, name, /^on$/i.test(word)) : 'unreadable'),
})

/** What makes no difference to any answer here. */
const silent: Directive = { read: () => 'read' }

const seconds = (text = ''): number | undefined => {
  const [, number, unit = 's'] = /^(\d+)(ms|s|m|h|min)?$/i.exec(text) ?? []
  const factor = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 }[unit.toLowerCase()]
  return number === undefined || factor === undefined ? undefined : Number(number) * factor
}

const timeout = (name: string): Directive => ({
  isForAll: true,
  read: ([word], draft) => {
    const time = seconds(word)
    return time === undefined || time === 0 ? 'unreadable' : set(draft, name, time)
  },
})

const hostOf = ({ host }: Place): JsonObject => (host === undefined ? {} : { host })

/** `key=value` words behind what a directive names. */
const options = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(words.map((word) => [word.split('=')[0]?.toLowerCase() ?? '', word.slice(word.indexOf('=') + 1)]))

const statuses: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 }

const redirect: Directive = {
  read: (args, draft, place) => {
    const words = place.path === undefined ? args : [...args.slice(0, -1), place.path, ...args.slice(-1)]
    const named =
      statuses[words[0]?.toLowerCase() ?? ''] ?? (/^\d{3}$/.test(words[0] ?? '') ? Number(words[0]) : undefined)
    const [path, to] = named === undefined ? words : words.slice(1)
    if (path === undefined || !path.startsWith('/')) return 'unreadable'
    const row = { ...hostOf(place), path, status: named ?? 302, ...(to === undefined ? {} : { to }) }
    draft.redirects.push(row)
    return 'read'
  },
}

/** A path on disk as one among the files: below the document root. */
function belowRoot(draft: Draft, path: string): string | undefined {
  const { documentRoot } = draft.settings
  const root = (typeof documentRoot === 'string' ? documentRoot : '/var/www/html').replace(/\/$/, '')
  if (path === root) return '/'
  return path.startsWith(`${root}/`) ? path.slice(root.length) : undefined
}

const alias: Directive = {
  read: ([path, target], draft, place) => {
    if (path === undefined || target === undefined || !path.startsWith('/')) return 'unreadable'
    const to = belowRoot(draft, target)
    if (to === undefined) return 'outside'
    draft.aliases.push({ ...hostOf(place), path, to })
    return 'read'
  },
}

const require: Directive = {
  read: (args, draft, place) => {
    const words = args.join(' ').toLowerCase()
    if (words === 'all granted') return 'read'
    if (words !== 'all denied') return 'unreadable'
    const path = place.path ?? (place.directory === undefined ? undefined : belowRoot(draft, place.directory))
    // A denial of what is not shown anyway makes no difference.
    if (path !== undefined) draft.denied.push({ ...hostOf(place), path })
    return 'read'
  },
}

const indexes: Directive = {
  read: (args, draft) => {
    const words = args.map((word) => word.toLowerCase())
    if (words.includes('-indexes') || words.includes('none')) return set(draft, 'listDirectories', false)
    return words.some((word) => /^\+?indexes$|^all$/.test(word)) ? set(draft, 'listDirectories', true) : 'read'
  },
}

interface Target {
  readonly server?: string
  readonly port?: number
  readonly group?: string
  readonly uri: string
  readonly tls?: boolean
}

function targetOf(url: string): Target | undefined {
  const group = /^balancer:\/\/([^/]+)(\/.*)?$/.exec(url)
  if (group) return { group: group[1] ?? '', uri: group[2] ?? '' }
  const server = /^https?:\/\/(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?(\/.*)?$/i.exec(url)
  if (!server) return undefined
  const port = server[2] === undefined ? {} : { port: Number(server[2]) }
  const tls = /^https:/i.test(url) ? { tls: true } : {}
  return { server: (server[1] ?? '').replace(/^\[|\]$/g, ''), ...port, ...tls, uri: server[3] ?? '' }
}

const proxyPass: Directive = {
  read: (args, draft, place) => {
    const [path, url, ...rest] = place.path === undefined ? args : [place.path, ...args]
    if (path === undefined || url === undefined) return 'unreadable'
    if (url === '!') {
      draft.proxyPass.push({ ...hostOf(place), path, action: 'static' })
      return 'read'
    }
    const target = targetOf(url)
    if (!target) return 'proxied'
    const { server, port = target.tls ? 443 : undefined, group, uri, tls } = target
    draft.proxyPass.push({
      ...hostOf(place),
      path,
      ...(server === undefined ? {} : { server }),
      ...(port === undefined ? {} : { serverPort: port }),
      ...(group === undefined ? {} : { group }),
      ...(uri === path ? {} : { upstreamUri: uri }),
      ...(tls ? { tls } : {}),
    })
    return group === undefined ? workerTimes(rest, draft) : proxySet.read(rest, draft, { group })
  },
}

/** Times of one worker hold here for all. */
function workerTimes(words: readonly string[], draft: Draft): Result {
  const known = options(words)
  const connect = seconds(known.get('connectiontimeout'))
  const answer = seconds(known.get('timeout'))
  if (connect !== undefined && connect > 0) draft.settings['connectTimeoutMs'] = connect
  if (answer !== undefined && answer > 0) draft.settings['timeoutMs'] = answer
  return [...known.keys()].every((key) => knownOptions.has(key)) ? 'read' : 'unreadable'
}

const knownOptions = new Set([
  'connectiontimeout',
  'timeout',
  'retry',
  'loadfactor',
  'status',
  'keepalive',
  'disablereuse',
])

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
    if (target.uri !== '' && target.uri !== '/') return 'unreadable'
    // Whole seconds, whatever follows the number (mod_proxy reads it with atoi).
    const retry = /^\d+/.exec(known.get('retry') ?? '')?.[0]
    const status = known.get('status') ?? ''
    draft.upstreams.push({
      server: target.server,
      ...(target.port === undefined ? (target.tls ? { port: 443 } : {}) : { port: target.port }),
      ...(target.tls ? { tls: true } : {}),
      group: named,
      ...(known.has('loadfactor') ? { weight } : {}),
      ...(retry === undefined ? {} : { retryMs: Number(retry) * 1000 }),
      ...(/\+?h/i.test(status) ? { backup: true } : {}),
      ...(/\+?[ds]/i.test(status) ? { down: true } : {}),
    })
    balancerOf(draft, named)
    return workerTimes(rest, draft)
  },
}

function balancerOf(draft: Draft, name: string): Record<string, Json> {
  const known = draft.balancers.get(name) ?? {}
  draft.balancers.set(name, known)
  return known
}

const proxySet: Directive = {
  read: (args, draft, place) => {
    const [first = '', ...others] = args
    const group =
      place.group ??
      (first.startsWith('balancer://') ? first.slice('balancer://'.length).replace(/\/$/, '') : undefined)
    const words = place.group === undefined ? others : args
    if (group === undefined) return workerTimes(args, draft)
    const balancer = balancerOf(draft, group)
    const rest: string[] = []
    for (const [key, value] of options(words)) {
      if (key === 'lbmethod' && /^by(requests|traffic|busyness)$/.test(value)) balancer['method'] = value
      else if (key === 'failonstatus') balancer['failOnStatus'] = value
      else if (key === 'failontimeout' && /^(on|off)$/i.test(value)) balancer['failOnTimeout'] = /^on$/i.test(value)
      // How long a request waits for a free worker: threads do not run out here.
      else if (key === 'timeout') continue
      else if (key === 'maxattempts' && /^\d{1,2}$/.test(value)) balancer['maxAttempts'] = Number(value)
      else rest.push(`${key}=${value}`)
    }
    return workerTimes(rest, draft)
  },
}

const headerRule = (table: 'requestHeaders' | 'responseHeaders'): Directive => ({
  isForAll: true,
  read: (args, draft) => {
    const always = /^always$/i.test(args[0] ?? '')
    const words = /^(always|onsuccess)$/i.test(args[0] ?? '') ? args.slice(1) : args
    const [action = '', name, value] = words
    if (!/^(set|add|append|unset)$/i.test(action) || name === undefined || words.length > 3) return 'unreadable'
    // A value that is worked out anew for each request is not modelled, and must not go out as it is written.
    if (value !== undefined && /^expr=|%(?!%)/.test(value)) return 'unreadable'
    const row = {
      action: action.toLowerCase(),
      name: name.replace(/:$/, ''),
      ...(value === undefined ? {} : { value }),
    }
    draft[table].push(table === 'responseHeaders' && always ? { ...row, always } : row)
    return 'read'
  },
})

const deflate: Directive = {
  isForAll: true,
  read: ([filter, ...types], draft) => {
    if (filter?.toUpperCase() !== 'DEFLATE') return 'unreadable'
    set(draft, 'gzip', true)
    const known = draft.settings['gzipTypes']
    const before: readonly Json[] = Array.isArray(known) ? known : []
    return types.length === 0 ? 'read' : set(draft, 'gzipTypes', [...before, ...types])
  },
}

const listen: Directive = {
  isForAll: true,
  read: ([where = '', protocol = ''], draft) => {
    const port = Number(/(?:^|:)(\d{1,5})$/.exec(where)?.[1])
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'unreadable'
    const isSecure = /^https$/i.test(protocol) || (protocol === '' && port === 443)
    return set(draft, isSecure ? 'httpsPort' : 'httpPort', port)
  },
}

const nothingToSay = [
  ...neutralTls,
  'LoadModule',
  'ServerRoot',
  'ServerAdmin',
  'ErrorLog',
  'CustomLog',
  'LogLevel',
  'LogFormat',
  'PidFile',
  'Mutex',
  'User',
  'Group',
  'ServerTokens',
  'ServerSignature',
  'HostnameLookups',
  'UseCanonicalName',
  'KeepAlive',
  'MaxKeepAliveRequests',
  'KeepAliveTimeout',
  'StartServers',
  'MinSpareServers',
  'MaxSpareServers',
  'MaxRequestWorkers',
  'ServerLimit',
  'ThreadsPerChild',
  'MinSpareThreads',
  'MaxSpareThreads',
  'MaxConnectionsPerChild',
  'AccessFileName',
  'TypesConfig',
  'ProxyRequests',
  'AllowOverride',
] as const

/** Every directive that is read, by its name in lower case. */
export const directives: Readonly<Record<string, Directive>> = {
  listen,
  servername: {
    read: ([name], draft) => (name === undefined ? 'unreadable' : set(draft, 'serverName', name.replace(/:\d+$/, ''))),
  },
  documentroot: {
    isForAll: true,
    read: ([path], draft) => (path && /^[/@]/.test(path) ? set(draft, 'documentRoot', path) : 'unreadable'),
  },
  directoryindex: {
    isForAll: true,
    read: (args, draft) => (args.length === 0 ? 'unreadable' : set(draft, 'directoryIndex', [...args])),
  },
  options: indexes,
  redirect,
  redirectpermanent: { read: (args, draft, place) => redirect.read(['permanent', ...args], draft, place) },
  redirecttemp: { read: (args, draft, place) => redirect.read(['temp', ...args], draft, place) },
  alias,
  require,
  proxypass: proxyPass,
  proxypassreverse: {
    read: (_args, draft) => {
      draft.hasReverse = true
      return 'read'
    },
  },
  balancermember: member,
  proxyset: proxySet,
  proxypreservehost: flag('preserveHost'),
  proxyaddheaders: flag('addProxyHeaders'),
  proxyerroroverride: flag('errorOverride'),
  proxyvia: flag('via'),
  traceenable: flag('traceEnabled'),
  sslengine: flag('https'),
  ...tlsLines,
  proxytimeout: timeout('timeoutMs'),
  timeout: {
    isForAll: true,
    read: ([word], draft) =>
      'timeoutMs' in draft.settings ? 'read' : timeout('timeoutMs').read([word ?? ''], draft, {}),
  },
  requestheader: headerRule('requestHeaders'),
  header: headerRule('responseHeaders'),
  addoutputfilterbytype: deflate,
  setoutputfilter: deflate,
  ...Object.fromEntries(nothingToSay.map((name) => [name.toLowerCase(), silent])),
}

/** The names as the manual spells them. */
export const directiveNames: readonly string[] = [
  'Listen',
  'ServerName',
  'ServerAlias',
  'DocumentRoot',
  'DirectoryIndex',
  'Options',
  'Redirect',
  'RedirectPermanent',
  'RedirectTemp',
  'Alias',
  'Require',
  'ProxyPass',
  'ProxyPassReverse',
  'BalancerMember',
  'ProxySet',
  'ProxyPreserveHost',
  'ProxyAddHeaders',
  'ProxyErrorOverride',
  'ProxyVia',
  'TraceEnable',
  'SSLEngine',
  'SSLCertificateFile',
  'SSLCertificateKeyFile',
  'SSLCertificateChainFile',
  ...tlsDirectives,
  'ProxyTimeout',
  'Timeout',
  'RequestHeader',
  'Header',
  'AddOutputFilterByType',
  'SetOutputFilter',
  '<VirtualHost>',
  '<Location>',
  '<Directory>',
  '<Proxy>',
  '<IfModule>',
  ...nothingToSay,
]
