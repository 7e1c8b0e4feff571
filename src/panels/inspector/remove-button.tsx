import { Trash2 } from 'lucide'
import type { ReactNode } from 'react'
import { removeItems } from '../../store/commands/remove.ts'
import { commit } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Takes what the inspector shows off the diagram. */
export function RemoveButton({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <Button
      look="bad"
      className="mt-2 self-start"
      onClick={() => commit(labels.remove(1), (draft) => removeItems(draft, [id]))}
    >
      <Icon of={Trash2} size={1} />
      {children}
    </Button>
  )
}
