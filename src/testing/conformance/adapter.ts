import type { Json } from '../../model/topology.ts'

/** One recorded case; the README beside the recordings gives the format. */
export interface Recording {
  readonly id: string
  readonly input: { readonly [key: string]: Json }
  /** The configuration text that was really loaded. */
  readonly real_config?: string
  /** `null`: the outcome is kept aside; the product must answer all the same. */
  readonly observed: Json
  /** How to compare where equality would be wrong. */
  readonly check?: string
  readonly note?: string
}

/** A family as its file holds it; the head may carry what all of its cases share. */
export interface RecordingFile {
  readonly family: string
  readonly cases: readonly Recording[]
  readonly [head: string]: unknown
}

export type Answer =
  | { readonly type: 'answer'; readonly value: Json }
  | { readonly type: 'not-modelled'; readonly why: string }

/** From a family's cases to the engine's public door and back into the recording's own words. */
export interface Adapter {
  readonly family: string
  /** Cases that say nothing of the product; they are not counted. */
  isCounted?(recording: Recording): boolean
  /** What the product answers, in the shape of `observed`. */
  answer(recording: Recording, file: RecordingFile): Answer
  /** What differs, in words, or `undefined` where the answer agrees. Unset: both must be equal. */
  compare?(observed: Json, got: Json, recording: Recording): string | undefined
}

export const answered = (value: Json): Answer => ({ type: 'answer', value })
export const notModelled = (why: string): Answer => ({ type: 'not-modelled', why })
