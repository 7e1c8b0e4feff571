import type { AnyDefinition, FindingRule } from '../programs/contract/program.ts'
import { definitionRegistry } from './definitions.ts'
import type { Registry } from './registry.ts'

type Settings = Readonly<Record<string, unknown>>

const loaded = new WeakMap<AnyDefinition, FindingRule<Settings>>()

/** Fetches what every program's check needs; until then `validate` knows the topology's own rules only. */
export async function loadRules(registry: Registry<AnyDefinition> = definitionRegistry): Promise<void> {
  await Promise.all(
    [...registry.programs.values()].map(async (program) => {
      const rules = await program.findings?.()
      if (rules) loaded.set(program, rules.findings)
    }),
  )
}

/** A program's rules, once they are loaded. */
export function rulesOf(program: AnyDefinition): FindingRule<Settings> | undefined {
  return loaded.get(program)
}
