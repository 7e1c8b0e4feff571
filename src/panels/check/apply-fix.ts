import type { Fix } from '../../model/finding.ts'
import type { Message } from '../../model/message.ts'
import { mend } from '../../store/commands/mend.ts'
import { commit } from '../../store/document-store.ts'

/** Mends what a finding found; one undo takes it back. */
export function applyFix(fix: Fix & { readonly label: Message }): void {
  commit(fix.label, (draft) => mend(draft, fix))
}
