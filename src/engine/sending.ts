import type { ApplicationMessage } from '../model/packet.ts'
import type { StepRef } from '../model/verdict.ts'
import type { ConnectOutcome, Reply } from '../programs/contract/outcome.ts'
import type { DeliveryError } from './forwarding.ts'
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

/** What a caller of `connect` makes of an error that came back. */
export function connectOutcomeOf(error: DeliveryError): Exclude<ConnectOutcome['outcome'], 'ok'> {
  // A TCP caller takes "port unreachable" for a refusal (tcp(7), ICMP errors).
  return error === 'port-unreachable' ? 'refused' : error
}
