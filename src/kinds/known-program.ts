import type { Device } from '../model/topology.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import { definitionOf } from '../programs/definitions.ts'
import { kindOf } from './registry.ts'

/**
 * The program that a device runs, if this version of the app knows it, its kind and its config's version. What it does
 * not know is kept as it came: nobody has checked those settings.
 */
export function knownProgramOf({ kind, program }: Pick<Device, 'kind' | 'program'>): AnyDefinition | undefined {
  const known = definitionOf(program.id)
  return known && kindOf(kind) && program.configVersion <= known.migrations.length ? known : undefined
}
