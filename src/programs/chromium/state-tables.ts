import { code, list, seconds, text } from '../../model/message.ts'
import { nameTable } from '../common/client-state-tables.ts'
import type { NameCache } from '../common/client.ts'
import type { StateTable, StateTables } from '../contract/state-table.ts'
import type { PreflightCache } from './browsing.ts'

interface State {
  readonly names: NameCache
  readonly preflights: PreflightCache
}

/** What the browser keeps between requests: names, and what servers allowed other pages to ask. */
export const stateTables: StateTables<unknown, State> = ({ names, preflights }, { now }) => [
  nameTable('chromium', names, now),
  preflightTable(preflights, now),
]

function preflightTable(preflights: PreflightCache, now: number): StateTable {
  return {
    code: 'state.preflights',
    columns: [
      'state.preflights.page',
      'state.preflights.url',
      'state.preflights.methods',
      'state.preflights.headers',
      'state.preflights.left',
    ],
    rows: Object.entries(preflights)
      .filter(([, { until }]) => until > now)
      .map(([key, { methods, headers, until }]) => {
        const [page = '', url = ''] = key.split(' ')
        return [
          text(page),
          code(url),
          list(methods.map(code)),
          headers.length === 0 ? undefined : list(headers.map(code)),
          seconds(Math.ceil((until - now) / 1000)),
        ]
      }),
  }
}
