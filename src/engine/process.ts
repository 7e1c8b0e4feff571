import type { Message } from '../model/message.ts'
import type { ApplicationMessage } from '../model/packet.ts'
import type { Json } from '../model/topology.ts'
import type { DeviceId } from '../model/topology.ts'
import type { Action, Purpose } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { Context, Effect, Process, StepOptions } from '../programs/contract/context.ts'
import type {
  AskOutcome,
  Connection,
  ConnectOutcome,
  ExchangeOutcome,
  PingOutcome,
} from '../programs/contract/outcome.ts'
import { addStep, type Journey, type MutableHop } from './journey.ts'
import type { Pair } from './pair.ts'
import type { SimulationCore } from './simulation-core.ts'

export type AnyContext = Context<Readonly<Record<string, unknown>>, Json>

/** What a running program waits for, so that a time-out can say on whom. */
export interface Pending {
  /** The connection or attempt it waits on. */
  readonly pair?: Pair
  cancel(): void
}

/** One activity of a program on a device: serving a message, or sending a person's request. */
export class Activity {
  /** Tells activities of one journey apart. */
  readonly id: number
  readonly device: DeviceId
  readonly journey: Journey
  readonly attempt: number
  readonly purpose: Purpose
  pending: Pending | undefined
  isOver = false
  /** It is the sender's own: its end is the end of the request. */
  readonly isOrigin: boolean
  /** Told once, when it is over. */
  onOver: (() => void) | undefined
  /** The step that ended it from outside: its device lost its power. */
  stoppedBy: StepRef | undefined
  /** Lets a cancelled program put away what it holds (its `finally`). */
  unwind: (() => void) | undefined
  /** Whether it ends when its caller has gone. */
  readonly stopsOnHangUp: boolean
  private current: MutableHop
  /** After a failure the next words belong to a visit of its own: what came back, or nothing. */
  private after: { cause: number } | undefined
  private hasMovedOn = false
  /** It was not asked by anybody: it sends of its own accord. */
  private readonly isSender: boolean
  private readonly core: SimulationCore

  constructor(core: SimulationCore, hop: MutableHop, journey: Journey, purpose: Purpose) {
    this.core = core
    this.id = journey.nextActivity()
    this.isOrigin = this.id === 0
    this.device = hop.device
    this.stopsOnHangUp = core.compiled.program(hop.device)?.stopsOnHangUp !== false
    this.journey = journey
    this.attempt = hop.attempt
    this.purpose = purpose
    this.current = hop
    this.isSender = hop.packetIn === undefined
  }

  /** The visit at hand. */
  get hop(): MutableHop {
    if (this.after) {
      const { cause } = this.after
      this.after = undefined
      this.current = this.open('response', this.purpose, cause)
    }
    return this.current
  }

  /** The latest thing said, without opening a visit. */
  get lastStep(): StepRef | undefined {
    const { id, steps } = this.current
    return steps.length > 0 ? { hop: id, step: steps.length - 1 } : undefined
  }

  /** The id of the visit that what follows is caused by, without opening one. */
  get cause(): number {
    return this.after?.cause ?? this.current.id
  }

  step(action: Action, message: Message, options?: StepOptions): StepRef {
    // What a sender says of sending belongs to the visit that sends, not to the answer that came before it.
    if (action === 'sent' && this.isSender && !this.canSend(this.current))
      this.receive(this.open('request', 'message', this.cause))
    return addStep(this.hop, action, message, options)
  }

  /** An answer came in: it is the visit at hand from now on. */
  receive(hop: MutableHop): void {
    this.after = undefined
    this.hasMovedOn = false
    this.current = hop
  }

  /** Something failed at `hop`: what is decided next stands in a visit of its own. */
  failAt(hop: MutableHop): void {
    this.after = { cause: hop.id }
  }

  /** The visit that a question leaves from: the one at hand if it has sent nothing yet, else a new one. */
  askHop(purpose: Purpose): MutableHop {
    const at = this.current
    // A visit that nothing has come in on or gone out from yet is a draft: it becomes what is sent.
    if (this.canSend(at) && !at.packetIn) at.purpose = purpose
    if (this.canSend(at) && at.purpose === purpose) return at
    const hop = this.open('request', purpose, this.cause)
    this.receive(hop)
    return hop
  }

  private canSend(hop: MutableHop): boolean {
    const isUsedUp = this.hasMovedOn && !hop.packetIn
    return !this.after && hop.leg === 'request' && !hop.packetOut && !isUsedUp
  }

