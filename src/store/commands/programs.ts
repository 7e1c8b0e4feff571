import type { Kind } from '../../kinds/contract.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { asDraft, type DeviceDraft } from '../draft.ts'

type Running = Pick<DeviceDraft, 'program' | 'config'>

/** A kind's program (its first unless named) with what the kind presets on it. */
export function freshProgram(kind: Kind, programId?: string): Running | undefined {
  const choice = programId === undefined ? kind.programs[0] : kind.programs.find(({ program }) => program === programId)
  const program = choice && definitionOf(choice.program)
  if (!program) return undefined
  return {
    program: { id: program.id, profile: program.profiles[0] ?? '', configVersion: program.migrations.length },
    config: asDraft(structuredClone(choice.preset)),
  }
}
