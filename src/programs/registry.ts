import { bind } from './bind/program.ts'
import type { AnyProgram } from './contract/program.ts'
import { django } from './django/program.ts'
import { postgresql } from './postgresql/program.ts'
import { router } from './router/program.ts'
import { sqlite } from './sqlite/program.ts'

/** Every program, one line each; ids are what documents name them by. */
export const programs: readonly AnyProgram[] = [
  bind,
  django,
  postgresql,
  router,
  sqlite,
]

const byId = new Map(programs.map((program) => [program.id, program]))

export function programOf(id: string): AnyProgram | undefined {
  return byId.get(id)
}
