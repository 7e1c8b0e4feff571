import type { T } from '../../i18n/use-t.tsx'
import { assertNever } from '../../lib/assert.ts'
import type { Json, JsonObject } from '../../model/topology.ts'
import type { Field, FieldSpec, Fields } from '../../protocols/fields/field.ts'
import { isShown, resolveSettings } from '../../protocols/fields/resolve.ts'
import type { DeviceChoice } from './form-context.ts'
import { units, type FieldTexts } from './texts.ts'

/** What can be stored of a value that was derived: the same without what is unset in it. */
export function storable(value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  if (Array.isArray(value)) return value.flatMap((item: unknown) => storable(item) ?? [])
  if (typeof value !== 'object') return undefined
  const entries = Object.entries(value).flatMap(([key, part]) => {
    const kept = storable(part)
    return kept === undefined ? [] : [[key, kept] as const]
  })
  return Object.fromEntries(entries)
}

export const asRows = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : [])

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asRecord = (value: Json | undefined): JsonObject => (isRecord(value) ? value : {})

/** What it takes to show a value as words. */
export interface Wording {
  readonly t: T
  readonly texts: FieldTexts
  readonly devices: readonly DeviceChoice[]
}

/** A value as a person reads it: `500 ms`, `Load Balancer`, `round robin`. */
export function shown(spec: FieldSpec, value: unknown, path: string, wording: Wording): string {
  switch (spec.type) {
    case 'toggle':
      return value === true ? wording.t('form.on') : wording.t('form.off')
    case 'number':
      return [String(value), units[spec.unit].sign].filter((part) => part !== undefined).join('\u00a0')
    case 'choice':
      return wording.texts.option(path, String(value))
    case 'device':
    case 'target':
      return wording.devices.find(({ id }) => id === value)?.name ?? String(value)
    case 'list':
      return asRows(value)
        .map((item) => shown(spec.item, item, path, wording))
        .join(', ')
    case 'table':
      return wording.t('form.rows', { count: asRows(value).length })
    case 'text':
      return String(value)
    default:
      return assertNever(spec)
  }
}

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The columns of a row that are shown, with what applies in each. */
export function cellsOf(columns: Fields, row: Json) {
  const settings = resolveSettings(columns, asRecord(row), {})
  return Object.entries(columns)
    .filter(([, field]) => isShown(field, settings))
    .map(([name, field]) => ({ name, field, value: settings[name] }))
}

/** A row in two lines: its first columns, which say what it is, and what else is not as usual. */
export function summaryOf(columns: Fields, row: Json, path: string, wording: Wording) {
  const cells = cellsOf(columns, row).filter(({ name, value }) => name !== switchColumn && isFilled(value))
  const word = ({ name, field, value }: { name: string; field: Field<unknown>; value: unknown }) =>
    shown(field.spec, value, `${path}.${name}`, wording)
  const worded = cells.filter(({ field }) => field.spec.type !== 'toggle' && field.spec.type !== 'table')
  const head = worded.slice(0, 2)
  const rest = cells.filter((cell) => !head.includes(cell) && cell.value !== cell.field.fallback)
  const detail = rest.map((cell) =>
    cell.field.spec.type === 'toggle' ? `${wording.texts.label(`${path}.${cell.name}`)}: ${word(cell)}` : word(cell),
  )
  return { title: head.map(word).join(' '), detail: detail.join(' · ') }
}

/** The column that switches a whole row on and off; it stands on the row itself. */
export const switchColumn = 'enabled'
