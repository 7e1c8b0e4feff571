import { castDraft } from 'immer'
import type { Kind } from '../../kinds/contract.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { DeviceId, Json, JsonObject } from '../../model/topology.ts'
import { programOf } from '../../programs/registry.ts'
import { isStorable } from '../../protocols/fields/schema.ts'
import type { DeviceDraft, DiagramDraft } from '../draft.ts'

type Running = Pick<DeviceDraft, 'program' | 'config'>

/** A kind's program (its first unless named) with what the kind presets on it. */
export function freshProgram(kind: Kind, programId?: string): Running | undefined {
  const choice = programId === undefined ? kind.programs[0] : kind.programs.find(({ program }) => program === programId)
  const program = choice && programOf(choice.program)
  if (!program) return undefined
  return {
    program: { id: program.id, profile: program.profiles[0] ?? '', configVersion: program.migrations.length },
    config: castDraft(structuredClone(choice.preset)),
  }
}

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
  const fields = programOf(programId)?.fields ?? {}
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
  return dropped
}

const isSame = (a: Json, b: JsonObject[string] | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)
