import type { Action, Hop, Step } from '../model/trace.ts'

/** How something is meant, for its sign and colour. */
export type Tone = 'good' | 'bad' | 'plain'

const bad: ReadonlySet<Action> = new Set<Action>(['denied', 'failed', 'dropped'])
/** What every hop does; told only where there is nothing else to tell. */
const routine: ReadonlySet<Action> = new Set<Action>(['received', 'sent', 'forwarded', 'switched', 'relayed'])
/** Worth telling, but neither good nor bad. */
const neutral: ReadonlySet<Action> = new Set<Action>(['retried', 'assumed'])

const isBad = ({ action }: Step): boolean => bad.has(action)
export const isRoutine = ({ action }: Step): boolean => routine.has(action)

/** How a step is meant. */
export function toneOf(step: Step): Tone {
  return isBad(step) ? 'bad' : isRoutine(step) || neutral.has(step.action) ? 'plain' : 'good'
}

/** How a hop went. */
export function toneOfHop({ steps }: Hop): Tone {
  if (steps.some(isBad)) return 'bad'
  return steps.some((step) => toneOf(step) === 'good') ? 'good' : 'plain'
}

/**
 * The steps worth telling in a row: what went wrong first, with what was sent again before it and what was made of it
 * (the answer before all else); where nothing did, the first that are no routine.
 */
export function tellingSteps({ steps }: Hop, limit: number): readonly Step[] {
  const telling = steps.filter((step) => !isRoutine(step))
  const failing = telling.find(isBad)
  if (!failing) return telling.length > 0 ? telling.slice(0, limit) : steps.slice(-1)
  const at = telling.indexOf(failing)
  const again = telling.slice(0, at).filter(({ action }) => action === 'retried')
  const then = telling.slice(at + 1).filter((step) => !isBad(step))
  const answers = then.filter(({ action }) => action === 'answered')
  const room = Math.max(0, limit - again.length - 1 - answers.length)
  const others = then.filter(({ action }) => action !== 'answered').slice(0, room)
  const told = new Set([...answers, ...others])
  return [...again, failing, ...then.filter((step) => told.has(step))]
}

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
  relayed: 25,
  sent: 20,
  received: 10,
}

/** The one step of a hop that says most, and how the hop is meant; undefined where nothing happened. */
export function tellingStep({ steps }: Hop): { readonly step: Step; readonly tone: Tone } | undefined {
  let best: Step | undefined
  for (const step of steps) if (!best || weights[step.action] > weights[best.action]) best = step
  if (!best) return undefined
  // Who answers because something failed says both: `no server gave a valid answer: answers 502`.
  const answer = best.action === 'failed' ? steps.findLast(({ action }) => action === 'answered') : undefined
  return { step: answer ?? best, tone: toneOf(best) }
}

/**
 * What became of the packet, in one word, where it came to grief. What is forbidden without an answer is dropped; with
 * one, it was refused in so many words.
 */
export function fateOf({ steps, packetOut }: Hop): 'dropped' | 'denied' | 'failed' | undefined {
  const did = (action: Action) => steps.some((step) => step.action === action)
  if (did('dropped') || (did('denied') && packetOut === undefined)) return 'dropped'
  return did('denied') ? 'denied' : did('failed') ? 'failed' : undefined
}
