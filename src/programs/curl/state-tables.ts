import { nameTable } from '../common/client-state-tables.ts'
import type { NameCache } from '../common/client.ts'
import type { StateTables } from '../contract/state-table.ts'

export const stateTables: StateTables<unknown, { readonly names: NameCache }> = ({ names }, { now }) => [
  nameTable('curl', names, now),
]
