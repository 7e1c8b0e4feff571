import type { HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Endpoint } from '../contract/outcome.ts'

/** What the rules of a proxy may look at. */
export interface Sight {
  readonly client: Endpoint
  /** The balancer's own end of the client's connection. */
  readonly local: Endpoint
  readonly tls: boolean
  /** Name that the client's TLS hello asks for; also where TLS is only passed through. */
  readonly serverName: string | undefined
  /** `TLS 1.3`; unset: none. */
  readonly tlsVersion: string | undefined
  /** Whether the client showed a certificate of its own that was accepted. */
  readonly isKnownCaller: boolean
  readonly request: HttpRequestMessage | undefined
  readonly response: HttpResponseMessage | undefined
  readonly frontend: string
  readonly backend: string | undefined
  readonly server: string | undefined
  /** Variables that rules have set. */
  readonly variables: Map<string, string>
  /** Servers of a backend that are usable now. */
  usable(backend: string): number
  isUp(server: string): boolean
  /** Whether these credentials stand in the list of users. */
  allows(list: string, user: string, password: string): boolean
  /** 0 <= x < 1. */
  random(): number
}
