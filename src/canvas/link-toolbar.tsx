import { EdgeToolbar } from '@xyflow/react'
import { ArrowLeftRight, PlugZap, Trash2, Unplug } from 'lucide'
import { useT } from '../i18n/use-t.tsx'
import type { LinkId, Point } from '../model/topology.ts'
import { useSession } from '../store/session-store.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { remove, switchCable, turnCable } from './actions.ts'

interface LinkToolbarProps {
  readonly id: LinkId
  readonly isCut: boolean
  readonly at: Point
}

/** What to do with the one cable that is selected. */
export default function LinkToolbar({ id, isCut, at }: LinkToolbarProps) {
  const t = useT()
  const isShown = useSession(({ selection, playback }) => selection.length === 1 && !playback.playing)
  if (!isShown) return null
  return (
    <EdgeToolbar edgeId={id} x={at.x} y={at.y - 14} alignY="bottom" isVisible className="canvas-toolbar">
      <IconButton
        label={isCut ? t('canvas.toolbar.mend') : t('canvas.toolbar.cut')}
        side="top"
        onClick={() => switchCable(id, !isCut)}
      >
        <Icon of={isCut ? PlugZap : Unplug} />
      </IconButton>
      <IconButton label={t('canvas.toolbar.turn')} side="top" onClick={() => turnCable(id)}>
        <Icon of={ArrowLeftRight} />
      </IconButton>
      <IconButton label={t('canvas.toolbar.delete')} side="top" look="bad" onClick={() => remove([id])}>
        <Icon of={Trash2} />
      </IconButton>
    </EdgeToolbar>
  )
}
