import {
  balanceOf,
  checkSending,
  cookieOf,
  expectation,
  forwarding,
  hashTypeOf,
  httpCheckOf,
  plainCheck,
  retryOn,
} from './arguments.ts'
import { conditionIndex, conditionOf, testOf, type Test } from './condition.ts'
import { logFormatOf } from './log-format.ts'
import type { HttpCheck, ProxyOptions, Server, UseBackend } from './model.ts'
import { redirect, rejection, ruleOf, type Rule } from './rules.ts'
import { applyServerWords, freshServer, type ServerDraft } from './server-line.ts'
import { countOf, timeOf } from './syntax.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** A proxy while its lines are being read. */
export interface ProxyDraft extends Writable<ProxyOptions> {
  acls: Map<string, Test[]>
  requestRules: Rule[]
  responseRules: Rule[]
  afterRules: Rule[]
  redirects: Rule[]
  tcpRules: Rule[]
  uses: UseBackend[]
  useServers: { server: string; test: Test; setting: string }[]
  servers: Server[]
  defaultServer: ServerDraft
  /** What a check would send, whether it does or not. */
  plan: HttpCheck
  at: Map<string, string>
}

const longMs = 86_400_000

/** Each proxy has rules and servers of its own: none of them is inherited. */
const emptyRules = () =>
  ({
    acls: new Map(),
    requestRules: [],
    responseRules: [],
    afterRules: [],
    redirects: [],
    tcpRules: [],
    uses: [],
    useServers: [],
    servers: [],
  }) satisfies Partial<ProxyDraft>

/** What HAProxy 2.6 does without a single line. Times that are not set never end. */
export const freshProxy = (): ProxyDraft => ({
  mode: 'tcp',
  disabled: false,
  connectMs: longMs,
  serverMs: longMs,
  clientMs: longMs,
  queueMs: undefined,
  requestMs: undefined,
  checkMs: undefined,
  tarpitMs: undefined,
  retries: 3,
  redispatch: 0,
  retryOn: new Set(['conn-failure']),
  forwardFor: undefined,
  originalTo: undefined,
  ignoresProbes: false,
  errorPlaces: new Map(),
  close: undefined,
  allBackups: false,
  persist: false,
  monitorUri: undefined,
  stats: undefined,
  httpCheck: undefined,
  balance: { type: 'roundrobin' },
  hashType: { consistent: false, hash: 'sdbm', avalanche: false },
  cookie: undefined,
  defaultBackend: undefined,
  ...emptyRules(),
  defaultServer: freshServer(),
  plan: plainCheck,
  at: new Map(),
})

/** A proxy begins with what the `defaults` before it said. */
export const inherit = (base: ProxyDraft): ProxyDraft => ({
  ...base,
  ...emptyRules(),
  defaultServer: { ...base.defaultServer, check: { ...base.defaultServer.check } },
  at: new Map(base.at),
})

/** Reads a directive's arguments into the draft; false where some of it is not known here. */
type Apply = (draft: ProxyDraft, args: readonly string[], setting: string) => boolean

type Key = keyof ProxyOptions

/** One argument that becomes one option. */
const option =
  <K extends Key>(key: K, read: (args: readonly string[]) => ProxyDraft[K] | undefined): Apply =>
  (draft, args, setting) => {
    const value = read(args)
    if (value === undefined) return false
    draft[key] = value
    draft.at.set(key, setting)
    return true
  }

const time = (key: Key & `${string}Ms`): Apply =>
  option(key, ([word, ...more]) => (more.length > 0 ? undefined : timeOf(word)))

const only =
  <T>(value: T) =>
  (args: readonly string[]): T | undefined =>
    args.length === 0 ? value : undefined

/** Lines of `http-check` say what is sent; only `option httpchk` says that it is. */
const checking =
  (read: (args: readonly string[], before: HttpCheck) => HttpCheck | undefined, isSwitch = false): Apply =>
  (draft, args, setting) => {
    const value = read(args, draft.plan)
    if (!value) return false
    draft.plan = value
    if (draft.httpCheck || isSwitch) draft.httpCheck = value
    draft.at.set('httpCheck', setting)
    return true
  }

