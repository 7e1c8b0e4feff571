import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Request } from '../model/request.ts'
import type { Topology } from '../model/topology.ts'
import { freshWorld } from '../model/world.ts'
import { anyRequest, anyTopology } from '../testing/any-network.ts'
import { frozen } from '../testing/frozen.ts'
import { assertGrammar } from '../testing/grammar.ts'
import { Compiled } from './compile.ts'
import { defaultRegistry } from './registry.ts'
import { loadRules } from './rules.ts'
import { run, trace } from './run.ts'
import { validate } from './validate.ts'

await loadRules()

/** Seeded, so that a run repeats; bounded, so that it takes seconds. */
const options = (numRuns: number): fc.Parameters<unknown> => ({ seed: 20_260_105, numRuns })
/** The journey's own bound, and what is being said when it is reached. */
const hopBound = 4010

const anyCase: fc.Arbitrary<{ readonly topology: Topology; readonly requests: readonly Request[] }> = anyTopology.chain(
  (topology) =>
    fc
      .array(anyRequest(Object.keys(topology.devices)), { minLength: 1, maxLength: 3 })
      .map((requests) => ({ topology, requests })),
)
const schedule = (requests: readonly Request[]) =>
  requests.map((request, index) => ({ type: 'request' as const, at: index * 700, request }))
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

describe('any diagram and any requests', () => {
  it('end in verdicts, keep the grammar and the bound, and leave a world that survives JSON', () => {
    fc.assert(
      fc.property(anyCase, ({ topology, requests }) => {
        const { traces, world } = run(topology, schedule(requests), freshWorld())
        expect(traces).toHaveLength(requests.length)
        for (const one of traces) {
          assertGrammar(one)
          expect(one.hops.length).toBeLessThan(hopBound)
        }
        expect(copyOf(world)).toEqual(world)
      }),
      options(200),
    )
  }, 60_000)

  it('give the same traces and the same world again, also from a copy of diagram and world', () => {
    fc.assert(
      fc.property(anyCase, ({ topology, requests }) => {
        const first = run(topology, schedule(requests), freshWorld())
        expect(run(copyOf(topology), schedule(requests), freshWorld())).toEqual(first)
        expect(run(copyOf(topology), schedule(requests), copyOf(first.world))).toEqual(
          run(topology, schedule(requests), first.world),
        )
      }),
      options(80),
    )
  }, 60_000)

  it('leave the world as it was that they begin with, and find in it what its copy says', () => {
    fc.assert(
      fc.property(anyCase, ({ topology, requests }) => {
        let world = freshWorld()
        for (const request of [...requests, ...requests]) {
          const next = trace(topology, request, world)
          const again = trace(topology, request, copyOf(world))
          expect(again).toEqual(next)
          expect(next.world.clock).toBeGreaterThanOrEqual(world.clock)
          world = frozen(next.world)
        }
      }),
      options(60),
    )
  }, 60_000)

  it('can be checked', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        for (const { subject } of validate(topology)) {
          const exists =
            subject.type === 'diagram' ||
            { device: topology.devices, link: topology.links, zone: topology.zones }[subject.type][subject.id]
          expect(exists).toBeTruthy()
        }
      }),
      options(150),
    )
  }, 60_000)
})

it('settings do not depend on whose are asked for first', () => {
  fc.assert(
    fc.property(anyTopology, (topology) => {
      const ids = Object.keys(topology.devices)
      const settings = (order: readonly string[]) => {
        const compiled = new Compiled(topology, defaultRegistry)
        return Object.fromEntries(order.map((id) => [id, compiled.settingsOf(id)]))
      }
      expect(settings(ids.toReversed())).toEqual(settings(ids))
    }),
    options(150),
  )
}, 60_000)

it('any change of the diagram in the middle of a request leaves a verdict', () => {
  fc.assert(
    fc.property(anyCase, anyTopology, fc.integer({ min: 0, max: 1500 }), ({ topology, requests }, changed, at) => {
      const { traces, world } = run(
        topology,
        [
          ...schedule(requests.slice(0, 1)),
          { type: 'change', at, topology: changed },
          { type: 'wait', at: 0, ms: 3000 },
        ],
        freshWorld(),
      )
      for (const one of traces) assertGrammar(one)
      expect(Object.keys(world.states).every((id) => changed.devices[id] !== undefined)).toBe(true)
      expect(world.clock).toBeGreaterThanOrEqual(3000)
    }),
    options(150),
  )
}, 60_000)
