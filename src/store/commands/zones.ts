import type { DeviceId, Exposure, Point, Size, Zone, ZoneId } from '../../model/topology.ts'
import { asDraft, assign, type Change, type DiagramDraft } from '../draft.ts'
import { takeId, uniqueName } from './ids.ts'

export interface NewZone {
  /** The word for a zone in the person's language; a number is added where it is taken. */
  readonly name: string
  /** Upper left corner on the canvas. */
  readonly position: Point
  readonly size: Size
  readonly exposure?: Exposure
  readonly cidr?: string
  /** Devices that lie inside it. */
  readonly members?: readonly DeviceId[]
}

/** Draws a box around devices: one network. */
export function addZone(draft: DiagramDraft, zone: NewZone): ZoneId {
  const id = takeId(draft, 'z')
  draft.zones[id] = {
    id,
    name: uniqueName(Object.values(draft.zones), zone.name),
    exposure: zone.exposure ?? 'private',
    position: { ...zone.position },
    size: { ...zone.size },
    ...(zone.cidr === undefined ? {} : { cidr: zone.cidr }),
  }
  for (const member of zone.members ?? []) {
    const device = draft.devices[member]
    if (device) device.zone = id
  }
  return id
}

/** Changes a zone's properties. */
export function setZone(draft: DiagramDraft, id: ZoneId, change: Change<Omit<Zone, 'id'>>): void {
  const zone = draft.zones[id]
  if (zone) assign(zone, asDraft(change))
}

/** Gives a zone its new corner and size; what lies in it stays where it is. */
export function resizeZone(draft: DiagramDraft, id: ZoneId, position: Point, size: Size): void {
  const zone = draft.zones[id]
  if (!zone) return
  zone.position = { ...position }
  zone.size = { ...size }
}
