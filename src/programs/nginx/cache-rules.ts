import type { NodeRules } from './cache-nodes.ts'
import type { Directive } from './directive.ts'
import type { Exchange } from './exchange.ts'
import { statusReasons } from './fields.ts'
import { flag, inherited, ownOf, sizeOf, the, timeOf, valueOf, type Scope } from './scope.ts'
import { parseSize, parseTime } from './values.ts'
import { fill, mapped } from './variables.ts'

/** When `proxy_cache_use_stale` gives out what is too old. */
const staleReasons = ['error', 'timeout', 'invalid_header', 'updating', ...statusReasons] as const
export type StaleReason = (typeof staleReasons)[number]

/** One `proxy_cache_valid`; no statuses: `any`. */
interface Lifetime {
  readonly statuses: readonly number[]
  readonly seconds: number
}

/** What `proxy_cache_valid` with a time alone is for. */
const keptByDefault: readonly number[] = [200, 301, 302]

/** The directives that steps name a setting for. */
type CacheDirective =
  | 'cache'
  | 'valid'
  | 'bypass'
  | 'noCache'
  | 'useStale'
  | 'methods'
  | 'minUses'
  | 'lock'
  | 'revalidate'

/** Everything that one location says about its cache. */
export interface CacheRules extends NodeRules {
  /** Unset: nginx's own, the address that is asked behind. */
  readonly key: string | undefined
  readonly methods: readonly string[]
  readonly convertHead: boolean
  readonly valid: readonly Lifetime[]
  readonly bypass: readonly string[]
  readonly noCache: readonly string[]
  readonly useStale: readonly StaleReason[]
  readonly backgroundUpdate: boolean
  readonly revalidate: boolean
  readonly lock: boolean
  readonly lockTimeoutMs: number
  readonly lockAgeMs: number
  /** `proxy_ignore_headers`, in lower case. */
  readonly ignored: ReadonlySet<string>
  readonly buffering: boolean
  /** Ranges that begin at or behind this byte go past the cache. */
  readonly maxRangeOffset: number
  /** The setting that each directive comes from. */
  readonly settings: { readonly [D in CacheDirective]?: string }
}

/** Seconds that an answer of this status may be kept if it does not say it itself; the first that fits counts. */
export function lifetimeFor({ valid }: Pick<CacheRules, 'valid'>, status: number): number {
  return valid.find(({ statuses }) => statuses.length === 0 || statuses.includes(status))?.seconds ?? 0
}

/** The cache that a location uses, or none (ngx_http_proxy_module). */
export function cacheRules(exchange: Exchange): CacheRules | undefined {
  const { scope } = exchange
  const zone = fill(exchange, valueOf(scope, 'proxy_cache') ?? 'off')
  if (zone === 'off' || zone === '') return undefined
  const stale = new Set(
    inherited(scope, 'proxy_cache_use_stale').flatMap(({ args }) => args.map((one) => one.toLowerCase())),
  )
  return {
    zone,
    ...limitsOf(scope, zone),
    minUses: Number(valueOf(scope, 'proxy_cache_min_uses') ?? 1),
    key: valueOf(scope, 'proxy_cache_key'),
    methods: [
      'GET',
      'HEAD',
      ...inherited(scope, 'proxy_cache_methods').flatMap(({ args }) => args.map((one) => one.toUpperCase())),
    ],
    convertHead: flag(scope, 'proxy_cache_convert_head', true),
    valid: inherited(scope, 'proxy_cache_valid').flatMap(lifetimes),
    bypass: inherited(scope, 'proxy_cache_bypass').flatMap(({ args }) => args),
    noCache: inherited(scope, 'proxy_no_cache').flatMap(({ args }) => args),
    useStale: staleReasons.filter((reason) => stale.has(reason)),
    backgroundUpdate: flag(scope, 'proxy_cache_background_update', false),
    revalidate: flag(scope, 'proxy_cache_revalidate', false),
    lock: flag(scope, 'proxy_cache_lock', false),
    lockTimeoutMs: timeOf(scope, 'proxy_cache_lock_timeout', 5000),
    lockAgeMs: timeOf(scope, 'proxy_cache_lock_age', 5000),
    ignored: new Set(
      inherited(scope, 'proxy_ignore_headers').flatMap(({ args }) => args.map((one) => one.toLowerCase())),
    ),
    buffering: flag(scope, 'proxy_buffering', true),
    maxRangeOffset: sizeOf(scope, 'proxy_cache_max_range_offset', Infinity),
    settings: {
      ...cacheSetting(exchange),
      ...settingOf(scope, 'valid', 'proxy_cache_valid'),
      ...settingOf(scope, 'bypass', 'proxy_cache_bypass'),
      ...settingOf(scope, 'noCache', 'proxy_no_cache'),
      ...settingOf(scope, 'useStale', 'proxy_cache_use_stale'),
      ...settingOf(scope, 'methods', 'proxy_cache_methods'),
      ...settingOf(scope, 'minUses', 'proxy_cache_min_uses'),
      ...settingOf(scope, 'lock', 'proxy_cache_lock'),
      ...settingOf(scope, 'revalidate', 'proxy_cache_revalidate'),
    },
  }
}

/** Where a `map` names the zone, its row turned the cache on. */
function cacheSetting(exchange: Exchange): CacheRules['settings'] {
  const one = the(exchange.scope, 'proxy_cache')
  const map = exchange.config.maps.get(one?.args[0]?.replace(/^\$/, '') ?? '')
  const setting = (map && mapped(exchange, map)?.row?.setting) ?? one?.setting
  return setting === undefined ? {} : { cache: setting }
}

function settingOf(scope: Scope, key: CacheDirective, name: string): CacheRules['settings'] {
  const setting = the(scope, name)?.setting
  return setting === undefined ? {} : { [key]: setting }
}

/** `proxy_cache_valid 200 302 10m`, `any 1m`, `5m`. */
function lifetimes({ args }: Directive): readonly Lifetime[] {
  const seconds = Math.floor((parseTime(args.at(-1) ?? '') ?? 0) / 1000)
  const statuses = args.slice(0, -1)
  if (statuses.length === 0) return [{ statuses: keptByDefault, seconds }]
  return statuses.map((one) => ({ statuses: one === 'any' ? [] : [Number(one)], seconds }))
}

/** What the zone's `proxy_cache_path` says. */
function limitsOf(scope: Scope, zone: string): Pick<NodeRules, 'inactiveSeconds' | 'maxBytes'> {
  const paths = ownOf(rootOf(scope), 'proxy_cache_path')
  const args = paths.find((one) => one.args.some((arg) => arg.startsWith(`keys_zone=${zone}:`)))?.args ?? []
  const said = (name: string): string => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
  return {
    inactiveSeconds: Math.floor((parseTime(said('inactive')) ?? 600_000) / 1000),
    maxBytes: parseSize(said('max_size')) ?? Infinity,
  }
}

const rootOf = (scope: Scope): Scope => (scope.parent ? rootOf(scope.parent) : scope)
