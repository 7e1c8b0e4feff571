import type { Diagram } from '../model/diagram.ts'
import { device as deviceValue, text } from '../model/message.ts'
import { compareIds, type Device, type Link } from '../model/topology.ts'
import type { Repair } from './document-error.ts'
import { repair } from './normalise.ts'

const prefixes = { d: 'devices', l: 'links', z: 'zones', n: 'notes', s: 'scenarios' } as const

/**
 * Mends what points at nothing: links without an end, zones, hosts and networks that are not there. Settings that
 * name a missing device stay; the check finds those and says more.
 */
export function mendReferences(diagram: Diagram, repairs: Repair[]): Diagram {
  const links = mendLinks(diagram, repairs)
  const whole = { ...diagram, links }
  const devices = mapRecord(diagram.devices, (device) => mendDevice(device, whole, repairs))
  const scenarios = Object.entries(diagram.scenarios).filter(([id, { request }]) => {
    const isSendable = request.from in diagram.devices
    if (!isSendable) repairs.push(repair('scenario-dropped', { scenario: text(diagram.scenarios[id]?.title ?? id) }))
    return isSendable
  })
  const mended: Diagram = { ...whole, devices, scenarios: Object.fromEntries(scenarios) }
  return { ...mended, lastIds: raisedIds(mended, diagram) }
}

const mapRecord = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

function mendLinks({ links, devices }: Diagram, repairs: Repair[]): Record<string, Link> {
  const kept: Record<string, Link> = {}
  const pairs = new Set<string>()
  for (const link of Object.values(links).toSorted((a, b) => compareIds(a.id, b.id))) {
    const pair = [link.from, link.to].toSorted(compareIds).join(' ')
    const isDangling = !(link.from in devices) || !(link.to in devices) || link.from === link.to
    if (isDangling) repairs.push(repair('dangling-link', { link: text(link.id) }))
    else if (pairs.has(pair)) repairs.push(repair('duplicate-link', { link: text(link.id) }))
    else kept[link.id] = link
    pairs.add(pair)
  }
  return kept
}

function mendDevice(device: Device, { devices, links, zones }: Diagram, repairs: Repair[]): Device {
  const { zone, runsOn, interfaces, ...rest } = device
  const about = { device: deviceValue(device.id) }
  const isZoneKnown = zone !== undefined && zone in zones
  const isHostKnown = runsOn !== undefined && endsSomewhere(device.id, devices)
  const known = interfaces?.filter(({ network }) => network in zones || network in links)
  if (zone !== undefined && !isZoneKnown) repairs.push(repair('unknown-zone', { ...about, zone: text(zone) }))
  if (runsOn !== undefined && !isHostKnown) repairs.push(repair('unknown-host', about))
  if (interfaces && known?.length !== interfaces.length) repairs.push(repair('unknown-network', about))
  return {
    ...rest,
    ...(isZoneKnown ? { zone } : {}),
    ...(isHostKnown ? { runsOn } : {}),
    ...(known ? { interfaces: known } : {}),
  }
}

/** Whether following `runsOn` from here ends at a device that exists, rather than in a circle or at nothing. */
function endsSomewhere(start: string, devices: Diagram['devices']): boolean {
  const seen = new Set<string>()
  let id: string | undefined = start
  while (id !== undefined) {
    if (seen.has(id) || !(id in devices)) return false
    seen.add(id)
    id = devices[id]?.runsOn
  }
  return true
}

/** The running numbers, at least as high as every id in use or ever named: deleted ids are not given out again. */
function raisedIds(diagram: Diagram, original: Diagram): Diagram['lastIds'] {
  const result: Record<string, number> = {}
  for (const [prefix, record] of Object.entries(prefixes)) {
    const used = Object.keys(original[record]).map((id) => Number(id.slice(1)))
    const highest = Math.max(diagram.lastIds[prefix] ?? 0, ...used)
    if (highest > 0) result[prefix] = highest
  }
  return result
}
