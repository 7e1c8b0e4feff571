import type { Messages } from '../model/speaker.ts'
import type { JsonObject } from '../model/topology.ts'

/** Colours and the palette's groups (look: a tile of soft ground with an icon of the strong colour). */
export type Category = 'access' | 'network' | 'guard' | 'edge' | 'service' | 'data'

/** An icon as data (24 × 24 strokes, lucide's form), drawn by the interface and by every export alike. */
export type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[]

export interface ProgramChoice {
  readonly program: string
  /** What this kind sets on that program when it is dragged out. */
  readonly preset: JsonObject
}

/**
 * What a person drags. One folder and one registry line each. Of its codes (`<kind>.<code>`) `messages`
 * holds `name` and `summary` (one line for the palette), `texts` the `explanation` (the inspector's page).
 */
export interface Kind {
  readonly id: string
  readonly category: Category
  readonly icon: IconNode
  /** Which programs fit; the first is the default. */
  readonly programs: readonly ProgramChoice[]
  /** One-way latency in ms of a cable to this kind, unless the cable sets its own: the farther end wins. */
  readonly cableLatencyMs?: number
  /** Stands for the public net: a cable to it is public. */
  readonly isPublicNet?: boolean
  readonly messages: Messages
  /** Its explanation; loaded with the inspector. */
  readonly texts: Messages
}
