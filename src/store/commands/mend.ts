import type { Fix } from '../../model/finding.ts'
import type { DiagramDraft } from '../draft.ts'
import { setConfig } from './config.ts'
import { addLink } from './links.ts'
import { removeItems } from './remove.ts'

/** Makes the change that mends a finding. */
export function mend(draft: DiagramDraft, fix: Fix): void {
  switch (fix.type) {
    case 'set-config':
      for (const [path, value] of Object.entries(fix.config)) setConfig(draft, fix.device, path, value)
      break
    case 'add-link':
      if (fix.instead !== undefined) removeItems(draft, [fix.instead])
      addLink(draft, fix.from, fix.to)
      break
    case 'clear-setting':
      setConfig(draft, fix.device, fix.path, undefined)
      break
  }
}
