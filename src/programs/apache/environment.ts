import type { Exchange } from './exchange.ts'
import { concerns } from './mapping.ts'

/** The value that `SetEnv` gives a name for this request: what stands for a place comes after what is for all. */
export function variableOf(exchange: Exchange, name: string): string | undefined {
  const rows = (exchange.context.settings.environment ?? []).filter(
    (row) => row.name === name && concerns(row, exchange),
  )
  const last = rows.findLast(({ below }) => below !== undefined) ?? rows.at(-1)
  return last && (last.value ?? '')
}

/** Whether a name has a value, be it an empty one. */
export const isSet = (exchange: Exchange, name: string): boolean => variableOf(exchange, name) !== undefined
