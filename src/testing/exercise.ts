import { compile } from '../engine/compile.ts'
import { createRegistry, defaultRegistry, type Registry } from '../engine/registry.ts'
import { loadRules } from '../engine/rules.ts'
import { trace } from '../engine/run.ts'
import { validate } from '../engine/validate.ts'
import type { Kind } from '../kinds/contract.ts'
import { kinds } from '../kinds/registry.ts'
import type { Request } from '../model/request.ts'
import type { Topology } from '../model/topology.ts'
import { freshWorld } from '../model/world.ts'
import { programs } from '../programs/registry.ts'
import { assertGrammar } from './grammar.ts'

await loadRules()

/** Does with a diagram everything that the product does: compiles, checks, and sends a request; throws if one throws. */
export function exercise(topology: Topology, request: Request): void {
  const compiled = compile(topology, defaultRegistry)
  for (const device of Object.keys(topology.devices)) compiled.servicesOf(device)
  validate(topology)
  assertGrammar(trace(topology, request, freshWorld()).trace)
}

/** The codes of all findings, in order. */
export const findingCodes = (topology: Topology): readonly string[] => validate(topology).map((finding) => finding.code)

/** The product's own kinds and programs, and one kind more. */
export const registryWith = (kind: Kind): Registry => createRegistry([...kinds, kind], programs)
