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

const selectIsAlone = ({ selection, connecting, playback }: Session) =>
  selection.length === 1 && connecting === undefined && !playback.playing

/** Room that the toolbar takes beside and above a card, in pixels. */
const reach = { level: 175, upright: 76 } as const

/** On which side of its card the toolbar stays within the canvas: `side align`. */
function placeOf({ width, transform: [x, y, zoom] }: ReactFlowState, rect: Rect): `${Position} ${Align}` {
  const middle = (rect.x + rect.width / 2) * zoom + x
  const side = rect.y * zoom + y < reach.upright ? Position.Bottom : Position.Top
  if (middle < reach.level) return `${side} start`
  return middle > width - reach.level ? `${side} end` : `${side} center`
}

function usePlace(device: Device): readonly [Position, Align] {
  const place = useStore((state: ReactFlowState) => placeOf(state, cardRect(device)))
  const [side, align] = place.split(' ')
  return [side === Position.Bottom ? Position.Bottom : Position.Top, isAlign(align) ? align : 'center']
}

const isAlign = (word: string | undefined): word is Align => word === 'start' || word === 'end' || word === 'center'

/** What to do with the one device that is selected, above its card and as large at every zoom. */
export default function DeviceToolbar({ device }: { readonly device: Device }) {
  const t = useT()
  const isAlone = useSession(selectIsAlone)
  const [side, align] = usePlace(device)
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
