import type { DeviceId, Link, LinkId, ZoneId } from '../../model/topology.ts'
import { compareIds } from '../../model/topology.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { asDraft, assign, type Change, type DiagramDraft } from '../draft.ts'
import { takeId } from './ids.ts'

/**
 * Lays a cable from the side that opens connections to the side that answers. A second arrow between two devices
 * is the same cable: its id is returned and nothing changes. Nothing leads from a device to itself.
 */
export function addLink(draft: DiagramDraft, from: DeviceId, to: DeviceId): LinkId | undefined {
  if (from === to || !draft.devices[from] || !draft.devices[to]) return undefined
  const same = Object.values(draft.links).find(
    (link) => (link.from === from && link.to === to) || (link.from === to && link.to === from),
  )
  if (same) return same.id
  const id = takeId(draft, 'l')
  draft.links[id] = { id, from, to }
  return id
}

/**
 * A cable drawn to a zone becomes cables to its members that serve something; where none does, to those that
 * forward. Files of another device (SQLite) are not meant.
 */
export function linkToZone(draft: DiagramDraft, from: DeviceId, zone: ZoneId): readonly LinkId[] {
  const members = Object.values(draft.devices)
    .filter((device) => device.zone === zone && device.id !== from)
    .toSorted((a, b) => compareIds(a.id, b.id))
    .flatMap((device) => {
      const program = definitionOf(device.program.id)
      return program && !program.embedded ? [{ id: device.id, program }] : []
    })
  const serving = members.filter(({ program }) => program.serves !== undefined && program.serves !== 'network')
  const chosen = serving.length > 0 ? serving : members.filter(({ program }) => program.forwards)
  return chosen.flatMap(({ id }) => addLink(draft, from, id) ?? [])
}

/** Changes a cable's properties; `cut: false` is what unset means, so it is not kept. */
export function setLink(draft: DiagramDraft, id: LinkId, change: Change<Omit<Link, 'id' | 'from' | 'to'>>): void {
  const link = draft.links[id]
  if (link) assign(link, asDraft(change), { cut: false })
}

/** Turns a cable round: the other side opens the connections. */
export function turnLink(draft: DiagramDraft, id: LinkId): void {
  const link = draft.links[id]
  if (link) [link.from, link.to] = [link.to, link.from]
}
