import type { DeviceId, Json } from '../../model/topology.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { asDraft, type DiagramDraft } from '../draft.ts'

/** Gives a host a packet filter of its own, with nothing set yet, or takes it away. */
export function setOwnFilter(draft: DiagramDraft, id: DeviceId, programId: string | undefined): void {
  const device = draft.devices[id]
  const program = programId === undefined ? undefined : definitionOf(programId)
  if (!device) return
  if (!program) {
    delete device.filter
    return
  }
  const [profile = ''] = program.profiles
  device.filter = { program: { id: program.id, profile, configVersion: program.migrations.length }, config: {} }
}

/** Sets one setting of a host's own packet filter; `undefined` unsets it. */
export function setFilterConfig(draft: DiagramDraft, id: DeviceId, name: string, value: Json | undefined): void {
  const filter = draft.devices[id]?.filter
  if (!filter || name in Object.prototype) return
  if (value === undefined) delete filter.config[name]
  else filter.config[name] = asDraft(value)
}
