import type { Kind } from '../kinds/contract.ts'
import { kinds } from '../kinds/registry.ts'
import type { AnyDefinition, AnyProgram } from '../programs/contract/program.ts'
import { programs } from '../programs/registry.ts'

/** Every kind and program that a run knows. Tests add their own; nothing else is built in. */
export interface Registry<P extends AnyDefinition = AnyProgram> {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly programs: ReadonlyMap<string, P>
}

export function createRegistry(allKinds: readonly Kind[], allPrograms: readonly AnyProgram[]): Registry {
  return {
    kinds: new Map(allKinds.map((kind) => [kind.id, kind])),
    programs: new Map(allPrograms.map((program) => [program.id, program])),
  }
}

/** With the behaviour of all programs, for Node; the page fetches what a diagram needs (store/engine.ts). */
export const defaultRegistry: Registry = createRegistry(kinds, programs)
