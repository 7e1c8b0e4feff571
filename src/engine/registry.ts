import type { Kind } from '../kinds/contract.ts'
import { kinds } from '../kinds/registry.ts'
import type { AnyProgram } from '../programs/contract/program.ts'
import { programs } from '../programs/registry.ts'

/** Every kind and program that a run knows. Tests add their own; nothing else is built in. */
export interface Registry {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly programs: ReadonlyMap<string, AnyProgram>
}

export function createRegistry(allKinds: readonly Kind[], allPrograms: readonly AnyProgram[]): Registry {
  return {
    kinds: new Map(allKinds.map((kind) => [kind.id, kind])),
    programs: new Map(allPrograms.map((program) => [program.id, program])),
  }
}

export const defaultRegistry: Registry = createRegistry(kinds, programs)
