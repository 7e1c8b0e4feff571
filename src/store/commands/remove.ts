import type { DeviceDraft, DiagramDraft } from '../draft.ts'
import { renameInConfig } from './references.ts'

/**
 * Removes devices, links, zones and notes by id, and everything that led to them: the cables of a device, settings,
 * routes, gateways and scenarios that name it. The devices of a removed zone stay.
 */
export function removeItems(draft: DiagramDraft, ids: readonly string[]): void {
  const gone = new Set(ids)
  for (const link of Object.values(draft.links)) {
    if (gone.has(link.from) || gone.has(link.to)) gone.add(link.id)
  }
  for (const id of gone) {
    delete draft.devices[id]
    delete draft.links[id]
    delete draft.zones[id]
    delete draft.notes[id]
  }
  for (const device of Object.values(draft.devices)) forget(device, gone)
  for (const scenario of Object.values(draft.scenarios)) {
    // Without its sender a scenario asks nothing.
    if (gone.has(scenario.request.from)) delete draft.scenarios[scenario.id]
    else if (gone.has(scenario.expected.because ?? '')) delete scenario.expected.because
  }
}

function forget(device: DeviceDraft, gone: ReadonlySet<string>): void {
  if (device.zone !== undefined && gone.has(device.zone)) delete device.zone
  if (device.gateway !== undefined && gone.has(device.gateway)) delete device.gateway
  if (device.runsOn !== undefined && gone.has(device.runsOn)) delete device.runsOn
  if (device.routes?.some(({ via }) => via !== undefined && gone.has(via))) {
    device.routes = device.routes.filter(({ via }) => via === undefined || !gone.has(via))
  }
  if (device.interfaces?.some(({ network }) => gone.has(network))) {
    device.interfaces = device.interfaces.filter(({ network }) => !gone.has(network))
  }
  renameInConfig(device, (id) => (gone.has(id) ? undefined : id))
}
