/** What falls due, and when. */
export interface Timed<T> {
  readonly time: number
  readonly value: T
}

interface Entry<T> extends Timed<T> {
  readonly sequence: number
}

const branches = 4

/**
 * What falls due in virtual time: the earliest first, equals in the order they were pushed, so that a run repeats.
 * A 4-ary heap; push and pop are O(log n). Times are any finite numbers, in the caller's unit.
 */
export class EventQueue<T> {
  readonly #entries: Entry<T>[] = []
  #sequence = 0

  /** How many values wait. */
  get size(): number {
    return this.#entries.length
  }

  /** When the next value is due, or nothing if the queue is empty. */
  peekTime(): number | undefined {
    return this.#entries[0]?.time
  }

  /** Adds a value; one that is due at the same time as others comes after them. */
  push(time: number, value: T): void {
    const entries = this.#entries
    const entry = { time, sequence: this.#sequence++, value }
    let index = entries.length
    entries.push(entry)
    while (index > 0) {
      const above = (index - 1) >> 2
      const parent = entries[above]
      if (!parent || comesBefore(parent, entry)) break
      entries[index] = parent
      index = above
    }
    entries[index] = entry
  }

  /** Takes the next value out, or nothing if the queue is empty. */
  pop(): Timed<T> | undefined {
    const entries = this.#entries
    const top = entries[0]
    const last = entries.pop()
    if (top && last && entries.length > 0) this.#sink(last)
    return top
  }

  /** Puts an entry in at the top and lets it sink to its place. */
  #sink(entry: Entry<T>): void {
    const entries = this.#entries
    let index = 0
    for (;;) {
      const first = index * branches + 1
      let best = first
      let child = entries[first]
      if (!child) break
      for (let other = first + 1; other < first + branches; other++) {
        const candidate = entries[other]
        if (!candidate) break
        if (comesBefore(candidate, child)) {
          best = other
          child = candidate
        }
      }
      if (comesBefore(entry, child)) break
      entries[index] = child
      index = best
    }
    entries[index] = entry
  }
}

function comesBefore(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence)
}
