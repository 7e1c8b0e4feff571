import type { TlsOffers } from '../../model/packet.ts'
import type { Acls, Test } from './condition.ts'
import type { Rule } from './rules.ts'
import type { Sample } from './sample.ts'
import type { GlobalWords } from './tls-words.ts'

/**
 * What runs: every proxy of a configuration with all that its lines, the defaults before it and the simple form say.
 * Times are virtual ms.
 */
export interface Model {
  readonly proxies: readonly Proxy[]
  /** Backends by name. */
  readonly backends: ReadonlyMap<string, Proxy>
  /** Passwords by user, by list. */
  readonly users: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Words of `global` that stand before those of every `bind` and `server` line. */
  readonly globals: GlobalWords
  /** Settings that hold a line which is not understood, or name what is not there. */
  readonly unknown: readonly string[]
}

export interface Bind {
  /** Unset: every address of the device. */
  readonly address: string | undefined
  readonly port: number
  readonly tls: boolean
  /** What follows the addresses. */
  readonly words: readonly string[]
  readonly setting: string
}

/** The key that a hash is made of, and what follows from it. */
export type Balance =
  | { readonly type: 'roundrobin' | 'static-rr' | 'leastconn' | 'first' | 'source' }
  | { readonly type: 'random'; readonly draws: number }
  | { readonly type: 'uri'; readonly whole: boolean; readonly length: number; readonly depth: number }
  | { readonly type: 'url_param'; readonly name: string }
  | { readonly type: 'hdr'; readonly name: string; readonly domainOnly: boolean }
  | { readonly type: 'hash'; readonly sample: Sample; readonly source: string }

export interface HashType {
  readonly consistent: boolean
  readonly hash: 'sdbm' | 'djb2' | 'crc32'
  readonly avalanche: boolean
}

export interface CookieOptions {
  readonly name: string
  readonly mode: 'insert' | 'rewrite' | 'prefix' | 'passive'
  readonly indirect: boolean
  readonly nocache: boolean
  readonly postonly: boolean
  readonly preserve: boolean
  /** What stands behind the value: `; path=/` and more. */
  readonly attributes: string
}

export interface Expectation {
  readonly negated: boolean
  readonly type: 'status' | 'rstatus' | 'string' | 'rstring'
  readonly pattern: string
}

export interface HttpCheck {
  readonly method: string
  readonly uri: string
  readonly version: '1.0' | '1.1'
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | undefined
  readonly expect: Expectation | undefined
  /** `http-check disable-on-404`. */
  readonly drainOn404: boolean
}

export const retryReasons = ['conn-failure', 'empty-response', 'junk-response', 'response-timeout'] as const

/** Under which name an address is passed on, and when not. */
export interface ForwardFor {
  readonly header: string
  readonly except: string | undefined
  readonly ifNone: boolean
}

/** Everything of a proxy that a directive or a default sets. */
export interface ProxyOptions {
  readonly mode: 'tcp' | 'http'
  readonly disabled: boolean
  readonly connectMs: number
  readonly serverMs: number
  readonly clientMs: number
  readonly queueMs: number | undefined
  readonly requestMs: number | undefined
  readonly checkMs: number | undefined
  readonly tarpitMs: number | undefined
  readonly retries: number
  /** `option redispatch`: 0 never, −1 at the last try, 1 at each … */
  readonly redispatch: number
  /** Reasons and statuses after which a request is sent once more. */
  readonly retryOn: ReadonlySet<string>
  readonly forwardFor: ForwardFor | undefined
  readonly originalTo: ForwardFor | undefined
  /** A connection on which nothing came is closed without a word. */
  readonly ignoresProbes: boolean
  /** Where its own errors send the client, by status (manual 4.2, "errorloc"). */
  readonly errorPlaces: ReadonlyMap<number, { readonly status: 302 | 303; readonly url: string }>
  readonly close: 'server-close' | 'close' | undefined
  readonly allBackups: boolean
  readonly persist: boolean
  readonly monitorUri: string | undefined
  /** The statistics page: where it is, and who may see it (`user:password`; nobody named: everybody). */
  readonly stats: { readonly uri: string; readonly users: readonly string[]; readonly realm: string } | undefined
  /** Unset: checks only open a connection. */
  readonly httpCheck: HttpCheck | undefined
  readonly balance: Balance
  readonly hashType: HashType
  readonly cookie: CookieOptions | undefined
  readonly defaultBackend: string | undefined
}

export interface UseBackend {
  /** `undefined` where the name is made at run time and cannot be known. */
  readonly name: (sight: Parameters<Test>[0]) => string
  readonly test: Test
  readonly setting: string
}

export interface Proxy extends ProxyOptions {
  readonly name: string
  /** Whether a person has given it this name. */
  readonly isNamed: boolean
  readonly setting: string
  readonly isFrontend: boolean
  readonly isBackend: boolean
  readonly binds: readonly Bind[]
  readonly acls: Acls
  readonly requestRules: readonly Rule[]
  readonly responseRules: readonly Rule[]
  /** For every answer, those of the balancer too (`http-after-response`). */
  readonly afterRules: readonly Rule[]
  /** `redirect` lines come after all `http-request` ones. */
  readonly redirects: readonly Rule[]
  readonly tcpRules: readonly Rule[]
  readonly uses: readonly UseBackend[]
  readonly useServers: readonly { readonly server: string; readonly test: Test; readonly setting: string }[]
  readonly servers: readonly Server[]
  /** Path of the setting that an option comes from. */
  readonly at: ReadonlyMap<string, string>
}

export interface CheckOptions {
  readonly intervalMs: number
  readonly fastMs: number | undefined
  readonly downMs: number | undefined
  readonly rise: number
  readonly fall: number
  readonly port: number | undefined
  readonly address: string | undefined
  readonly tls: boolean | undefined
}

/** A server as the balancer knows it. */
export interface Server {
  /** Stable name in the state. */
  readonly key: string
  /** Its name in the configuration. */
  readonly name: string
  /** Its number within its backend, from 1. */
  readonly id: number
  /** Path of its setting: `servers[0]`. */
  readonly setting: string
  /** A device, or an address. */
  readonly target: string
  readonly port: number | undefined
  /** 0 … 256. */
  readonly weight: number
  readonly backup: boolean
  readonly enabled: boolean
  readonly tls: boolean
  /** How its certificate is verified, with the name that it must bear; unset: nobody looks at it. */
  readonly verify: { readonly name: string | undefined; readonly caFile: string | undefined } | undefined
  readonly offers: TlsOffers
  /** The file of the certificate that HAProxy shows it. */
  readonly certificate: string | undefined
  /** Name that a check asks for. */
  readonly checkName: string | undefined
  readonly serverName: Sample | undefined
  /** 0: as many connections at a time as come. */
  readonly maxConnections: number
  readonly maxQueue: number
  readonly cookie: string | undefined
  readonly isChecked: boolean
  readonly check: CheckOptions
  readonly observe: 'layer4' | 'layer7' | undefined
  readonly errorLimit: number
  readonly onError: 'fastinter' | 'fail-check' | 'sudden-death' | 'mark-down'
  readonly slowStartMs: number
}

/** Where an option of a proxy was set; the proxy itself where it never was. */
export const settingOf = (proxy: Proxy, option: string): string => proxy.at.get(option) ?? proxy.setting
