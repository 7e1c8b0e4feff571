import { kinds } from '../kinds/registry.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import { definitions } from '../programs/definitions.ts'
import type { Registry } from './registry.ts'

/** Every kind and program, as far as drawing and checking a diagram need them. */
export const definitionRegistry: Registry<AnyDefinition> = {
  kinds: new Map(kinds.map((kind) => [kind.id, kind])),
  programs: new Map(definitions.map((program) => [program.id, program])),
}
