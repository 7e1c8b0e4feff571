import type { Json, JsonObject } from '../../model/topology.ts'

/** A recorded value as an object; anything else is an empty one. */
export const objectOf = (value: Json | undefined): JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {}

export const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** A text as it is; anything else is none. */
export const stringOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** A text as it is, a number as it is written; anything else is none. */
export const textOf = (value: Json | undefined): string => (typeof value === 'number' ? String(value) : stringOf(value))
