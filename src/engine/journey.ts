import type { Message } from '../model/message.ts'
import type { Action, Hop, Step } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { StepOptions } from '../programs/contract/context.ts'

type Written = Omit<Hop, 'steps'>

/** A hop while it is being written. */
export type MutableHop = { -readonly [K in keyof Written]: Written[K] } & {
  readonly steps: Step[]
  /** The attempt (of connecting or asking) that it belongs to. */
  readonly attempt: number
}

/** One try to reach somebody, within the try that the asker itself serves; 0 is the request as a whole. */
export interface Attempt {
  readonly parent: number
  /** Tries of one asker are alternatives to each other. */
  readonly asker: number
  failed: boolean
  /** The hop at which its asker noticed. */
  failedAt?: number
}

export type HopInit = Omit<MutableHop, 'id' | 'steps' | 'until'>

/** So many hops in one journey are a loop of proxies or redirects that no time-out ended. */
const hopLimit = 4000

/** Writes down what happens to one request. */
export class Journey {
  readonly hops: MutableHop[] = []
  readonly attempts: Attempt[] = [{ parent: -1, asker: -1, failed: false }]
  /** A health check or another journey of the devices' own. */
  readonly isCheck: boolean
  isExhausted = false
  /** Where everything was cut short: the sender lost its power, or the diagram its sender. */
  stoppedBy: StepRef | undefined
  private activities = 0
  private readonly running = new Set<() => void>()
  private hasBegun = false

  constructor(isCheck: boolean) {
    this.isCheck = isCheck
  }

  addHop(init: HopInit): MutableHop {
    if (this.hops.length >= hopLimit) this.exhaust()
    const hop: MutableHop = { ...init, id: this.hops.length, until: init.at, steps: [] }
    this.hops.push(hop)
    return hop
  }

  addAttempt(parent: number, asker: number): number {
    this.attempts.push({ parent, asker, failed: false })
    return this.attempts.length - 1
  }

  /** Tells the activities of this journey apart. */
  nextActivity(): number {
    return this.activities++
  }

  /** An activity of this journey begins, which `cancel` ends; returns what tells of its end. */
  begin(cancel: () => void): () => void {
    this.hasBegun = true
    this.running.add(cancel)
    return () => this.running.delete(cancel)
  }

  /** Nobody works on it any more: packets that are still under way count for nothing. */
  get isClosed(): boolean {
    return this.isExhausted || (this.hasBegun && this.running.size === 0)
  }

  private exhaust(): void {
    if (this.isExhausted) return
    this.isExhausted = true
    for (const cancel of this.running) cancel()
  }

  failAttempt(id: number, at: MutableHop): void {
    const attempt = this.attempts[id]
    if (!attempt) return
    attempt.failed = true
    attempt.failedAt ??= at.id
  }
}

/** Adds a step to a hop and names it, so that a verdict can point at it. */
export function addStep(hop: MutableHop, action: Action, message: Message, options?: StepOptions): StepRef {
  hop.steps.push({ action, ...message, ...options })
  return { hop: hop.id, step: hop.steps.length - 1 }
}
