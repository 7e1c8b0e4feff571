import type { Finding, Severity } from '../model/finding.ts'
import type { Topology } from '../model/topology.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import { compile, type Compiled } from './compile.ts'
import { definitionRegistry } from './definitions.ts'
import { addressRules } from './findings/address-rules.ts'
import { deviceIds } from './findings/rule.ts'
import { serviceRules } from './findings/service-rules.ts'
import { wiringRules } from './findings/wiring-rules.ts'
import type { Registry } from './registry.ts'
import { rulesOf } from './rules.ts'

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 }
const cache = new WeakMap<Compiled, readonly Finding[]>()

/**
 * What is wrong with a topology, worst first: the rules of its shape, and those of every device's program, as far as
 * `loadRules` has brought them.
 */
export function validate(
  topology: Topology,
  registry: Registry<AnyDefinition> = definitionRegistry,
): readonly Finding[] {
  const compiled = compile(topology, registry)
  const known = cache.get(compiled)
  if (known) return known
  const findings = [
    ...[...addressRules, ...wiringRules, ...serviceRules].flatMap((rule) => rule.check(compiled)),
    ...deviceIds(compiled).flatMap((id) => programFindings(compiled, id)),
  ].toSorted((a, b) => order[a.severity] - order[b.severity])
  cache.set(compiled, findings)
  return findings
}

function programFindings(compiled: Compiled, id: string): readonly Finding[] {
  const settings = compiled.settingsOf(id)
  const { config } = compiled.device(id)
  const program = compiled.program(id)
  return (program && rulesOf(program)?.({ settings, config, wiring: compiled.wiringOf(id) })) ?? []
}
