import { isUp } from './health.ts'
import type { Server } from './model.ts'
import { serverState, writeLog, type Ctx } from './state.ts'
import { manual, nameOf, say } from './words.ts'

/** What traffic showed of a server (manual 5.2, "observe"): of the connection, or of the answer on it. */
export type Noticed = { readonly layer: 4 | 7; readonly isGood: boolean }

/** So many errors in a row count as a failed check, or take it out at once (manual 5.2, "error-limit", "on-error"). */
export function observe(context: Ctx, server: Server, { layer, isGood }: Noticed): void {
  if (server.observe === undefined || (server.observe === 'layer4' && layer === 7)) return
  // That it takes connections says nothing of its answers.
  if (isGood && server.observe === 'layer7' && layer === 4) return
  const { state, wiring } = context
  const known = serverState(state, server)
  if (isGood) {
    known.errors = 0
    return
  }
  known.errors++
  if (known.errors < server.errorLimit) return
  known.errors = 0
  const wasUp = isUp(known.health, server.check)
  const { onError, check } = server
  if (onError === 'mark-down') known.health = 0
  else if (onError === 'sudden-death') known.health = known.health > check.rise ? check.rise : 0
  else if (onError === 'fail-check') known.health = known.health > check.rise ? known.health - 1 : 0
  if (!wasUp || isUp(known.health, check)) return
  context.step('decided', say('observed-down', { server: nameOf(server, wiring) }), {
    setting: server.setting,
    source: manual('5.2 observe'),
  })
  writeLog(state, { at: context.now(), server: server.key, event: 'down', reason: layer === 4 ? 'L4CON' : 'L7STS' })
}
