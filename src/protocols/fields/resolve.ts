import type { JsonObject } from '../../model/topology.ts'
import type { Field, Fields, SettingsOf } from './field.ts'

/**
 * Fills in what unset means: the person's config over what the wiring says (`derived`) over the defaults.
 * A table or list that was set replaces the derived one whole; within a row, unset columns take their defaults.
 */
export function resolveSettings<F extends Fields>(
  fields: F,
  config: JsonObject,
  derived: Readonly<Record<string, unknown>>,
): SettingsOf<F> {
  const settings: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = config[name] ?? derived[name]
    settings[name] = value === undefined ? field.fallback : fill(field, value)
  }
  return settings as SettingsOf<F>
}

function fill(field: Field<unknown>, value: unknown): unknown {
  if (field.spec.type !== 'table' || !Array.isArray(value)) return value
  const { columns } = field.spec
  return value.map((row: JsonObject) => resolveSettings(columns, row, {}))
}

/** Whether a field is shown: its `when` looks at another setting of the same record. */
export function isShown(field: Field<unknown>, settings: Readonly<Record<string, unknown>>): boolean {
  return field.when === undefined || field.when.is.includes(settings[field.when.field] as string)
}
