import type { Context, Process } from '../contract/context.ts'
import { keyOf } from './dns-cache.ts'

/** Questions that are being asked, with how many others wait for the same answer. */
export type Asking = { [key: string]: number }

interface Question {
  readonly name: string
  readonly type: string
}

/** Nobody waits longer for somebody else's question: all of unbound's tries together, in ms. */
const patienceMs = 12_000

/**
 * The same question is asked only once at a time: whoever comes with it meanwhile waits for that answer. So resolvers
 * that were set to ask each other wait instead of asking in circles (unbound's mesh, dnsmasq since 2.83).
 */
export function* askOnce<R>(
  context: Context<unknown, { asking: Asking }>,
  question: Question,
  ask: () => Process<R>,
): Process<R | 'somebody-else-asked'> {
  const { asking } = context.state
  const key = keyOf(question.name, question.type)
  const waiting = asking[key]
  if (waiting !== undefined) {
    asking[key] = waiting + 1
    yield* context.wait(`dns ${key}`, { timeoutMs: patienceMs })
    return 'somebody-else-asked'
  }
  asking[key] = 0
  try {
    return yield* ask()
  } finally {
    const others = asking[key] ?? 0
    delete asking[key]
    for (let index = 0; index < others; index += 1) context.wake(`dns ${key}`)
  }
}
