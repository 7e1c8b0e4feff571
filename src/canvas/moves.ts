import type { Device, Topology, Zone, ZoneId } from '../model/topology.ts'
import { cardRect, center, noteRect, zoneAt, zoneRect, type Rect } from '../picture/geometry.ts'
import type { Move } from '../store/commands/move.ts'
import type { Places } from './to-flow.ts'

/** Where a thing is now, dragged or not. */
export function placeOf(topology: Topology, places: Places, id: string): Rect | undefined {
  const dragged = places.get(id)
  if (dragged) return dragged
  const { [id]: device } = topology.devices
  if (device) return cardRect(device)
  const { [id]: zone } = topology.zones
  if (zone) return zoneRect(zone)
  const { [id]: note } = topology.notes
  return note && noteRect(note)
}

/** The places with a dragged zone's members carried along, except those that are dragged themselves. */
export function carried(topology: Topology, dragged: Places): Places {
  const places = new Map(dragged)
  for (const [id, rect] of dragged) {
    const zone = topology.zones[id]
    if (!zone) continue
    const [dx, dy] = [rect.x - zone.position.x, rect.y - zone.position.y]
    for (const device of Object.values(topology.devices)) {
      if (device.zone !== id || dragged.has(device.id)) continue
      const own = cardRect(device)
      places.set(device.id, { ...own, x: own.x + dx, y: own.y + dy })
    }
  }
  return places
}

/** The zone that a dragged device would fall into, for its highlight; undefined while nothing changes. */
export function zoneBelow(topology: Topology, places: Places): ZoneId | undefined {
  const zones = zonesAt(topology, places)
  for (const [id, rect] of places) {
    const device = topology.devices[id]
    // A member that its zone carries along does not change its zone.
    if (!device || (device.zone !== undefined && places.has(device.zone))) continue
    const below = zoneAt(zones, center(rect))?.id
    if (below !== undefined && below !== device.zone) return below
  }
  return undefined
}

/**
 * What a finished drag changes: new places, and whoever lies in another zone now belongs to it. A device's own drag
 * decides by where it was dropped; a zone that was moved over a device takes it in.
 */
export function movesOf(topology: Topology, dragged: Places): Move[] {
  const places = carried(topology, dragged)
  const zones = zonesAt(topology, places)
  const movedZones = new Set([...dragged.keys()].filter((id) => topology.zones[id]))
  const moves: Move[] = []
  for (const [id, { x, y }] of dragged) {
    const device = topology.devices[id]
    const isCarried = device?.zone !== undefined && movedZones.has(device.zone)
    const zone = device && !isCarried ? zoneUnder(zones, { ...device, position: { x, y } }) : undefined
    moves.push({ id, position: { x, y }, ...(zone === undefined ? {} : { zone }) })
  }
  for (const device of Object.values(topology.devices)) {
    if (places.has(device.id)) continue
    const below = zoneAt(zones, center(cardRect(device)))?.id
    if (below === undefined || below === device.zone || !movedZones.has(below)) continue
    moves.push({ id: device.id, position: device.position, zone: below })
  }
  return moves
}

/** Whom a zone with a new outline takes in or leaves out; nobody moves. */
export function membersAfterResize(topology: Topology, id: ZoneId, rect: Rect): Move[] {
  const zones = zonesAt(topology, new Map([[id, rect]]))
  return Object.values(topology.devices).flatMap((device): Move[] => {
    const below = zoneAt(zones, center(cardRect(device)))?.id
    const isAffected = below === id ? device.zone !== id : device.zone === id
    return isAffected ? [{ id: device.id, position: device.position, zone: below ?? null }] : []
  })
}

/** The zone under a device, `null` for none, `undefined` where that is what it has. */
function zoneUnder(zones: Topology['zones'], device: Device): ZoneId | null | undefined {
  const below = zoneAt(zones, center(cardRect(device)))?.id
  return below === device.zone ? undefined : (below ?? null)
}

function zonesAt(topology: Topology, places: Places): Readonly<Record<ZoneId, Zone>> {
  const entries = Object.values(topology.zones).map((zone) => {
    const rect = places.get(zone.id)
    const moved = rect ? { ...zone, position: rect, size: rect } : zone
    return [zone.id, moved] as const
  })
  return Object.fromEntries(entries)
}
