import { code } from '../model/message.ts'
import type { Request } from '../model/request.ts'
import type { Topology } from '../model/topology.ts'
import type { Hop, Trace } from '../model/trace.ts'
import type { World } from '../model/world.ts'
import type { Outcome } from '../programs/contract/program.ts'
import { Checks } from './checks.ts'
import { compile } from './compile.ts'
import { describeSilentHops } from './describe.ts'
import { addStep, Journey, type MutableHop } from './journey.ts'
import { Activity } from './process.ts'
import { defaultRegistry, type Registry } from './registry.ts'
import { say } from './say.ts'
import { Servers } from './servers.ts'
import { SimulationCore } from './simulation-core.ts'
import { stationsOf } from './stations.ts'

/** What happens when: virtual ms after the run begins. */
export type ScheduleItem =
  | { readonly type: 'request'; readonly at: number; readonly request: Request }
  /** The diagram changes: a setting, a fault, a cut cable. */
  | { readonly type: 'change'; readonly at: number; readonly topology: Topology }
  /** Time passes; health checks and lifetimes go on. */
  | { readonly type: 'wait'; readonly at: number; readonly ms: number }

interface RunResult {
  /** One per request, in the order of the schedule. */
  readonly traces: readonly Trace[]
  readonly world: World
}

/** A bound on what one run may do, far above any real diagram: a run that reaches it goes in circles. */
const eventLimit = 2_000_000

/**
 * Runs a schedule over a topology in virtual time: the same input gives the same output. The world goes in and
 * comes out as data; its clock ends at the last verdict, or where the last wait ends.
 */
export function run(
  topology: Topology,
  schedule: readonly ScheduleItem[],
  world: World,
  registry: Registry = defaultRegistry,
): RunResult {
  const core = new SimulationCore(compile(topology, registry), world)
  const servers = new Servers(core)
  const checks = new Checks(core, servers)
  const started: Started[] = []
  let clock = world.clock
  const finished = (end: number) => {
    clock = Math.max(clock, end)
  }
  checks.settle()
  for (const item of schedule.toSorted((a, b) => a.at - b.at)) {
    const at = world.clock + item.at
    advanceTo(core, servers, at)
    checks.runDue(at)
    core.now = Math.max(core.now, at)
    if (item.type === 'change') core.compiled = compile(item.topology, registry)
    else if (item.type === 'wait') {
      advanceTo(core, servers, at + item.ms)
      checks.runDue(at + item.ms)
      core.now = Math.max(core.now, at + item.ms)
      finished(at + item.ms)
    } else started.push(startRequest(core, servers, item.request, finished))
  }
  for (let events = 0; servers.active > 0 && core.nextTime() !== undefined; events++) {
    if (events > eventLimit) break
    core.advance()
  }
  return { traces: started.map((one) => toTrace(one, core.now)), world: core.world(clock) }
}

/** What happens to one request, and the world after it. */
export function trace(
  topology: Topology,
  request: Request,
  world: World,
  registry: Registry = defaultRegistry,
): { readonly trace: Trace; readonly world: World } {
  const result = run(topology, [{ type: 'request', at: 0, request }], world, registry)
  const [first] = result.traces
  if (!first) throw new Error('A run of one request has one trace')
  return { trace: first, world: result.world }
}

interface Started {
  readonly request: Request
  readonly journey: Journey
  readonly startedAt: number
  outcome?: Outcome
  endedAt?: number
}

function advanceTo(core: SimulationCore, servers: Servers, time: number): void {
  for (let next = core.nextTime(); next !== undefined && next <= time && servers.active > 0; next = core.nextTime()) {
    core.advance()
  }
}

function startRequest(
  core: SimulationCore,
  servers: Servers,
  request: Request,
  finished: (at: number) => void,
): Started {
  const journey = new Journey(false)
  const started: Started = { request, journey, startedAt: core.now }
  const attempt = 0
  const hop = journey.addHop({ device: request.from, leg: 'request', purpose: 'message', attempt, at: core.now })
  const program = core.compiled.program(request.from)
  const end = (outcome: Outcome) => {
    started.outcome = outcome
    started.endedAt = core.now
    finished(core.now)
  }
  const originate = program?.originate?.bind(program)
  if (!originate) {
    end({ seen: { type: 'not-modelled' }, because: explainNoOriginator(hop, core, request.from) })
    return started
  }
  const activity = new Activity(core, hop, journey, 'message')
  servers.start(activity, (context) => originate(context, request), end)
  return started
}

function explainNoOriginator(hop: MutableHop, core: SimulationCore, device: string): { hop: number; step: number } {
  return core.compiled.program(device)
    ? addStep(hop, 'failed', say('cannot-originate'))
    : addStep(hop, 'assumed', say('not-modelled', { program: code(core.compiled.device(device).program.id) }))
}

function toTrace(started: Started, now: number): Trace {
  const { journey, request, startedAt, outcome, endedAt = now } = started
  describeSilentHops(journey)
  const stations = stationsOf(journey)
  const page = outcome?.page
  return {
    request,
    startedAt,
    durationMs: endedAt - startedAt,
    hops: journey.hops.map((hop) => toHop(hop, startedAt)),
    stations,
    verdict: journey.isExhausted || !outcome ? inCircles(journey) : { seen: outcome.seen, because: outcome.because },
    ...(page && !journey.isExhausted ? { page } : {}),
  }
}

function inCircles(journey: Journey): Trace['verdict'] {
  const last = journey.hops.at(-1)
  if (!last) throw new Error('A journey has at least its first hop')
  const because = addStep(last, 'assumed', say('too-long'))
  return { seen: { type: 'not-modelled', detail: 'too-long' }, because }
}

/** Times count from the sending of the request. */
function toHop({ attempt: _attempt, ...hop }: MutableHop, startedAt: number): Hop {
  return { ...hop, at: hop.at - startedAt, until: hop.until - startedAt }
}
