import { useStore, type ReactFlowState } from '@xyflow/react'
import { createPortal } from 'react-dom'
import { useCatalogue, useT } from '../i18n/use-t.tsx'
import { kindOf } from '../kinds/registry.ts'
import { usePaletteDrag, type PaletteItem } from '../store/palette-drag.ts'
import { Icon } from '../ui/icon.tsx'
import { sizeOfItem } from './use-drop.ts'

const selectZoom = (state: ReactFlowState) => state.transform[2]

/** What hangs at the pointer on its way from the palette, as large as it will be. */
export default function PaletteGhost() {
  const drag = usePaletteDrag()
  const zoom = useStore(selectZoom)
  if (!drag) return null
  const { width, height } = sizeOfItem(drag.item)
  return createPortal(
    <div
      aria-hidden="true"
      className="palette-ghost"
      data-type={drag.item.type}
      style={{
        width,
        height,
        transform: `translate(${drag.x}px, ${drag.y}px) scale(${zoom}) translate(-50%, -50%)`,
      }}
    >
      <Face item={drag.item} />
    </div>,
    document.body,
  )
}

function Face({ item }: { readonly item: PaletteItem }) {
  const t = useT()
  const catalogue = useCatalogue()
  if (item.type === 'zone') return t('canvas.new.zone')
  if (item.type === 'note') return t('canvas.new.note')
  const kind = kindOf(item.kind)
  if (!kind) return null
  const colors = { background: `var(--cat-${kind.category}-bg)`, color: `var(--cat-${kind.category}-fg)` }
  return (
    <>
      <span className="card-tile" style={colors}>
        <Icon of={kind.icon} size={1.25} />
      </span>
      <span className="card-words">
        <span className="card-name">{catalogue[`${item.kind}.name`] ?? item.kind}</span>
      </span>
    </>
  )
}
