import type { Device } from '../model/topology.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import type { Registry } from './registry.ts'

/**
 * The program that a device runs, where its settings can be relied on: those of a kind that nobody knows, or of a
 * newer version of the program, were kept as they came and checked by nobody.
 */
export function programOf<P extends AnyDefinition>(
  { kinds, programs }: Registry<P>,
  { kind, program }: Pick<Device, 'kind' | 'program'>,
): P | undefined {
  return kinds.has(kind) ? knownVersion(programs, program) : undefined
}

/** The program of this reference, unless the settings that stand beside it are of a newer version. */
export function knownVersion<P extends AnyDefinition>(
  programs: Registry<P>['programs'],
  { id, configVersion }: Device['program'],
): P | undefined {
  const program = programs.get(id)
  return program && configVersion <= program.migrations.length ? program : undefined
}
