import { kindOf } from '../../kinds/registry.ts'
import type { Device, DeviceId, Point, ZoneId } from '../../model/topology.ts'
import { asDraft, assign, type Change, type DiagramDraft } from '../draft.ts'
import { takeId, uniqueName } from './ids.ts'
import { freshProgram } from './programs.ts'

export interface NewDevice {
  readonly kind: string
  /** Upper left corner on the canvas. */
  readonly position: Point
  readonly zone?: ZoneId
  /** The kind's name in the person's language; a number is added where it is taken. */
  readonly name: string
  /** Another program than the kind's first. */
  readonly program?: string
}

/** Puts a device on the canvas with its kind's preset; nothing happens for a kind that nobody knows. */
export function addDevice(draft: DiagramDraft, device: NewDevice): DeviceId | undefined {
  const kind = kindOf(device.kind)
  const fresh = kind && freshProgram(kind, device.program)
  if (!fresh) return undefined
  const id = takeId(draft, 'd')
  draft.devices[id] = {
    id,
    kind: device.kind,
    name: uniqueName(Object.values(draft.devices), device.name),
    position: { ...device.position },
    ...(device.zone !== undefined && draft.zones[device.zone] ? { zone: device.zone } : {}),
    ...fresh,
  }
  return id
}

type DeviceChange = Change<Omit<Device, 'id' | 'kind' | 'program' | 'config'>>

/** Changes a device's own properties; `power: true` and `service: true` are what unset means, so they are not kept. */
export function setDevice(draft: DiagramDraft, id: DeviceId, change: DeviceChange): void {
  const device = draft.devices[id]
  if (device) assign(device, asDraft(change), { power: true, service: true })
}
