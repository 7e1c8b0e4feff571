import { knownProgramOf } from '../kinds/known-program.ts'
import { device as deviceValue, text } from '../model/message.ts'
import type { Device, Json, JsonObject } from '../model/topology.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import { definitionOf } from '../programs/definitions.ts'
import type { Fields } from '../protocols/fields/field.ts'
import { isStorable } from '../protocols/fields/schema.ts'
import type { Repair } from './document-error.ts'
import { isRecord, repair } from './normalise.ts'

/**
 * Brings a device's config up to its program's version and drops settings that the program's fields do not take,
 * each with a repair: one wrong word must not cost a person the diagram. What this version does not know (kind,
 * program, newer config) is kept word for word.
 */
export function bringUpConfig(device: Device, repairs: Repair[]): Device {
  const program = knownProgramOf(device)
  const own = program ? { ...device, ...broughtUp(device.id, device, program, repairs) } : device
  const { filter } = own
  const known = filter && definitionOf(filter.program.id)
  if (known?.serves !== 'network' || filter === undefined) return own
  const isNewer = filter.program.configVersion > known.migrations.length
  return isNewer ? own : { ...own, filter: broughtUp(device.id, filter, known, repairs, 'filter.') }
}

function broughtUp(
  device: string,
  held: Pick<Device, 'program' | 'config'>,
  program: AnyDefinition,
  repairs: Repair[],
  base = '',
): Pick<Device, 'program' | 'config'> {
  let { config } = held
  for (const migration of program.migrations.slice(held.program.configVersion)) config = migration.up(config)
  const drop = (path: string) => {
    repairs.push(repair('setting-dropped', { device: deviceValue(device), path: text(path) }))
  }
  const clean = accepted(program.fields, config, drop, base)
  return { program: programRef({ id: device, program: held.program }, program, repairs), config: clean }
}

function programRef(
  device: Pick<Device, 'id' | 'program'>,
  program: AnyDefinition,
  repairs: Repair[],
): Device['program'] {
  const { profile } = device.program
  const known = program.profiles.includes(profile) ? profile : (program.profiles[0] ?? profile)
  if (known !== profile) {
    repairs.push(repair('profile-replaced', { device: deviceValue(device.id), profile: text(profile) }))
  }
  return { ...device.program, profile: known, configVersion: program.migrations.length }
}

/** The part of a config that its fields take; `drop` hears the path of everything else. */
function accepted(fields: Fields, config: JsonObject, drop: (path: string) => void, base = ''): JsonObject {
  const result: Record<string, Json> = {}
  for (const [name, value] of Object.entries(config)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field && isStorable(field.spec, value)) {
      result[name] = value
      continue
    }
    const rows = field?.spec.type === 'table' && Array.isArray(value) ? (value as readonly Json[]) : undefined
    if (field?.spec.type !== 'table' || !rows) {
      drop(base + name)
      continue
    }
    // In a table only the wrong columns go; an order of rules must not shift because of one bad port.
    const { columns, maxRows } = field.spec
    result[name] = rows.slice(0, maxRows).map((row, index) => {
      const path = `${base}${name}[${index}]`
      if (isRecord(row)) return accepted(columns, row, drop, `${path}.`)
      drop(path)
      return {}
    })
    if (rows.length > maxRows) drop(`${base}${name}[${maxRows}]`)
  }
  return result
}
