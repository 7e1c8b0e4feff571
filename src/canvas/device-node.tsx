import { Handle, type NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useT, type T } from '../i18n/use-t.tsx'
import { kindOf } from '../kinds/registry.ts'
import type { Device } from '../model/topology.ts'
import { unknownIcon } from '../picture/icons.ts'
import { sides } from '../picture/route.ts'
import { useDocument } from '../store/document-store.ts'
import { useIsActiveDevice } from '../store/journey.ts'
import { setConnecting, useSession } from '../store/session-store.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'
import { subtitleOf, type Subtitle } from './addresses.ts'
import { DeviceStateChip } from './device-state.tsx'
import { FindingsBadge } from './findings-badge.tsx'
import { DeviceToolbar } from './late-parts.ts'
import { StationBadges } from './station-badges.tsx'
import { positions, type FlowNode } from './to-flow.ts'

/** A device on the canvas. Gets its id and looks up the rest, so that an edit draws one card again. */
export const DeviceNode = memo(function DeviceNode({ id, selected, dragging }: NodeProps<FlowNode>) {
  const device = useDocument((diagram) => diagram.devices[id])
  const isActive = useIsActiveDevice(id)
  const isSource = useSession(({ connecting }) => connecting === id)
  // Removed from the document, not yet from React Flow's list.
  if (!device) return null
  return (
    <>
      <div
        className={cx('device-card', isActive && 'is-active', isSource && 'is-source', selected && 'is-selected')}
        data-off={device.power === false || undefined}
        data-dragging={dragging || undefined}
      >
        <CardFace device={device} />
        <StationBadges id={id} />
        <DeviceStateChip device={device} />
        <FindingsBadge id={id} name={device.name} />
      </div>
      <Handles id={id} />
      {selected && !dragging ? <DeviceToolbar device={device} /> : null}
    </>
  )
})

function CardFace({ device }: { readonly device: Device }) {
  const t = useT()
  const kind = kindOf(device.kind)
  const category = kind?.category ?? 'access'
  return (
    <>
      <span
        className="card-tile"
        style={{ background: `var(--cat-${category}-bg)`, color: `var(--cat-${category}-fg)` }}
      >
        <Icon of={kind?.icon ?? unknownIcon} size={1.25} />
      </span>
      <span className="card-words">
        <span className="card-name">{device.name}</span>
        <Address device={device} t={t} />
      </span>
    </>
  )
}

function Address({ device, t }: { readonly device: Device; readonly t: T }) {
  const text = useDocument((diagram) => inWords(subtitleOf(diagram, device), t))
  return <span className="card-address">{text}</span>
}

const inWords = (subtitle: Subtitle, t: T): string =>
  subtitle.type === 'public-net' ? t('canvas.public-net') : subtitle.text

/** A dot in the middle of each side: drag it to wire, or click it and then the other device. */
function Handles({ id }: { readonly id: string }) {
  const t = useT()
  return sides.map((side) => (
    <Handle
      key={side}
      id={side}
      type="source"
      position={positions[side]}
      className="cable-handle"
      // For the pointer only: with the keyboard a cable is drawn from the card itself.
      title={t('canvas.aria.handle')}
      onClick={(event) => {
        event.stopPropagation()
        setConnecting(id)
      }}
    />
  ))
}
