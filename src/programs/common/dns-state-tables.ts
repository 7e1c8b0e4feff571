import type { StateTable } from '../contract/state-table.ts'
import type { DnsCache } from './dns-cache.ts'
import { rowsOfNames } from './remembered-names.ts'

/** What a resolver has learnt and not yet forgotten; `prefix` is the program under whose name the texts are said. */
export const cacheTable = (prefix: string, cache: DnsCache, now: number): StateTable => ({
  code: 'state.cache',
  columns: ['state.cache.name', 'state.cache.type', 'state.cache.data', 'state.cache.left'],
  rows: rowsOfNames(prefix, cache, now, ({ records }) => records.map(({ data }) => data)),
})
