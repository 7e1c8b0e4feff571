import type { Request } from '../model/request.ts'
import type { Topology } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import type { World } from '../model/world.ts'
import { defaultRegistry, type Registry } from './registry.ts'
import { simulate, type RunResult, type ScheduleItem } from './simulate.ts'

export type { ScheduleItem }

/** Runs a schedule (simulate.ts) with everything that the product knows, unless another registry is handed in. */
export function run(
  topology: Topology,
  schedule: readonly ScheduleItem[],
  world: World,
  registry: Registry = defaultRegistry,
): RunResult {
  return simulate(topology, schedule, world, registry)
}

/** What happens to one request, and the world after it. */
export function trace(
  topology: Topology,
  request: Request,
  world: World,
  registry: Registry = defaultRegistry,
): { readonly trace: Trace; readonly world: World } {
  const result = simulate(topology, [{ type: 'request', at: 0, request }], world, registry)
  const [first] = result.traces
  if (!first) throw new Error('A run of one request has one trace')
  return { trace: first, world: result.world }
}
