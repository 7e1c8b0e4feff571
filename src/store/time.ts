import { nextCheckAt } from '../engine/due.ts'
import { topologyOf } from './analysis.ts'
import { getDiagram } from './document-store.ts'
import { engineFor, fetchEngine } from './engine.ts'
import { getSession, patchSession } from './session-store.ts'

/**
 * Lets virtual time pass, in ms: health checks go on, what was kept runs out. The journey on the screen stays. Done at
 * once where the engine is there.
 */
export async function letTimePass(ms: number): Promise<void> {
  if (!engineFor(topologyOf(getDiagram()))) await fetchEngine(getDiagram())
  const topology = topologyOf(getDiagram())
  const { world } = getSession()
  const passed = engineFor(topology)?.simulate(topology, [{ type: 'wait', at: 0, ms }], world)
  if (passed) patchSession({ world: passed.world, unsettled: false })
}

/** Lets time pass until the next health check of any device has run. Returns false where nobody checks. */
export async function passUntilNextCheck(): Promise<boolean> {
  // A world that has not begun knows of no checks yet: a moment of it does.
  if (nextCheckAt(getSession().world) === undefined) await letTimePass(0)
  const { world } = getSession()
  const due = nextCheckAt(world)
  if (due === undefined) return false
  await letTimePass(due - world.clock)
  return true
}
