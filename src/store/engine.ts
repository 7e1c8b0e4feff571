import type { Registry } from '../engine/registry.ts'
import type { RunResult, ScheduleItem } from '../engine/simulate.ts'
import { kinds } from '../kinds/registry.ts'
import type { Topology } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import type { World } from '../model/world.ts'
import { withBehaviour, type AnyProgram } from '../programs/contract/program.ts'
import { definitionOf, definitions } from '../programs/definitions.ts'

/** Runs schedules (engine/simulate.ts) with the programs that were fetched. */
export interface Engine {
  simulate(topology: Topology, schedule: readonly ScheduleItem[], world: World): RunResult
  withSkippedStations(topology: Topology, trace: Trace): Trace
}

const programs = new Map<string, AnyProgram>()
const registry: Registry = { kinds: new Map(kinds.map((kind) => [kind.id, kind])), programs }
let engine: Engine | undefined

/** The programs of a diagram; one that nobody knows has nothing to fetch. */
function programsOf({ devices }: Pick<Topology, 'devices'>): readonly string[] {
  const ids = Object.values(devices).flatMap(({ program, filter }) => [
    program.id,
    ...(filter ? [filter.program.id] : []),
  ])
  return [...new Set(ids)].filter((id) => definitionOf(id) !== undefined)
}

/** The engine, where it is there with all that this diagram's programs do. */
export function engineFor(topology: Topology): Engine | undefined {
  return programsOf(topology).every((id) => programs.has(id)) ? engine : undefined
}

/** Fetches the engine and what a diagram's programs do. A download that failed is tried again the next time. */
export async function fetchEngine(topology: Pick<Topology, 'devices'>): Promise<void> {
  await fetchAll(programsOf(topology))
}

/** Fetches the engine and every program: whatever is dragged out next runs at once, also without the net. */
export async function fetchWholeEngine(): Promise<void> {
  await fetchAll(definitions.map(({ id }) => id))
}

async function fetchAll(ids: readonly string[]): Promise<void> {
  const missing = definitions.filter(({ id }) => ids.includes(id) && !programs.has(id))
  const [{ simulate }, { withSkippedStations }, ...fetched] = await Promise.all([
    import('../engine/simulate.ts'),
    import('../engine/skipped.ts'),
    ...missing.map(withBehaviour),
  ])
  for (const program of fetched) if (!programs.has(program.id)) programs.set(program.id, program)
  engine ??= {
    simulate: (topology, schedule, world) => simulate(topology, schedule, world, registry),
    withSkippedStations: (topology, trace) => withSkippedStations(topology, trace, registry),
  }
}
