import type { Point, ZoneId } from '../../model/topology.ts'
import type { DiagramDraft } from '../draft.ts'

export interface Move {
  /** A device, zone or note. */
  readonly id: string
  /** Upper left corner on the canvas; all positions are absolute, also inside a zone. */
  readonly position: Point
  /** For a device: the zone that it lies in now, `null` for none; left out, it stays where it belonged. */
  readonly zone?: ZoneId | null
}

/** Moves things; a zone carries along what is in it, except what has a move of its own. */
export function moveItems(draft: DiagramDraft, moves: readonly Move[]): void {
  const moved = new Set(moves.map(({ id }) => id))
  for (const { id, position, zone } of moves) {
    const box = draft.zones[id]
    if (box) {
      const [dx, dy] = [position.x - box.position.x, position.y - box.position.y]
      for (const device of Object.values(draft.devices)) {
        if (device.zone !== id || moved.has(device.id)) continue
        device.position = { x: device.position.x + dx, y: device.position.y + dy }
      }
    }
    const item = draft.devices[id] ?? box ?? draft.notes[id]
    if (item) item.position = { x: position.x, y: position.y }
    const device = draft.devices[id]
    if (!device || zone === undefined) continue
    if (zone === null) delete device.zone
    else if (draft.zones[zone]) device.zone = zone
  }
}
