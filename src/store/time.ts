import { nextCheckAt } from '../engine/due.ts'
import { run } from '../engine/run.ts'
import { topologyOf } from './analysis.ts'
import { getDiagram } from './document-store.ts'
import { getSession, patchSession } from './session-store.ts'

/** Lets virtual time pass, in ms: health checks go on, what was kept runs out. The journey on the screen stays. */
export function letTimePass(ms: number): void {
  const { world } = getSession()
  const { world: next } = run(topologyOf(getDiagram()), [{ type: 'wait', at: 0, ms }], world)
  patchSession({ world: next, unsettled: false })
}

/** Lets time pass until the next health check of any device has run. Returns false where nobody checks. */
export function passUntilNextCheck(): boolean {
  // A world that has not begun knows of no checks yet: a moment of it does.
  if (nextCheckAt(getSession().world) === undefined) letTimePass(0)
  const { world } = getSession()
  const due = nextCheckAt(world)
  if (due === undefined) return false
  letTimePass(due - world.clock)
  return true
}
