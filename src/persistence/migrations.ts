import type { JsonObject } from '../model/topology.ts'

/** One version of the structure: takes the previous one's document and returns this one's. */
export interface DocumentMigration {
  readonly name: string
  up(document: JsonObject): JsonObject
}

/**
 * All of them, in order; a document's `version` is how many it has been through. Never edit a published one: add
 * another, and a sample of the old version to `samples/`.
 */
export const documentMigrations: readonly DocumentMigration[] = [
  // Version 1 is the first that was published; drafts before it had the same structure.
  { name: 'first-published', up: (document) => ({ ...document, version: 1 }) },
]
