import { code, device as deviceValue, ms, portNumber } from '../model/message.ts'
import type { ApplicationMessage } from '../model/packet.ts'
import type { Fault } from '../model/topology.ts'
import type { StepRef } from '../model/verdict.ts'
import type { Context, Effect, Incoming, Process } from '../programs/contract/context.ts'
import type { Reply } from '../programs/contract/outcome.ts'
import { response } from '../protocols/http/messages.ts'
import { Asking } from './asking.ts'
import { Connecting } from './connecting.ts'
import { Datagrams } from './datagrams.ts'
import { Forwarding } from './forwarding.ts'
import { Journey, type MutableHop } from './journey.ts'
import { Lines } from './lines.ts'
import type { Pair } from './pair.ts'
import { Pairs } from './pairs.ts'
import {
  Activity,
  cancelActivity,
  contextOf,
  purposeOf,
  runActivity,
  stopActivity,
  type AnyContext,
  type Pending,
  type Perform,
} from './process.ts'
import { say } from './say.ts'
import type { Serve } from './sending.ts'
import type { SimulationCore } from './simulation-core.ts'

/** Lets programs run: serves what comes in, and performs what they wait for. */
export class Servers {
  private readonly core: SimulationCore
  private readonly pairs: Pairs
  private readonly connecting: Connecting
  private readonly asking: Asking
  private readonly datagrams: Datagrams
  private readonly running = new Set<Activity>()
  private readonly errands = new Set<Activity>()
  private readonly lines: Lines

  constructor(core: SimulationCore) {
    this.core = core
    const forwarding = new Forwarding(core)
    const serve: Serve = (pair, hop, message, journey, done) => this.serve(pair, hop, message, journey, done)
    this.pairs = new Pairs()
    this.lines = new Lines(core)
    this.connecting = new Connecting(core, forwarding, this.pairs)
    this.asking = new Asking(core, forwarding, this.pairs, serve)
    this.datagrams = new Datagrams(core, forwarding, serve)
  }

  /** Whether anything but the devices' own checks is still going on. */
  get isBusy(): boolean {
    for (const { journey } of this.running) if (!journey.isCheck) return true
    return false
  }

  /** After a change of the diagram: what ran on a device that is gone or off now has ended. */
  stopWhatIsOff(): void {
    const { devices } = this.core.compiled.topology
    for (const activity of this.running) {
      const device = devices[activity.device]
      if (device && device.power !== false) continue
      stopActivity(activity, say('switched-off', { device: deviceValue(activity.device) }))
      if (activity.isOrigin) activity.journey.stoppedBy = activity.stoppedBy
    }
  }

  /** Runs a program's process on a device, from a visit of its own. */
  start<R>(activity: Activity, make: (context: AnyContext) => Process<R>, done: (result: R) => void): void {
    const context = contextOf(
      this.core,
      activity,
      (connection, session) => this.pairs.secure(connection, session),
      (connection) => this.pairs.close(connection),
      (make) => this.sendOnErrand(activity, make),
      (signal) => this.lines.wake(activity.device, signal),
    )
    this.running.add(activity)
    const end = activity.journey.begin(() => cancelActivity(activity))
    activity.onOver = () => {
      this.running.delete(activity)
      end()
    }
    // Outcomes come back through the queue, so that nothing resumes while it is still being performed.
    const perform: Perform = (who, effect, resume) =>
      this.perform(who, effect, (outcome) => this.core.schedule(0, () => resume(outcome)))
    runActivity(activity, make(context), perform, done)
  }

  /** A journey beside those that somebody waits for. Like a check, it keeps no run from ending. */
  private sendOnErrand({ device }: Activity, make: (context: AnyContext) => Process<void>): void {
    const { core } = this
    const journey = new Journey(true)
    const hop = journey.addHop({ device, leg: 'request', purpose: 'message', attempt: 0, at: core.now })
    const errand = new Activity(core, hop, journey, 'message')
    this.errands.add(errand)
    const start = () => this.start(errand, make, () => this.errands.delete(errand))
    core.inBackground(() => core.schedule(0, start))
  }

