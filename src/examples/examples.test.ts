import { describe, expect, it } from 'vitest'

import { trace } from '../engine/run.ts'
import { validate } from '../engine/validate.ts'
import type { Diagram, Scenario } from '../model/diagram.ts'
import type { Trace } from '../model/trace.ts'
import { freshWorld } from '../model/world.ts'
import { assertGrammar, stepOf } from '../testing/grammar.ts'
import { course } from './course-chain.ts'
import { localise } from './localised.ts'
import { examples } from './registry.ts'

const diagrams = await Promise.all(
  examples.map(async ({ id, load }) => [id, localise<Diagram>((await load()).default, 'de')] as const),
)

function send(diagram: Diagram, scenario: Scenario): Trace {
  const result = trace(diagram, scenario.request, freshWorld()).trace
  assertGrammar(result)
  return result
}

function outcome(result: Trace) {
  const { seen, because } = result.verdict
  return {
    seen: seen.type,
    status: seen.type === 'answer' ? seen.status : undefined,
    because: result.hops[because.hop]?.device,
    step: stepOf(result, because)?.code,
  }
}

describe.each(diagrams)('template %s', (_id, diagram) => {
  it.each(Object.values(diagram.scenarios))('$title ends as it says', (scenario) => {
    expect(outcome(send(diagram, scenario))).toMatchObject(scenario.expected)
  })

  it('has no error and no warning, unless that is its lesson', () => {
    const lessons = ['broken-firewall', 'local-network']
    const serious = validate(diagram).filter((one) => one.severity !== 'hint')
    if (!lessons.includes(diagram.id)) expect(serious).toEqual([])
    else expect(serious.length).toBeGreaterThan(0)
  })

  it('is the same diagram in English but for its texts', async () => {
    const example = examples.find((one) => one.id === diagram.id)
    const english = localise<Diagram>((await example!.load()).default, 'en')
    expect(Object.keys(english.devices)).toEqual(Object.keys(diagram.devices))
    expect(JSON.stringify(english)).not.toContain('"de":')
  })
})

describe('the course’s journey', () => {
  const diagram = diagrams[0]![1]
  const name = (id: string) => Object.entries(course).find(([, device]) => device === id)?.[0]
  const way = (result: Trace) => result.stations.map((one) => `${one.leg === 'response' ? '<' : ''}${name(one.device)}`)

  it('has the 16 stations of the course text, in its order', () => {
    const result = send(diagram, diagram.scenarios['s1']!)
    expect(way(result)).toEqual([
      'client',
      'dns',
      'internet',
      'firewall',
      'balancer',
      'proxy',
      'nginx',
      'app',
      'database',
      '<app',
      '<nginx',
      '<proxy',
      '<balancer',
      '<firewall',
      '<internet',
      '<client',
    ])
    expect(result.stations.every((station) => station.hops.length > 0)).toBe(true)
  })
})