/** `errorloc 503 http://sorry.example/`: a redirect in place of the balancer's own page. */
const errorPlace =
  (status: 302 | 303): Apply =>
  (draft, [code, url, ...more]) => {
    const error = countOf(code, 200, 599)
    if (error === undefined || url === undefined || more.length > 0) return false
    draft.errorPlaces = new Map([...draft.errorPlaces, [error, { status, url }]])
    return true
  }

/** Any line of `stats` switches the page on. */
const statistics =
  (change: (value: string) => Partial<NonNullable<ProxyOptions['stats']>>): Apply =>
  (draft, args, setting) => {
    const before = draft.stats ?? { uri: '/haproxy?stats', users: [], realm: 'HAProxy Statistics' }
    const more = change(args.join(' '))
    draft.stats = { ...before, ...more, users: [...before.users, ...(more.users ?? [])] }
    draft.at.set('stats', setting)
    return true
  }

const httpRule: Apply = (draft, args, setting) => {
  const rule = ruleOf('request', args, draft.acls, setting)
  if (rule) draft.requestRules.push(rule)
  return rule !== undefined
}

const useBackend: Apply = (draft, [format = '', ...rest], setting) => {
  const [name, test] = [logFormatOf(format), conditionOf(rest, draft.acls)]
  if (!name || !test) return false
  draft.uses.push({ name, test, setting })
  return true
}

/** `tcp-request connection reject if …`: decided before anything is read. */
const tcpRule: Apply = (draft, [deed, ...rest], setting) => {
  const test = conditionOf(rest, draft.acls)
  if (!test || (deed !== 'reject' && deed !== 'accept')) return false
  draft.tcpRules.push({ deed: deed === 'reject' ? rejection : { part: 'allow' }, test, setting })
  return true
}

/** Directives by their first word, or by the first two. */
const effective: Readonly<Record<string, Apply>> = {
  acl: (draft, [name, ...test]) => {
    const made = testOf(test)
    if (name === undefined || !made) return false
    draft.acls.set(name, [...(draft.acls.get(name) ?? []), made])
    return true
  },
  balance: option('balance', balanceOf),
  cookie: option('cookie', cookieOf),
  'default-server': (draft, args) => applyServerWords(draft.defaultServer, args) === undefined,
  default_backend: option('defaultBackend', ([name, ...more]) => (more.length > 0 ? undefined : name)),
  disabled: option('disabled', only(true)),
  enabled: option('disabled', only(false)),
  // The pages that Debian brings along have the status of the built-in ones.
  errorfile: (_draft, [code, path, ...more]) => path === `/etc/haproxy/errors/${code}.http` && more.length === 0,
  errorloc: errorPlace(302),
  errorloc302: errorPlace(302),
  errorloc303: errorPlace(303),
  'hash-type': option('hashType', hashTypeOf),
  'http-after-response': (draft, args, setting) => {
    const rule = ruleOf('response', args, draft.acls, setting)
    if (!rule || rule.deed.part === 'end') return false
    draft.afterRules.push(rule)
    return true
  },
  'http-check connect': (_draft, args) => args.length === 0,
  'http-check disable-on-404': checking((args, before) =>
    args.length > 0 ? undefined : { ...before, drainOn404: true },
  ),
  'http-check expect': checking((args, before) => {
    const expect = expectation(args)
    return expect && { ...before, expect }
  }),
  'http-check send': checking(checkSending),
  'http-request': httpRule,
  'http-response': (draft, args, setting) => {
    const rule = ruleOf('response', args, draft.acls, setting)
    if (rule) draft.responseRules.push(rule)
    return rule !== undefined
  },
  mode: option('mode', ([mode]) => (mode === 'http' || mode === 'tcp' ? mode : undefined)),
  'monitor-uri': option('monitorUri', ([uri]) => uri),
  'option allbackups': option('allBackups', only(true)),
  'option forwardfor': option('forwardFor', (args) => forwarding('X-Forwarded-For', args)),
  'option http-ignore-probes': option('ignoresProbes', only(true)),
  'option originalto': option('originalTo', (args) => forwarding('X-Original-To', args)),
  'option http-server-close': option('close', only('server-close')),
  'option httpchk': checking(httpCheckOf, true),
  'option httpclose': option('close', only('close')),
  'option persist': option('persist', only(true)),
  'option redispatch': option('redispatch', ([every]) =>
    every === undefined ? -1 : Number.parseInt(every, 10) || undefined,
  ),
  'no option allbackups': option('allBackups', only(false)),
  'no option redispatch': option('redispatch', only(0)),
  redirect: (draft, args, setting) => {
    const from = conditionIndex(args)
    const [deed, test] = [redirect(args.slice(0, from)), conditionOf(args.slice(from), draft.acls)]
    if (!deed || !test) return false
    draft.redirects.push({ deed, test, setting })
    return true
  },
  retries: option('retries', ([count]) => countOf(count, 0, 100)),
  'retry-on': option('retryOn', retryOn),
  'stats auth': statistics((user) => ({ users: [user] })),
  'stats enable': statistics(() => ({})),
  'stats realm': statistics((realm) => ({ realm })),
  'stats uri': statistics((uri) => ({ uri })),
  'tcp-request connection': tcpRule,
  'tcp-request content': tcpRule,
  'timeout check': time('checkMs'),
  'timeout client': time('clientMs'),
  'timeout connect': time('connectMs'),
  'timeout http-request': time('requestMs'),
  'timeout queue': time('queueMs'),
  'timeout server': time('serverMs'),
  'timeout tarpit': time('tarpitMs'),
  use_backend: useBackend,
  'use-server': (draft, [server = '', ...rest], setting) => {
    const test = conditionOf(rest, draft.acls)
    if (!test) return false
    draft.useServers.push({ server, test, setting })
    return true
  },
}

