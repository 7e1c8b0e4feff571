import { code, seconds } from '../../model/message.ts'
import { cacheTable } from '../common/dns-state-tables.ts'
import type { StateTables } from '../contract/state-table.ts'
import type { UnboundState } from './state.ts'

export const stateTables: StateTables<unknown, UnboundState> = ({ cache, silent }, { now }) => [
  cacheTable('unbound', cache, now),
  {
    code: 'state.silent',
    columns: ['state.silent.server', 'state.silent.left'],
    rows: Object.entries(silent)
      .filter(([, until]) => until > now)
      .map(([server, until]) => [code(server), seconds(Math.ceil((until - now) / 1000))]),
  },
]
