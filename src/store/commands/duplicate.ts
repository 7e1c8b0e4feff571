import { compareIds, type Device, type Point } from '../../model/topology.ts'
import { asDraft, type DiagramDraft } from '../draft.ts'
import { takeId, uniqueName } from './ids.ts'
import { addLink } from './links.ts'
import { renameInConfig } from './references.ts'

/**
 * Copies devices and notes with their settings, and the cables among them; what the copies name of each other is
 * renamed. Addresses set by hand are not copied: two devices cannot have the same. Returns the new ids.
 */
export function duplicateItems(draft: DiagramDraft, ids: readonly string[], offset: Point): readonly string[] {
  const copies = new Map<string, string>()
  for (const id of ids) {
    const [device, note] = [draft.devices[id], draft.notes[id]]
    if (device) {
      const copy = takeId(draft, 'd')
      draft.devices[copy] = asDraft(copyOf(copied<Device>(device), copy, offset, Object.values(draft.devices)))
      copies.set(id, copy)
    } else if (note) {
      const copy = takeId(draft, 'n')
      draft.notes[copy] = { ...copied(note), id: copy, position: shifted(note.position, offset) }
      copies.set(id, copy)
    }
  }
  for (const link of Object.values(draft.links).toSorted((a, b) => compareIds(a.id, b.id))) {
    const [from, to] = [copies.get(link.from), copies.get(link.to)]
    if (from !== undefined && to !== undefined) addLink(draft, from, to)
  }
  for (const copy of copies.values()) {
    const device = draft.devices[copy]
    if (!device) continue
    renameInConfig(device, (id) => copies.get(id) ?? id)
    if (device.runsOn !== undefined) device.runsOn = copies.get(device.runsOn) ?? device.runsOn
  }
  return [...copies.values()]
}

/** A copy with nothing in common; what is in a document is JSON. */
function copied<T>(value: T): T
function copied(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

const shifted = ({ x, y }: Point, by: Point): Point => ({ x: x + by.x, y: y + by.y })

function copyOf(device: Device, id: string, offset: Point, taken: readonly { readonly name: string }[]): Device {
  const { interfaces: _, ...rest } = device
  return { ...rest, id, name: uniqueName(taken, device.name), position: shifted(device.position, offset) }
}
