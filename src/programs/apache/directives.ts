import type { Json, JsonObject } from '../../model/topology.ts'
import { belowRoot, entryOf, hostOf, ownNameOf, seconds, type Directive, type Result } from './directive.ts'
import type { Draft } from './draft.ts'
import { headerDirectives } from './header-directives.ts'
import { proxyDirectives } from './proxy-directives.ts'
import { tlsLines } from './tls-lines.ts'
import { neutralTls, tlsDirectives } from './tls.ts'

const set = (draft: Draft, name: string, value: Json): Result => {
  draft.settings[name] = value
  return 'read'
}

/** `On` or `Off`. */
const flag = (name: string): Directive => ({
  isForAll: true,
  // Whatever follows the word would narrow it (`ProxyErrorOverride On 404`).
  read: ([word = '', ...rest], draft) =>
    /^(on|off)$/i.test(word) && rest.length === 0 ? set(draft, name, /^on$/i.test(word)) : 'unreadable',
})

/** One of several words, each with what it stands for. */
const word = (name: string, values: Readonly<Record<string, string>>): Directive => ({
  isForAll: true,
  read: ([written = ''], draft) => {
    const value = entryOf(values, written.toLowerCase())
    return value === undefined ? 'unreadable' : set(draft, name, value)
  },
})

/** What makes no difference to any answer here. */
const silent: Directive = { read: () => 'read' }

const timeout = (name: string): Directive => ({
  isForAll: true,
  read: ([word], draft) => {
    const time = seconds(word)
    return time === undefined || time === 0 ? 'unreadable' : set(draft, name, time)
  },
})

const statuses: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 }

const redirect: Directive = {
  read: (args, draft, place) => {
    const words = place.path === undefined ? args : [...args.slice(0, -1), place.path, ...args.slice(-1)]
    const named =
      entryOf(statuses, words[0]?.toLowerCase() ?? '') ??
      (/^\d{3}$/.test(words[0] ?? '') ? Number(words[0]) : undefined)
    const [path, to] = named === undefined ? words : words.slice(1)
    if (path === undefined || !path.startsWith('/')) return 'unreadable'
    const row = { ...hostOf(place), path, status: named ?? 302, ...(to === undefined ? {} : { to }) }
    draft.redirects.push(row)
    return 'read'
  },
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

/** Whom else Apache can ask whether somebody may see a place (mod_authz_core, _host, _user, _groupfile, _dbm, _owner, …). */
const isProvider = (word = ''): boolean =>
  /^(?:not|ip|host|forward-dns|local|env|method|expr|user|group|valid-user|file-owner|file-group|(?:db[dm]|ldap)-\w+)$/i.test(
    word,
  )

const require: Directive = {
  read: (args, draft, place) => {
    const words = args.join(' ').toLowerCase()
    if (words === 'all granted') return 'read'
    if (words !== 'all denied') return isProvider(args[0]) ? 'not-modelled' : 'unreadable'
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

/** What each word of `ProxyVia` sets. */
const viaWords: Readonly<Record<string, JsonObject>> = {
  off: { via: false },
  on: { via: true },
  full: { via: true, viaVersion: true },
  block: { viaBlock: true },
}

const via: Directive = {
  isForAll: true,
  read: ([written = ''], draft) => {
    const found = entryOf(viaWords, written.toLowerCase())
    if (!found) return 'unreadable'
    // The last word alone counts.
    delete draft.settings['viaVersion']
    delete draft.settings['viaBlock']
    Object.assign(draft.settings, found)
    return 'read'
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
    read: ([written], draft) => {
      if (written === undefined) return 'unreadable'
      const { name, isUsual } = ownNameOf(written)
      set(draft, 'serverName', name)
      return isUsual ? 'read' : 'unreadable'
    },
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
  ...proxyDirectives,
  ...headerDirectives,
  proxypreservehost: flag('preserveHost'),
  proxyaddheaders: flag('addProxyHeaders'),
  proxyerroroverride: flag('errorOverride'),
  proxyvia: via,
  allowencodedslashes: word('encodedSlashes', { off: 'refused', on: 'decoded', nodecode: 'kept' }),
  mergeslashes: flag('mergeSlashes'),
  traceenable: flag('traceEnabled'),
  sslengine: flag('https'),
  ...tlsLines,
  proxytimeout: timeout('timeoutMs'),
  timeout: {
    isForAll: true,
    read: ([word], draft) =>
      'timeoutMs' in draft.settings ? 'read' : timeout('timeoutMs').read([word ?? ''], draft, {}),
  },
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
  'ProxyPassMatch',
  'ProxyPassReverse',
  'ProxyPassReverseCookieDomain',
  'ProxyPassReverseCookiePath',
  'BalancerMember',
  'ProxySet',
  'ProxyPreserveHost',
  'ProxyAddHeaders',
  'ProxyErrorOverride',
  'ProxyVia',
  'AllowEncodedSlashes',
  'MergeSlashes',
  'TraceEnable',
  'SSLEngine',
  'SSLCertificateFile',
  'SSLCertificateKeyFile',
  'SSLCertificateChainFile',
  ...tlsDirectives,
  'ProxyTimeout',
  'Timeout',
  'RequestHeader',
  'SetEnv',
  'Header',
  'AddOutputFilterByType',
  'SetOutputFilter',
  '<VirtualHost>',
  '<Location>',
  '<LocationMatch>',
  '<Directory>',
  '<Proxy>',
  '<IfModule>',
  ...nothingToSay,
]