  /** A connection is being opened: what is sent on it later is a visit of its own, unless it passes on what came in. */
  moveOn(): void {
    this.hasMovedOn = true
  }

  /** The visit that the answer leaves from. */
  replyHop(): MutableHop {
    const at = this.hop
    if (!at.packetOut && at.purpose === this.purpose) return at
    const hop = this.open('response', this.purpose, at.id)
    this.receive(hop)
    return hop
  }

  /** A visit of this device that no packet from outside made. */
  open(leg: 'request' | 'response', purpose: Purpose, cause: number): MutableHop {
    const { device, attempt } = this
    return this.journey.addHop({ device, leg, purpose, cause, attempt, at: this.core.now })
  }
}

/** What the engine does with an effect: performs it and calls back with its outcome. */
export type Perform = (activity: Activity, effect: Effect, resume: (outcome: unknown) => void) => Pending

/** Runs a program's generator in virtual time; ends with `done`, or never if it is cancelled. */
export function runActivity<R>(
  activity: Activity,
  process: Process<R>,
  perform: Perform,
  done: (result: R) => void,
): void {
  const resume = (outcome: unknown): void => {
    if (activity.isOver) return
    activity.pending = undefined
    const next = process.next(outcome)
    if (next.done) {
      endActivity(activity)
      done(next.value)
      return
    }
    activity.pending = perform(activity, next.value, once(resume))
  }
  activity.unwind = () => process.return(undefined as R)
  resume(undefined)
}

/** The caller hung up: nothing of it happens any more, and whom it waits for is told. */
export function cancelActivity(activity: Activity): void {
  if (activity.isOver) return
  endActivity(activity)
  activity.pending?.cancel()
  activity.unwind?.()
}

/** Its device is gone or off: it ends without a word to anybody, and says so at its latest visit. */
export function stopActivity(activity: Activity, message: Message): void {
  if (activity.isOver) return
  activity.stoppedBy = activity.step('failed', message)
  cancelActivity(activity)
}

function endActivity(activity: Activity): void {
  activity.isOver = true
  activity.onOver?.()
}

function once(resume: (outcome: unknown) => void): (outcome: unknown) => void {
  let used = false
  return (outcome) => {
    if (used) return
    used = true
    resume(outcome)
  }
}

/** What a message is for, where its sender does not say. */
export function purposeOf(message: ApplicationMessage): Purpose {
  if (message.protocol === 'dns') return 'lookup'
  if (message.protocol === 'tls') return 'tls'
  const isPreflight =
    message.protocol === 'http' &&
    message.kind === 'request' &&
    message.method === 'OPTIONS' &&
    message.headers.some(([name]) => name.toLowerCase() === 'access-control-request-method')
  return isPreflight ? 'preflight' : 'message'
}

/** The context that a program sees. */
export function contextOf(
  core: SimulationCore,
  activity: Activity,
  secure: (connection: Connection, session: { serverName?: string; version: string }) => void,
  close: (connection: Connection) => void,
  errand: (make: (context: AnyContext) => Process<void>) => void,
  wake: (signal: string) => void,
): AnyContext {
  const { device } = activity
  return {
    settings: core.compiled.settingsOf(device),
    state: core.stateOf(device).state,
    wiring: core.compiled.wiringOf(device),
    now: () => core.now,
    date: () => core.epoch + core.now,
    random: () => core.random(device),
    step: (action, message, options) => activity.step(action, message, options),
    *connect(to, { timeoutMs, purpose = 'connect' }) {
      return (yield { type: 'connect', to, timeoutMs, purpose }) as ConnectOutcome
    },
    *ask(connection, message, { timeoutMs, purpose = purposeOf(message) }) {
      return (yield { type: 'ask', connection, message, timeoutMs, purpose }) as AskOutcome
    },
    *exchange(to, message, { timeoutMs, purpose = purposeOf(message), hears = 'all-errors' }) {
      return (yield { type: 'exchange', to, message, timeoutMs, purpose, hears }) as ExchangeOutcome
    },
    *ping(address, { ttl, timeoutMs }) {
      return (yield { type: 'ping', address, ttl, timeoutMs }) as PingOutcome
    },
    *work(ms) {
      yield { type: 'work', ms }
    },
    *wait(signal, { timeoutMs }) {
      return (yield { type: 'wait', signal, timeoutMs }) as boolean
    },
    wake,
    secure,
    close,
    errand,
  }
}
