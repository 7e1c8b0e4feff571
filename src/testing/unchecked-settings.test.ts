import { describe, expect, it } from 'vitest'
import { run } from '../engine/run.ts'
import { validate } from '../engine/validate.ts'
import apiService from '../examples/api-service.ts'
import { localise } from '../examples/localised.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Device } from '../model/topology.ts'
import { freshWorld } from '../model/world.ts'
import { parseDocument } from '../persistence/parse-document.ts'

const course = localise<Diagram>(apiService, 'en')
const [scenario] = Object.values(course.scenarios)

/** The course's diagram as a file in which one device is described otherwise. */
function opened(id: string, change: Partial<Device>): Diagram {
  const device = { ...course.devices[id], ...change }
  const parsed = parseDocument({ ...course, devices: { ...course.devices, [id]: device } })
  if (!parsed.ok) throw new Error(parsed.error.code)
  return parsed.value.diagram
}

const nonsense = Object.fromEntries(
  ['servers', 'frontends', 'sections', 'rules', 'chains', 'locations', 'records', 'endpoints', 'hosts', 'port'].map(
    (name) => [name, [null]],
  ),
)

describe('settings that nobody could check', () => {
  it.each(Object.entries(course.devices))(
    'of %s are not gone by: neither a journey nor the check breaks',
    (id, device) => {
      const newer = opened(id, { program: { ...device.program, configVersion: 99 }, config: nonsense })
      const foreign = opened(id, { kind: 'toaster', config: nonsense })
      for (const diagram of [newer, foreign]) {
        expect(diagram.devices[id]?.config).toEqual(nonsense)
        expect(() => validate(diagram)).not.toThrow()
        const { traces } = run(diagram, [{ type: 'request', at: 0, request: scenario!.request }], freshWorld())
        expect(traces).toHaveLength(1)
      }
    },
  )
})
