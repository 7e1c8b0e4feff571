import { CircleStop, PlugZap, Power } from 'lucide'
import { useT, type T } from '../i18n/use-t.tsx'
import { assertNever } from '../lib/assert.ts'
import { ms } from '../model/message.ts'
import type { Device, Fault } from '../model/topology.ts'
import { cx } from '../ui/cx.ts'
import { Icon, type IconData } from '../ui/icon.tsx'

interface DeviceState {
  readonly text: string
  readonly icon: IconData
  readonly tone: 'bad' | 'warn'
}

/** What is unusual about a device, the strongest first: shape and word, not colour alone. */
export function deviceState(device: Device, t: T): DeviceState | undefined {
  if (device.power === false) return { text: t('canvas.state.off'), icon: Power, tone: 'bad' }
  if (device.service === false) return { text: t('canvas.state.stopped'), icon: CircleStop, tone: 'bad' }
  return device.fault && { text: faultText(device.fault, t), icon: PlugZap, tone: 'warn' }
}

function faultText(fault: Fault, t: T): string {
  switch (fault.type) {
    case 'slow':
      return t('canvas.state.slow', { time: ms(fault.ms) })
    case 'answers':
      return t('canvas.state.answers', { status: String(fault.status) })
    case 'hung':
    case 'resets':
    case 'closes':
      return t(`canvas.state.${fault.type}`)
    default:
      return assertNever(fault)
  }
}

/** The word on a card's lower edge. */
export function DeviceStateChip({ device }: { readonly device: Device }) {
  const state = deviceState(device, useT())
  if (!state) return null
  return (
    <span className={cx('card-state', state.tone === 'bad' ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn')}>
      <Icon of={state.icon} size={0.75} />
      {state.text}
    </span>
  )
}
