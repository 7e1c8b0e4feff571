import { applyPatches, enablePatches } from 'immer'
import type { DocumentPatch } from './document-store.ts'

enablePatches()

/**
 * A kept snapshot with the changes since, each batch as it was saved. Stops before the first batch that does not
 * apply, which is damage: what came before it is still the person's work.
 */
export function foldPatches(
  snapshot: unknown,
  batches: readonly (readonly DocumentPatch[])[],
): { readonly value: unknown; readonly isComplete: boolean } {
  if (typeof snapshot !== 'object' || snapshot === null) return { value: snapshot, isComplete: batches.length === 0 }
  let value: object = snapshot
  for (const batch of batches) {
    try {
      value = applyPatches(value, batch)
    } catch {
      return { value, isComplete: false }
    }
  }
  return { value, isComplete: true }
}
