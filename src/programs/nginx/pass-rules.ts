import { inherited, the, timeOf, valueOf, type Scope } from './scope.ts'
import { parseTime } from './values.ts'

/** What a location says about asking the servers behind it. */
export interface PassRules {
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
  readonly sendTimeoutMs: number
  /** After what another server is tried; `off`: never. */
  readonly next: readonly string[]
  /** 0: as many as there are servers. */
  readonly tries: number
  /** 0: no limit. */
  readonly nextTimeoutMs: number
  /** The setting that each directive comes from, by the directive's name. */
  settingOf(directive: string): string | undefined
}

/** Reads them once for a request. */
export function passRules(scope: Scope): PassRules {
  const next = inherited(scope, 'proxy_next_upstream').flatMap(({ args }) => args)
  return {
    connectTimeoutMs: timeOf(scope, 'proxy_connect_timeout', 60_000),
    readTimeoutMs: timeOf(scope, 'proxy_read_timeout', 60_000),
    sendTimeoutMs: timeOf(scope, 'proxy_send_timeout', 60_000),
    next: next.length === 0 ? ['error', 'timeout'] : next,
    tries: Number(valueOf(scope, 'proxy_next_upstream_tries') ?? 0),
    nextTimeoutMs: parseTime(valueOf(scope, 'proxy_next_upstream_timeout') ?? '0') ?? 0,
    settingOf: (directive) => the(scope, directive)?.setting,
  }
}
