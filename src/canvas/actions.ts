import type { T } from '../i18n/use-t.tsx'
import type { DeviceId, Point, ZoneId } from '../model/topology.ts'
import { setDevice } from '../store/commands/devices.ts'
import { duplicateItems } from '../store/commands/duplicate.ts'
import { addLink, linkToZone, setLink, turnLink } from '../store/commands/links.ts'
import { removeItems } from '../store/commands/remove.ts'
import { afterEdits, commit, getDiagram } from '../store/document-store.ts'
import { labels } from '../store/labels.ts'
import { getSession, select, setConnecting } from '../store/session-store.ts'
import { notify } from '../ui/toaster.tsx'

/** How far a copy lies from what it was copied from. */
const copyOffset: Point = { x: 24, y: 32 }

/** Lays a cable from one device to another, or to the members of a zone that answer. */
export function connect(from: DeviceId, target: { readonly device: DeviceId } | { readonly zone: ZoneId }, t: T): void {
  setConnecting(undefined)
  if ('device' in target) {
    commit(labels.addLink(), (draft) => void addLink(draft, from, target.device))
    return
  }
  let count = 0
  commit(labels.addLink(), (draft) => {
    count = linkToZone(draft, from, target.zone).length
  })
  const zone = getDiagram().zones[target.zone]
  afterEdits(() => {
    if (count === 0 && zone) notify({ text: t('canvas.connect.nobody', { zone: zone.name }) })
  })
}

const nameOf = (id: DeviceId): string => getDiagram().devices[id]?.name ?? id

/** Switches a device on or off. */
export function switchPower(id: DeviceId, power: boolean): void {
  commit(labels.power(nameOf(id)), (draft) => setDevice(draft, id, { power }))
}

/** Starts or stops what runs on a device. */
export function switchService(id: DeviceId, service: boolean): void {
  commit(labels.service(nameOf(id)), (draft) => setDevice(draft, id, { service }))
}

export function switchCable(id: string, cut: boolean): void {
  commit(labels.cable(), (draft) => setLink(draft, id, { cut }))
}

export function turnCable(id: string): void {
  commit(labels.cable(), (draft) => turnLink(draft, id))
}

/** Copies things and selects the copies. */
export function duplicate(ids: readonly string[]): void {
  const [first] = ids
  if (first === undefined) return
  let copies: readonly string[] = []
  commit(labels.addDevice(nameOf(first)), (draft) => {
    copies = duplicateItems(draft, ids, copyOffset)
  })
  afterEdits(() => select(copies))
}

export function remove(ids: readonly string[]): void {
  if (ids.length > 0) commit(labels.remove(ids.length), (draft) => removeItems(draft, ids))
}

export function selectAll(): void {
  const { devices, links, zones, notes } = getDiagram()
  select([devices, links, zones, notes].flatMap((records) => Object.keys(records)))
}

/** Ends wiring by two clicks; says whether there was any. */
export function cancelConnecting(): boolean {
  const isConnecting = getSession().connecting !== undefined
  if (isConnecting) setConnecting(undefined)
  return isConnecting
}
