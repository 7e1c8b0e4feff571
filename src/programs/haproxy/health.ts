import type { CheckOptions } from './model.ts'

type Limits = Pick<CheckOptions, 'rise' | 'fall'>

/**
 * A server's health after a check (configuration manual 2.6, section 5.2, "rise" and "fall"): usable from `rise` on.
 * A good check that makes or finds it usable gives it all its lives, a bad one takes one; the last one ends it, and a
 * bad check on the way up starts the count again.
 * @returns 0 … rise + fall − 1
 */
export function healthAfter(health: number, isGood: boolean, { rise, fall }: Limits): number {
  if (!isGood) return health > rise ? health - 1 : 0
  return health + 1 >= rise ? rise + fall - 1 : health + 1
}

export const isUp = (health: number, { rise }: Pick<Limits, 'rise'>): boolean => health >= rise

/** Time until the next check: other ones when it is down for good, or on its way up or down (manual 5.2, "inter"). */
export function intervalOf(health: number, { rise, fall, intervalMs, fastMs, downMs }: CheckOptions): number {
  if (health === rise + fall - 1) return intervalMs
  return (health === 0 ? downMs : fastMs) ?? intervalMs
}
