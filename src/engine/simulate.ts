import { code, device as deviceValue } from '../model/message.ts'
import type { Message } from '../model/message.ts'
import type { Request } from '../model/request.ts'
import type { Device, Topology } from '../model/topology.ts'
import type { Hop, Trace } from '../model/trace.ts'
import type { Seen, StepRef } from '../model/verdict.ts'
import type { World } from '../model/world.ts'
import type { AnyProgram, Outcome } from '../programs/contract/program.ts'
import { Checks } from './checks.ts'
import { compile, type Compiled } from './compile.ts'
import { describeSilentHops } from './describe.ts'
import { addStep, Journey, type MutableHop } from './journey.ts'
import { nameLocalLinks } from './local-visits.ts'
import { Activity } from './process.ts'
import type { Registry } from './registry.ts'
import { say } from './say.ts'
import { Servers } from './servers.ts'
import { SimulationCore } from './simulation-core.ts'
import { stationsOf } from './stations.ts'
import { endsAtUnknown, markUnreadLines } from './unread.ts'

/** What happens when: virtual ms after the run begins. */
export type ScheduleItem =
  | { readonly type: 'request'; readonly at: number; readonly request: Request }
  /** The diagram changes: a setting, a fault, a cut cable. */
  | { readonly type: 'change'; readonly at: number; readonly topology: Topology }
  /** Time passes; health checks and lifetimes go on. */
  | { readonly type: 'wait'; readonly at: number; readonly ms: number }

export interface RunResult {
  /** One per request, in the order of the schedule. */
  readonly traces: readonly Trace[]
  readonly world: World
}

const notSent: Seen = { type: 'not-sent' }
/** A bound on what one run may do, far above any real diagram: a run that reaches it goes in circles. */
const eventLimit = 2_000_000

/**
 * Runs a schedule over a topology in virtual time: the same input gives the same output. The world goes in and
 * comes out as data; its clock ends at the last verdict, or where the last wait ends.
 */
export function simulate(
  topology: Topology,
  schedule: readonly ScheduleItem[],
  world: World,
  registry: Registry,
): RunResult {
  const core = new SimulationCore(compile(topology, registry), world)
  const servers = new Servers(core)
  const checks = new Checks(core, servers)
  const started: Started[] = []
  checks.settle()
  checks.schedule()
  for (const item of schedule.toSorted((a, b) => timeOf(a) - timeOf(b))) {
    const time = world.clock + timeOf(item)
    checks.horizon = time
    core.advanceTo(time)
    if (item.type === 'request') started.push(startRequest(core, servers, item.request))
    else if (item.type === 'change') {
      core.change(compile(item.topology, registry))
      servers.stopWhatIsOff()
      checks.schedule()
    }
  }
  const end = core.now
  checks.horizon = Infinity
  for (let events = 0; servers.isBusy && core.nextForegroundTime() !== undefined; events++) {
    if (events > eventLimit) break
    core.advance()
  }
  const traces = started.map((one) => toTrace(one, core.now, core.compiled))
  const clock = Math.max(end, ...traces.map((one) => one.startedAt + one.durationMs))
  checks.finish()
  servers.finish()
  return { traces, world: core.world(clock) }
}

/** When an item takes effect: a wait at its end. */
function timeOf(item: ScheduleItem): number {
  return item.type === 'wait' ? item.at + item.ms : item.at
}

interface Started {
  readonly request: Request
  readonly journey: Journey
  readonly startedAt: number
  outcome?: Outcome
  endedAt?: number
}

function startRequest(core: SimulationCore, servers: Servers, request: Request): Started {
  const journey = new Journey(false)
  const started: Started = { request, journey, startedAt: core.now }
  const attempt = 0
  const hop = journey.addHop({ device: request.from, leg: 'request', purpose: 'message', attempt, at: core.now })
  const end = (outcome: Outcome) => {
    started.outcome = outcome
    started.endedAt = core.now
  }
  const sender = core.compiled.topology.devices[request.from]
  const program = sender && core.compiled.program(sender.id)
  if (sender?.power === false || sender?.service === false) {
    end({ seen: notSent, because: addStep(hop, 'failed', whySilent(sender, program)) })
    return started
  }
  const originate = program?.originate?.bind(program)
  if (!originate) {
    end({ seen: { type: 'not-modelled' }, because: explainNoOriginator(hop, sender, program) })
    return started
  }
  const activity = new Activity(core, hop, journey, 'message')
  servers.start(activity, (context) => originate(context, request), end)
  return started
}

function whySilent({ id, power, program }: Device, known: AnyProgram | undefined): Message {
  const device = deviceValue(id)
  if (power === false) return say('sender-off', { device })
  return say('sender-stopped', { device, program: code(known?.name ?? program.id) })
}

function explainNoOriginator(hop: MutableHop, sender: Device | undefined, program: AnyProgram | undefined): StepRef {
  return program || !sender
    ? addStep(hop, 'failed', say('cannot-originate'))
    : addStep(hop, 'assumed', say('not-modelled', { program: code(sender.program.id) }))
}

function toTrace(started: Started, now: number, compiled: Compiled): Trace {
  const { topology } = compiled
  const { journey, request, startedAt, outcome } = started
  const endedAt = started.endedAt ?? (journey.isExhausted ? (journey.hops.at(-1)?.at ?? now) : now)
  describeSilentHops(journey)
  nameLocalLinks(journey, topology)
  markUnreadLines(journey, topology)
  const ended = journey.isExhausted ? undefined : (outcome ?? stopped(journey))
  const verdict = ended && (endsAtUnknown(journey, compiled, ended.because) ?? ended)
  const stations = stationsOf(journey)
  return {
    request,
    startedAt,
    durationMs: endedAt - startedAt,
    hops: journey.hops.map((hop) => toHop(hop, startedAt)),
    stations,
    verdict: verdict ? { seen: verdict.seen, because: verdict.because } : inCircles(journey),
    ...(verdict?.page ? { page: verdict.page } : {}),
  }
}

/** Its sender was switched off before anything came back. */
function stopped({ stoppedBy }: Journey): Outcome | undefined {
  return stoppedBy && { seen: notSent, because: stoppedBy }
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
