import type { Finding, Fix, Severity } from '../model/finding.ts'
import type { DeviceId, JsonObject, Topology } from '../model/topology.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import { resolveSettings } from '../protocols/fields/resolve.ts'
import { compile, type Compiled } from './compile.ts'
import { definitionRegistry } from './definitions.ts'
import { addressRules } from './findings/address-rules.ts'
import { isBetter, withFix } from './findings/fixes.ts'
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

function programFindings(compiled: Compiled, id: DeviceId): readonly Finding[] {
  const found = findingsWith(compiled, id, compiled.device(id).config)
  let tries = triesFor(compiled.device(id).config)
  const helps = (fix: Fix) => {
    const config = withFix(compiled.device(id), fix)
    if (config === undefined) return true
    tries -= 1
    return tries >= 0 && isBetter(findingsWith(compiled, id, config), found)
  }
  return found.map((one) => (one.fixes.length === 0 ? one : { ...one, fixes: one.fixes.filter(helps) }))
}

/**
 * How many fixes of a device are tried at once, as each asks all its rules again: fewer the more rows it has. Those that
 * are not tried are not offered; once the first are applied, their turn comes.
 */
function triesFor(config: JsonObject): number {
  const rows = Object.values(config).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 1)
  return Math.max(1, Math.min(8, Math.floor(200 / rows)))
}

/** What a device's program would say of it with this configuration. */
function findingsWith(compiled: Compiled, id: DeviceId, config: JsonObject): readonly Finding[] {
  const program = compiled.program(id)
  const rules = program && rulesOf(program)
  if (!rules) return []
  const wiring = compiled.wiringOf(id)
  const isAsItIs = config === compiled.device(id).config
  const settings = isAsItIs ? compiled.settingsOf(id) : resolveSettings(program.fields, config, program.derive(wiring))
  return rules({ settings, config, wiring })
}
