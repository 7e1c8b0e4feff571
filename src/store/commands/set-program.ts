import { kindOf } from '../../kinds/registry.ts'
import type { DeviceId, Json, JsonObject } from '../../model/topology.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { isStorable } from '../../protocols/fields/schema.ts'
import type { DiagramDraft } from '../draft.ts'
import { freshProgram } from './programs.ts'

/**
 * Puts another program on a device. Settings that both programs have and the new one accepts are kept; the names
 * of the others are returned, so that the person can be told what was dropped. What the kind had preset on the
 * old program gives way to its preset on the new one.
 */
export function setProgram(draft: DiagramDraft, id: DeviceId, programId: string, profile?: string): readonly string[] {
  const device = draft.devices[id]
  const kind = device && kindOf(device.kind)
  const fresh = kind && freshProgram(kind, programId)
  if (!device || !fresh) return []
  const version = profile === undefined ? fresh.program : { ...fresh.program, profile }
  if (device.program.id === programId) {
    device.program.profile = version.profile
    return []
  }
  const fields = definitionOf(programId)?.fields ?? {}
  const preset = kind.programs.find(({ program }) => program === device.program.id)?.preset ?? {}
  const dropped: string[] = []
  for (const [name, value] of Object.entries(device.config)) {
    if (isSame(value, preset[name])) continue
    const field = fields[name]
    if (field && isStorable(field.spec, value)) fresh.config[name] = value
    else dropped.push(name)
  }
  device.program = version
  device.config = fresh.config
  // They were lines of the other program's language.
  delete device.notRead
  return dropped
}

const isSame = (a: Json, b: JsonObject[string] | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)
