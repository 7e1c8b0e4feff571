import fc from 'fast-check'
import { produce } from 'immer'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../engine/rules.ts'
import { validate } from '../../engine/validate.ts'
import { course } from '../../examples/course-chain.ts'
import { localise } from '../../examples/localised.ts'
import { examples } from '../../examples/registry.ts'
import type { Diagram } from '../../model/diagram.ts'
import type { Finding, Fix } from '../../model/finding.ts'
import { anyTopology } from '../../testing/any-network.ts'
import { emptyDiagram } from '../empty-diagram.ts'
import { mend } from './mend.ts'

await loadRules()

const templates = await Promise.all(
  examples.map(async (example) => [example.id, localise<Diagram>((await example.load()).default, 'en')] as const),
)

const errorsOf = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error').length
const mended = (diagram: Diagram, fix: Fix) => produce(diagram, (draft) => mend(draft, fix))

/** A state, and how one got there. */
interface State {
  readonly diagram: Diagram
  readonly path: readonly string[]
  readonly before: readonly string[]
}

/**
 * Applies every fix on offer, breadth first, until nothing is offered or `limit` states are looked at. Returns the rows of
 * fixes that led back to where one had been or made an error more.
 */
function faultsOfFixes(diagram: Diagram, limit: number): readonly string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const open: State[] = [{ diagram, path: [], before: [] }]
  for (const { diagram: now, path, before } of open) {
    const key = JSON.stringify(now)
    if (before.includes(key)) found.push(`in a circle: ${path.join(' → ')}`)
    if (seen.has(key) || seen.size >= limit) continue
    seen.add(key)
    const findings = validate(now)
    for (const { code, fixes } of findings) {
      for (const fix of fixes) {
        const next: State = {
          diagram: mended(now, fix),
          path: [...path, `${code}: ${fix.label.code}`],
          before: [...before, key],
        }
        if (errorsOf(validate(next.diagram)) > errorsOf(findings)) found.push(`more errors: ${next.path.join(' → ')}`)
        open.push(next)
      }
    }
  }
  return found
}

const rule = fc.record(
  {
    action: fc.constantFrom('accept', 'drop'),
    protocol: fc.constantFrom('any', 'tcp'),
    ports: fc.constantFrom('443', '80', '80,443'),
    to: fc.constant(course.balancer),
    interfaceOut: fc.constant('wan'),
    enabled: fc.boolean(),
  },
  { requiredKeys: ['action', 'protocol'], noNullPrototype: true },
)
const anyFirewall = fc.record({
  rules: fc.array(rule, { maxLength: 5 }),
  stateful: fc.boolean(),
  policy: fc.constantFrom('accept', 'drop'),
})

describe('the fixes on offer', () => {
  it.each(templates)('lead on from the template %s, never back and never to more errors', (_id, diagram) => {
    expect(faultsOfFixes(diagram, 200)).toEqual([])
  })

  it('lead on whatever the rules of the firewall are', () => {
    const [, broken] = templates.find(([id]) => id === 'broken-firewall')!
    fc.assert(
      fc.property(anyFirewall, (config) => {
        const diagram = produce(broken, (draft) => {
          Object.assign(draft.devices[course.firewall]!.config, config)
        })
        expect(faultsOfFixes(diagram, 40)).toEqual([])
      }),
      { numRuns: 100, seed: 11 },
    )
  })

  it('lead on in whatever may be drawn', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        expect(faultsOfFixes({ ...emptyDiagram(), ...topology }, 15)).toEqual([])
      }),
      { numRuns: 150, seed: 11 },
    )
  })
})
