import type { Fix } from '../../model/finding.ts'
import type { Message } from '../../model/message.ts'
import { setConfig } from '../../store/commands/config.ts'
import { addLink } from '../../store/commands/links.ts'
import { commit } from '../../store/document-store.ts'

/** Mends what a finding found; one undo takes it back. */
export function applyFix(fix: Fix & { readonly label: Message }): void {
  commit(fix.label, (draft) => {
    switch (fix.type) {
      case 'set-config':
        for (const [path, value] of Object.entries(fix.config)) setConfig(draft, fix.device, path, value)
        break
      case 'add-link':
        addLink(draft, fix.from, fix.to)
        break
      case 'clear-setting':
        setConfig(draft, fix.device, fix.path, undefined)
        break
    }
  })
}
