import type { Json, JsonObject } from '../../model/topology.ts'
import type { ConfigText, PrintedLine } from '../contract/config-text.ts'
import type { AnyDefinition } from '../contract/program.ts'
import type { Wiring } from '../contract/wiring.ts'

/** A device's settings as its program's own text: what was set, over what the cables lead to. */
export function printed(
  language: ConfigText,
  program: AnyDefinition,
  config: JsonObject,
  wiring: Wiring,
): readonly PrintedLine[] {
  const derived = toJson(program.derive(wiring))
  return language.print(
    { ...derived, ...config },
    { addressOf: (target) => wiring.addressOf(target) ?? target, wiring },
  )
}

/** Derived settings as a document would hold them: without what is unset. */
function toJson(derived: Readonly<Record<string, unknown>>): JsonObject {
  const set = Object.entries(derived).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set.map(([name, value]) => [name, plain(value)]))
}

function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return toJson({ ...value })
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
