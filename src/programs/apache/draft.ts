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
  hasReverse: boolean
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
  hasReverse: false,
})

/** The draft as settings; tables that stayed empty are left out. */
export function toConfig(draft: Draft): JsonObject {
  const { settings, balancers, tls: _tls, hasReverse, ...tables } = draft
  const named = [...balancers].map(([name, rest]) => ({ name, ...rest }))
  const filled = Object.entries({ ...tables, balancers: named }).filter(([, rows]) => rows.length > 0)
  // Without ProxyPassReverse redirects from behind go out as they came.
  const reverse =
    draft.proxyPass.some(({ action }) => action !== 'static') && !hasReverse ? { reverseRedirects: false } : {}
  const read = { ...settings, ...reverse, ...Object.fromEntries(filled) }
  // A server whose configuration names no backend has none, wherever its cables lead.
  return Object.keys(read).length === 0 ? {} : { upstreams: [], ...read }
}
