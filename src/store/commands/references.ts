import type { DeviceId, Json, JsonObject } from '../../model/topology.ts'
import { definitionOf } from '../../programs/definitions.ts'
import type { Fields, FieldSpec } from '../../protocols/fields/field.ts'
import { asDraft, type DeviceDraft } from '../draft.ts'

/** Renames in a device's config what its program's fields say are devices; an unknown program's is left alone. */
export function renameInConfig(device: DeviceDraft, rename: Rename): void {
  for (const held of device.filter ? [device, device.filter] : [device]) {
    const fields = definitionOf(held.program.id)?.fields
    const config: JsonObject = held.config
    const renamed = fields ? renameReferences(fields, config, rename) : config
    if (renamed !== config) held.config = asDraft(renamed)
  }
}

type Rename = (id: DeviceId) => DeviceId | undefined

/**
 * A config with every device that it names renamed; where `rename` gives nothing, the setting, the column or the
 * list's item is gone. Returns the same object if nothing changed.
 */
export function renameReferences(fields: Fields, config: JsonObject, rename: Rename): JsonObject {
  let result: Record<string, Json> | undefined
  for (const [name, field] of Object.entries(fields)) {
    const value = config[name]
    if (value === undefined) continue
    const renamed = renameIn(field.spec, value, rename)
    if (renamed === value) continue
    result ??= { ...config }
    if (renamed === undefined) delete result[name]
    else result[name] = renamed
  }
  return result ?? config
}

function renameIn(spec: FieldSpec, value: Json, rename: Rename): Json | undefined {
  if (spec.type === 'list') return renameItems(value, (item) => renameIn(spec.item, item, rename))
  if (spec.type === 'table') {
    return renameItems(value, (row) => (isRecord(row) ? renameReferences(spec.columns, row, rename) : row))
  }
  const isReference = spec.type === 'device' || spec.type === 'target'
  return isReference && typeof value === 'string' && /^d\d+$/.test(value) ? rename(value) : value
}

function renameItems(value: Json, renameItem: (item: Json) => Json | undefined): Json {
  if (!Array.isArray(value)) return value
  const items = value as readonly Json[]
  const renamed = items.map(renameItem)
  return renamed.every((item, index) => item === items[index]) ? value : renamed.filter((item) => item !== undefined)
}

const isRecord = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
