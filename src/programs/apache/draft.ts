import type { Json, JsonObject } from '../../model/topology.ts'

/** What has been read so far. */
export interface Draft {
  readonly settings: Record<string, Json>
  readonly virtualHosts: JsonObject[]
  readonly redirects: JsonObject[]
  readonly aliases: JsonObject[]
  readonly denied: JsonObject[]
  readonly proxyPass: JsonObject[]
  readonly upstreams: JsonObject[]
  readonly balancers: Map<string, Record<string, Json>>
  readonly requestHeaders: JsonObject[]
  readonly responseHeaders: JsonObject[]
  /** Lines about TLS, by directive. */
  readonly tls: Map<string, string>
  /** Rules that come before all others (`early`). */
  readonly earlyHeaders: JsonObject[]
  readonly environment: JsonObject[]
  readonly cookieDomains: JsonObject[]
  readonly cookiePaths: JsonObject[]
  /** What is passed on and what is corrected on the way back, each with the address as it is written. */
  readonly passed: JsonObject[]
  readonly reversed: JsonObject[]
}

export const newDraft = (): Draft => ({
  settings: {},
  virtualHosts: [],
  redirects: [],
  aliases: [],
  denied: [],
  proxyPass: [],
  upstreams: [],
  balancers: new Map(),
  requestHeaders: [],
  responseHeaders: [],
  tls: new Map(),
  earlyHeaders: [],
  environment: [],
  cookieDomains: [],
  cookiePaths: [],
  passed: [],
  reversed: [],
})

/** The draft as settings; tables that stayed empty are left out. */
export function toConfig(draft: Draft): JsonObject {
  const { settings, balancers, passed, reversed, earlyHeaders, requestHeaders, tls: _tls, ...tables } = draft
  const named = [...balancers].map(([name, rest]) => ({ name, ...rest }))
  const rules = [...earlyHeaders, ...requestHeaders]
  // The counterpart of what is passed on goes without saying; without any, redirects from behind go out as they came.
  const isPassed = draft.proxyPass.some(({ action }) => action !== 'static')
  const isCounterpart = isSameSet(passed, reversed)
  const reverses = isCounterpart ? [] : reversed
  const reverse = (isPassed || reverses.length > 0) && !isCounterpart ? { reverseRedirects: false } : {}
  const filled = Object.entries({ ...tables, requestHeaders: rules, balancers: named, reverses }).filter(
    ([, rows]) => rows.length > 0,
  )
  const read = { ...settings, ...reverse, ...Object.fromEntries(filled) }
  // A server whose configuration names no backend has none, wherever its cables lead.
  return Object.keys(read).length === 0 ? {} : { upstreams: [], ...read }
}

const spelled = (rows: readonly JsonObject[]): ReadonlySet<string> =>
  new Set(rows.map(({ host, below, path, to }) => JSON.stringify([host, below, path, to])))

function isSameSet(some: readonly JsonObject[], others: readonly JsonObject[]): boolean {
  const [first, second] = [spelled(some), spelled(others)]
  return first.size === second.size && [...first].every((one) => second.has(one))
}
