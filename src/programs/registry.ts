import { withBehaviour, type AnyProgram } from './contract/program.ts'
import { definitions } from './definitions.ts'

/**
 * Every program with its behaviour, all at once: for Node. The page takes `definitions` to draw, and fetches the
 * behaviour of those programs that a diagram has.
 */
export const programs: readonly AnyProgram[] = await Promise.all(definitions.map(withBehaviour))
