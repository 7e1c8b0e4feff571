import type { SimulationCore } from './simulation-core.ts'

/** Something that ends once, by whichever of several events comes first. */
export interface Deadline<O> {
  readonly isOver: boolean
  /** Ends it with this outcome; later ones count for nothing. */
  finish(outcome: O): void
  /** Ends it without telling anybody. */
  cancel(): void
  /** Does something after `delayMs`, unless it is over by then. */
  later(delayMs: number, action: () => void): void
}

export function scheduleWith<O>(core: SimulationCore, resume: (outcome: O) => void): Deadline<O> {
  let isOver = false
  return {
    get isOver() {
      return isOver
    },
    finish(outcome) {
      if (isOver) return
      isOver = true
      resume(outcome)
    },
    cancel() {
      isOver = true
    },
    later(delayMs, action) {
      core.schedule(delayMs, () => {
        if (!isOver) action()
      })
    },
  }
}
