import type { StateTable } from '../contract/state-table.ts'
import type { NameCache } from './client.ts'
import { rowsOfNames } from './remembered-names.ts'

/** The names that a client still knows; `prefix` is the program under whose name the shared texts are said. */
export const nameTable = (prefix: string, names: NameCache, now: number): StateTable => ({
  code: 'state.names',
  columns: ['state.names.name', 'state.names.type', 'state.names.addresses', 'state.names.left'],
  rows: rowsOfNames(prefix, names, now, ({ addresses }) => addresses),
})
