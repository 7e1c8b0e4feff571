import { cacheTable } from '../common/dns-state-tables.ts'
import type { StateTables } from '../contract/state-table.ts'
import type { DnsmasqState } from './state.ts'

export const stateTables: StateTables<unknown, DnsmasqState> = ({ cache }, { now }) => [
  cacheTable('dnsmasq', cache, now),
]
