import type { Action, Hop, Step } from '../model/trace.ts'

export type Tone = 'good' | 'bad' | 'plain'

/** How much a step tells about what a device did; the first of the highest is said. */
const weights: Readonly<Record<Action, number>> = {
  denied: 100,
  failed: 95,
  dropped: 90,
  answered: 80,
  'looked-up': 72,
  decided: 70,
  resolved: 68,
  permitted: 66,
  terminated: 64,
  translated: 60,
  worked: 55,
  retried: 50,
  assumed: 40,
  forwarded: 35,
  switched: 30,
  sent: 20,
  received: 10,
}

const bad: ReadonlySet<Action> = new Set<Action>(['denied', 'failed', 'dropped'])
const plain: ReadonlySet<Action> = new Set<Action>(['received', 'sent', 'forwarded', 'switched', 'retried', 'assumed'])

/** The one step of a hop that says most; undefined where nothing happened. */
export function tellingStep({ steps }: Hop): Step | undefined {
  let best: Step | undefined
  for (const step of steps) if (!best || weights[step.action] > weights[best.action]) best = step
  return best
}

/** How a step is meant, for its sign and colour. */
export const toneOf = ({ action }: Step): Tone => (bad.has(action) ? 'bad' : plain.has(action) ? 'plain' : 'good')

/**
 * What became of the packet, in one word, where it came to grief. What is forbidden without an answer is dropped; with
 * one, it was refused in so many words.
 */
export function fateOf({ steps, packetOut }: Hop): 'dropped' | 'denied' | 'failed' | undefined {
  const did = (action: Action) => steps.some((step) => step.action === action)
  if (did('dropped') || (did('denied') && packetOut === undefined)) return 'dropped'
  return did('denied') ? 'denied' : did('failed') ? 'failed' : undefined
}
