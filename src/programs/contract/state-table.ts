import type { Value } from '../../model/message.ts'
import type { Wiring } from './wiring.ts'

/** A part of what a program remembers, as a person reads it. Codes are keys of the program's `texts`. */
export interface StateTable {
  /** Its heading: `state.connections`. */
  readonly code: string
  /** What stands above each column: `state.connections.from`. */
  readonly columns: readonly string[]
  /** A cell for each column; `undefined`: nothing to say there. */
  readonly rows: readonly (readonly (Value | undefined)[])[]
}

export interface StateContext<Settings> {
  readonly settings: Settings
  readonly wiring: Wiring
  /** Virtual ms on the world's clock: what has run out by now is not shown. */
  readonly now: number
  /** When each of the program's checks is due next, by its id; virtual ms. */
  readonly checks: Readonly<Record<string, number>>
}

/** Tells what a program remembers: connections, caches, counters, who is marked failed until when. Plain and pure. */
export type StateTables<Settings, State> = (state: State, context: StateContext<Settings>) => readonly StateTable[]
