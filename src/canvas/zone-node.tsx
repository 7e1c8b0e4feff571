import type { NodeProps, OnResizeEnd } from '@xyflow/react'
import { memo, useCallback } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { smallestZone, type Rect } from '../picture/geometry.ts'
import { zoneIcons } from '../picture/icons.ts'
import { zoneCategory } from '../picture/tokens.ts'
import { moveItems } from '../store/commands/move.ts'
import { resizeZone } from '../store/commands/zones.ts'
import { commit, getDiagram, useDocument } from '../store/document-store.ts'
import { labels } from '../store/labels.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'
import { networkOf } from './addresses.ts'
import { useIsOver } from './canvas-store.ts'
import { Corners } from './corners.tsx'
import { membersAfterResize } from './moves.ts'
import type { FlowNode } from './to-flow.ts'

function finishResize(id: string, rect: Rect): void {
  const members = membersAfterResize(getDiagram(), id, rect)
  commit(labels.resize(), (draft) => {
    resizeZone(draft, id, { x: rect.x, y: rect.y }, { width: rect.width, height: rect.height })
    moveItems(draft, members)
  })
}

/** A network as a box around its devices. Grasped by its name and its border; inside, the canvas is free. */
export const ZoneNode = memo(function ZoneNode({ id, selected }: NodeProps<FlowNode>) {
  const t = useT()
  const zone = useDocument((diagram) => diagram.zones[id])
  const network = useDocument((diagram) => networkOf(diagram, id))
  const isOver = useIsOver(id)
  const onResizeEnd = useCallback<OnResizeEnd>(
    (_, { x, y, width, height }) => {
      finishResize(id, { x, y, width, height })
    },
    [id],
  )
  if (!zone) return null
  const category = zoneCategory[zone.exposure]
  return (
    <div
      className={cx('zone-box', selected && 'is-selected', isOver && 'is-over')}
      style={{ color: `var(--cat-${category}-fg)` }}
    >
      <Corners isVisible={selected} smallest={smallestZone} onResizeEnd={onResizeEnd} />
      <span className="zone-border zone-grip" />
      <span className="zone-title zone-grip">
        <Icon of={zoneIcons[zone.exposure]} size={0.875} />
        <span className="zone-name">{zone.name}</span>
        {network === undefined ? null : <span className="zone-network">{network}</span>}
        <span className="zone-network">{`· ${t(`canvas.exposure.${zone.exposure}`)}`}</span>
      </span>
    </div>
  )
})