  /** Lets the errands come to their end, so that no run is too short for them. */
  finish(): void {
    const isUnderWay = () => [...this.errands].some((errand) => !errand.isOver)
    while (isUnderWay() && this.core.advance());
  }

  private serve(
    pair: Pair,
    hop: MutableHop,
    message: ApplicationMessage,
    journey: Journey,
    done: (reply: Reply, because: StepRef, from: MutableHop) => void,
  ): void {
    const activity = new Activity(this.core, hop, journey, hop.purpose === 'local' ? purposeOf(message) : hop.purpose)
    pair.handler = activity
    const connection = pair.server?.view
    const { service } = pair
    if (!connection || !service) return
    this.start(
      activity,
      (context) => this.answer(activity, context, { message, connection, service }),
      (reply) => {
        const because = reply.because ?? activity.lastStep
        done(reply, because ?? { hop: hop.id, step: 0 }, reply.type === 'silence' ? hop : activity.replyHop())
      },
    )
  }

  /** The device's fault, if one is set, comes before its program. */
  private *answer(activity: Activity, context: AnyContext, incoming: Incoming): Process<Reply> {
    const program = this.core.compiled.program(activity.device)
    const { fault } = this.core.compiled.device(activity.device)
    if (fault?.type === 'slow') {
      context.step('worked', say('fault-slow', { ms: ms(fault.ms) }), { setting: 'fault' })
      yield* context.work(fault.ms)
    } else if (fault) {
      const isSealed = activity.hop.packetIn?.encrypted !== undefined && !incoming.connection.encrypted
      const reply = faulty(fault, incoming, isSealed, context)
      if (reply) return reply
    }
    if (!program?.handle) {
      const because = context.step('failed', say('does-not-speak', { port: portNumber(incoming.service.port) }))
      return { type: 'close', because }
    }
    return yield* program.handle(context, incoming)
  }

  private perform(activity: Activity, effect: Effect, resume: (outcome: unknown) => void): Pending {
    switch (effect.type) {
      case 'connect':
        return this.connecting.connect(activity, effect.to, effect.timeoutMs, effect.purpose, resume)
      case 'ask':
        return this.asking.ask(activity, effect.connection, effect.message, effect.timeoutMs, effect.purpose, resume)
      case 'exchange':
        return this.datagrams.exchange(
          activity,
          effect.to,
          effect.message,
          effect.timeoutMs,
          effect.purpose,
          resume,
          effect.hears,
        )
      case 'ping':
        return this.datagrams.ping(activity, effect.address, effect.ttl, effect.timeoutMs, resume)
      case 'work':
        this.core.schedule(effect.ms, () => resume(undefined))
        return { cancel: () => undefined }
      case 'wait':
        return this.lines.join(activity.device, effect.signal, effect.timeoutMs, resume)
    }
  }
}

function faulty(
  fault: Exclude<Fault, { type: 'slow' }>,
  { message }: Incoming,
  isSealed: boolean,
  context: Pick<Context<unknown, unknown>, 'step'>,
): Reply | undefined {
  const setting = { setting: 'fault' }
  switch (fault.type) {
    case 'hung':
      return { type: 'silence', because: context.step('failed', say('fault-hung'), setting) }
    case 'resets':
      return { type: 'reset', because: context.step('failed', say('fault-resets'), setting) }
    case 'closes':
      return { type: 'close', because: context.step('failed', say('fault-closes'), setting) }
    case 'answers': {
      // Only a message can be answered with a status; the TLS handshake before it goes on as ever.
      if (message.protocol === 'tls') return undefined
      if (message.protocol !== 'http' || isSealed) {
        context.step('assumed', say(isSealed ? 'fault-cannot-read' : 'fault-not-http'), setting)
        return undefined
      }
      const because = context.step('failed', say('fault-answers', { status: code(String(fault.status)) }), setting)
      const body = { bytes: 0, text: '' }
      return { type: 'answer', message: response({ status: fault.status, headers: [], body }), because }
    }
  }
}