/** Directives that change nothing that can be seen here: logging, statistics, process, tuning of sockets. */
const ineffective: readonly string[] = [
  'backlog',
  'capture request',
  'capture response',
  'description',
  'fullconn',
  'http-reuse',
  'id',
  'log',
  'log-format',
  'log-format-sd',
  'log-tag',
  'max-keep-alive-queue',
  'option abortonclose',
  'option clitcpka',
  'option contstats',
  'option dontlog-normal',
  'option dontlognull',
  'option http-keep-alive',
  'option http-no-delay',
  'option http-pretend-keepalive',
  'option httplog',
  'option httpslog',
  'option log-health-checks',
  'option log-separate-errors',
  'option logasap',
  'option nolinger',
  'option prefer-last-server',
  'option socket-stats',
  'option splice-auto',
  'option splice-request',
  'option splice-response',
  'option srvtcpka',
  'option tcp-check',
  'option tcp-smart-accept',
  'option tcp-smart-connect',
  'option tcpka',
  'option tcplog',
  'stats hide-version',
  'stats refresh',
  'stats show-desc',
  'stats show-legends',
  'stats show-node',
  'tcp-request inspect-delay',
  'timeout client-fin',
  'timeout http-keep-alive',
  'timeout server-fin',
  'timeout tunnel',
  'unique-id-format',
]

const quiet: ReadonlySet<string> = new Set(ineffective)

/** A limit this high is never reached by what is sent here; a lower one is not modelled. */
const generous = 100

function limit([count]: readonly string[]): boolean {
  return (countOf(count) ?? 0) >= generous
}

const nameIn = (words: readonly string[], has: (name: string) => boolean): string | undefined =>
  [words.slice(0, 3).join(' '), words.slice(0, 2).join(' '), words[0] ?? ''].find(has)

/** What a line of a proxy does: something, nothing that could be seen, or what is not known here. */
export function applyLine(draft: ProxyDraft, words: readonly string[], setting: string): boolean {
  const name = nameIn(words, (one) => Object.hasOwn(effective, one) || quiet.has(one))
  if (name === undefined) return words[0] === 'maxconn' && limit(words.slice(1))
  if (quiet.has(name)) return true
  return effective[name]?.(draft, words.slice(name.split(' ').length), setting) ?? false
}

export const isDirective = (words: readonly string[]): boolean =>
  nameIn(words, (one) => Object.hasOwn(effective, one) || quiet.has(one) || one === 'maxconn') !== undefined

/** Every directive of a proxy that is read. */
export const directiveNames: readonly string[] = [...Object.keys(effective), ...ineffective, 'maxconn']
