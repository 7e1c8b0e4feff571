import type { ApplicationMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'

/** A connection as one of its two ends sees it. */
export interface Connection {
  readonly id: number
  readonly local: Endpoint
  readonly remote: Endpoint
  /** The port's TLS setting: a service that listens with TLS, or a caller that has finished its handshake. */
  readonly encrypted: boolean
  /** What this end remembers as long as the connection lives: an upstream connection, a TLS session. */
  readonly memo: Record<string, unknown>
}

export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** `because`: the step that made it so, perhaps on another device. */
interface Reasoned {
  readonly because: StepRef
}

/** Why nothing could be opened. `refused`: RST or port-unreachable; the ICMP errors by name. */
export type ConnectFailure = Reasoned & {
  readonly outcome: 'refused' | 'host-unreachable' | 'net-unreachable' | 'prohibited' | 'timed-out' | 'ttl-exceeded'
  /** Narrows the outcome where Linux has another word for it: `protocol` (ENOPROTOOPT), `invalid`, `not-permitted`. */
  readonly detail?: string
  /** Virtual ms that it took to know. */
  readonly afterMs: number
}

export type ConnectOutcome = { readonly outcome: 'ok'; readonly connection: Connection } | ConnectFailure

/** Every outcome of a question on an open connection. */
export type AskOutcome =
  | (Reasoned & { readonly outcome: 'ok'; readonly message: ApplicationMessage })
  | (Reasoned & { readonly outcome: 'timed-out' | 'reset' | 'closed' })

/** A datagram's question: the failures of connecting, or an answer. */
export type ExchangeOutcome =
  | (Reasoned & { readonly outcome: 'ok'; readonly message: ApplicationMessage })
  | ConnectFailure

export type PingOutcome =
  | (Reasoned & { readonly outcome: 'ok'; readonly ms: number; readonly ttl: number })
  | ConnectFailure

/** What a server does with a message that it was sent. */
export type Reply =
  | { readonly type: 'answer'; readonly message: ApplicationMessage; readonly because?: StepRef }
  /** FIN without an answer: an empty reply. */
  | { readonly type: 'close'; readonly because?: StepRef }
  | { readonly type: 'reset'; readonly because?: StepRef }
  /** Never answers; the caller's time-out ends it. */
  | { readonly type: 'silence'; readonly because?: StepRef }
