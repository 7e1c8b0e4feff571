import type { speaker } from '../../model/speaker.ts'
import type { Context } from '../contract/context.ts'
import type { ClientSettings } from './client-fields.ts'
import type en from './client-messages.en.ts'

/** What a client remembers of a name: addresses, or that there are none. */
export type CachedName = {
  rcode: 'NOERROR' | 'NXDOMAIN'
  addresses: string[]
  /** Virtual ms at which it runs out. */
  until: number
}

/** By name and record type: `www.example.com A`. */
export type NameCache = { [key: string]: CachedName }

/** By origin: until when (virtual ms) a browser would keep the connection of an earlier request open. */
export type KeptConnections = { [origin: string]: number }

/** By origin: how many connections are open at this moment, and how many requests wait for one. */
export type ConnectionPlaces = { [origin: string]: { open: number; waiting: number } }

/** A client while it works: its context, its voice, and what sets it apart from others. */
export interface Client {
  readonly context: Context<ClientSettings, unknown>
  /** Says the shared texts under the program's own name. */
  readonly say: ReturnType<typeof speaker<typeof en>>
  /** Whose rules judge certificates. */
  readonly profile: 'curl' | 'chromium'
  /** It takes whatever certificate it is shown (`curl -k`). */
  readonly takesAnyCertificate?: boolean
  /** Unset: this client asks anew each time. */
  readonly names: NameCache | undefined
  /** Of a browser, which uses connections again from one request to the next; unset: this client ends with its request. */
  readonly kept?: KeptConnections
  /** So long at most it waits for the handshake of TLS, ms; unset: as long as for a connection. */
  readonly handshakeMs?: number
  /** Of a browser, which opens only so many connections to one server; unset: this client has no such limit. */
  readonly places?: ConnectionPlaces
}
