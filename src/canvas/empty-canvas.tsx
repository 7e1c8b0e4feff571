import { Waypoints } from 'lucide'
import { useT } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import { useDocument } from '../store/document-store.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

const isEmpty = ({ devices, zones, notes }: Diagram) =>
  [devices, zones, notes].every((records) => Object.keys(records).length === 0)

/** The invitation on a canvas without anything on it. */
export function EmptyCanvas({ onOpenTemplate }: { readonly onOpenTemplate?: (() => void) | undefined }) {
  const t = useT()
  const isShown = useDocument(isEmpty)
  if (!isShown) return null
  return (
    <div className="empty-canvas">
      <EmptyState icon={Waypoints} title={t('canvas.empty.title')} text={t('canvas.empty.text')}>
        {onOpenTemplate ? (
          <Button look="primary" onClick={onOpenTemplate}>
            {t('canvas.empty.template')}
          </Button>
        ) : null}
      </EmptyState>
    </div>
  )
}
