import type { DiagramDraft } from '../draft.ts'

/** Changes what the diagram is called and how it is described. */
export function describe(
  draft: DiagramDraft,
  change: { readonly title?: string; readonly description?: string },
): void {
  if (change.title !== undefined) draft.title = change.title
  if (change.description !== undefined) draft.description = change.description
}
