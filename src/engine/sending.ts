import type { ApplicationMessage } from '../model/packet.ts'
import type { DeviceId } from '../model/topology.ts'
import type { StepRef } from '../model/verdict.ts'
import type { ConnectOutcome, Reply } from '../programs/contract/outcome.ts'
import type { DeliveryError } from './forwarding.ts'
import type { Journey, MutableHop } from './journey.ts'
import type { Pair } from './pair.ts'
import type { SimulationCore } from './simulation-core.ts'

/** Serves what came in on a connection (and notes who does so on the pair); calls back with the reply and the visit it leaves from. */
export type Serve = (
  pair: Pair,
  hop: MutableHop,
  message: ApplicationMessage,
  journey: Journey,
  done: (reply: Reply, because: StepRef, from: MutableHop) => void,
) => void

/** The source address of what a host sends: the first one of the interface that the route leaves by (RFC 6724, simplified to one family). */
export function sourceAddress(core: SimulationCore, host: DeviceId, destination: string): string {
  const own = core.compiled.addressesOf(host)
  if (own.includes(destination) || destination.startsWith('127.')) return destination
  return core.outgoingAddress(host, destination) ?? own[0] ?? '0.0.0.0'
}

/** What a caller of `connect` makes of an error that came back. */
export function connectOutcomeOf(error: DeliveryError): Exclude<ConnectOutcome['outcome'], 'ok'> {
  // A TCP caller takes "port unreachable" for a refusal (tcp(7), ICMP errors).
  return error === 'port-unreachable' ? 'refused' : error
}
