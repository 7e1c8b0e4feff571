import type { Request } from './request.ts'
import type { Topology } from './topology.ts'
import type { Seen } from './verdict.ts'

/** A saved request with its expected outcome: a test of the diagram. */
export interface Scenario {
  readonly id: string
  readonly title: string
  readonly request: Request
  readonly expected: Expectation
}

/** What a scenario expects; every part given must hold. */
export interface Expectation {
  readonly seen?: Seen['type']
  readonly status?: number
  /** The device whose step made it so. */
  readonly because?: string
}

/** The document that a topology is kept in (DESIGN 4). */
export interface Diagram extends Topology {
  readonly format: 'paketweg'
  /** Structure version: the number of document migrations applied. */
  readonly version: number
  readonly id: string
  readonly title: string
  readonly description: string
  readonly scenarios: Readonly<Record<string, Scenario>>
  /** Highest running number ever given out per id prefix, so that a deleted id is never reused. */
  readonly lastIds: Readonly<Record<string, number>>
}
