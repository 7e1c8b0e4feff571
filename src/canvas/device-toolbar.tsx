import { NodeToolbar, Position, useStore, type Align, type ReactFlowState } from '@xyflow/react'
import { Cable, Copy, Trash2 } from 'lucide'
import { useT } from '../i18n/use-t.tsx'
import type { Device } from '../model/topology.ts'
import { cardRect, type Rect } from '../picture/geometry.ts'
import { setConnecting, useSession, type Session } from '../store/session-store.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Switch } from '../ui/switch.tsx'
import { duplicate, remove, switchPower, switchService } from './actions.ts'
import { useIsChosen } from './canvas-store.ts'
import { coveredAbove, coveredOf } from './covered.ts'

const selectIsAlone = ({ selection, connecting, playback }: Session) =>
  selection.length === 1 && connecting === undefined && !playback.playing

/** Between the toolbar and what lies over the canvas, in pixels. */
const margin = 8
/** Room that the toolbar takes beside and above a card, in pixels. */
const reach = { level: 175, upright: 76 } as const

/**
 * On which side of its card the toolbar stays within the canvas, and by how many pixels it must be moved to the left so
 * that the inspector, which may lie over the canvas, does not hide it: `side align shift`.
 */
function placeOf({ width, transform: [x, y, zoom], domNode }: ReactFlowState, rect: Rect): string {
  const free = width - coveredOf(domNode)
  const middle = (rect.x + rect.width / 2) * zoom + x
  const side = rect.y * zoom + y < reach.upright + coveredAbove(domNode) ? Position.Bottom : Position.Top
  if (middle < reach.level) return `${side} start 0`
  if (middle <= free - reach.level) return `${side} center 0`
  const right = (rect.x + rect.width) * zoom + x
  return `${side} end ${Math.max(0, Math.round(right - free + margin))}`
}

interface Place {
  readonly side: Position
  readonly align: Align
  readonly shift: number
}

function usePlace(device: Device): Place {
  const place = useStore((state: ReactFlowState) => placeOf(state, cardRect(device)))
  const [side, align, shift] = place.split(' ')
  return {
    side: side === Position.Bottom ? Position.Bottom : Position.Top,
    align: isAlign(align) ? align : 'center',
    shift: Number(shift),
  }
}

const isAlign = (word: string | undefined): word is Align => word === 'start' || word === 'end' || word === 'center'

/** What to do with the one device that is selected, above its card and as large at every zoom. */
export default function DeviceToolbar({ device }: { readonly device: Device }) {
  const t = useT()
  const isAlone = useSession(selectIsAlone)
  const { side, align, shift } = usePlace(device)
  const isChosen = useIsChosen(device.id)
  const { id, name, power = true, service = true } = device
  if (!isAlone || !isChosen) return null
  return (
    <NodeToolbar
      isVisible
      position={side}
      align={align}
      offset={20}
      className="canvas-toolbar"
      style={{ marginLeft: -shift }}
      role="toolbar"
      aria-label={t('canvas.toolbar', { name })}
    >
      <IconButton label={t('canvas.toolbar.connect')} keys="C" side="top" onClick={() => setConnecting(id)}>
        <Icon of={Cable} />
      </IconButton>
      <label className="toolbar-switch">
        <span>{t('canvas.toolbar.service')}</span>
        <Switch
          checked={service && power}
          disabled={!power}
          label={t('canvas.toolbar.service')}
          onChange={(on) => switchService(id, on)}
        />
      </label>
      <label className="toolbar-switch">
        <span>{t('canvas.toolbar.power')}</span>
        <Switch checked={power} label={t('canvas.toolbar.power')} onChange={(on) => switchPower(id, on)} />
      </label>
      <IconButton label={t('canvas.toolbar.duplicate')} side="top" onClick={() => duplicate([id])}>
        <Icon of={Copy} />
      </IconButton>
      <IconButton label={t('canvas.toolbar.delete')} side="top" align="end" look="bad" onClick={() => remove([id])}>
        <Icon of={Trash2} />
      </IconButton>
    </NodeToolbar>
  )
}
