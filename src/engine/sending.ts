import type { ApplicationMessage } from '../model/packet.ts'
import type { StepRef } from '../model/verdict.ts'
import type { Reply } from '../programs/contract/outcome.ts'
import type { Journey, MutableHop } from './journey.ts'
import type { Pair } from './pair.ts'

/** Serves what came in on a connection (and notes who does so on the pair); calls back with the reply and the visit it leaves from. */
export type Serve = (
  pair: Pair,
  hop: MutableHop,
  message: ApplicationMessage,
  journey: Journey,
  done: (reply: Reply, because: StepRef, from: MutableHop) => void,
) => void
