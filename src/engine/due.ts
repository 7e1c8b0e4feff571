import type { World } from '../model/world.ts'

/** When the next health check of any device is due, virtual ms on the world's clock; none where nobody checks. */
export function nextCheckAt({ states, clock }: World): number | undefined {
  const due = Object.values(states).flatMap(({ kernel }) => {
    const { checks } = kernel
    return typeof checks === 'object' && checks !== null ? Object.values(checks) : []
  })
  const coming = due.filter((time): time is number => typeof time === 'number' && time > clock)
  return coming.length === 0 ? undefined : Math.min(...coming)
}
