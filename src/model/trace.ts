import type { Message } from './message.ts'
import type { Packet } from './packet.ts'
import type { Request } from './request.ts'
import type { DeviceId, LinkId } from './topology.ts'
import type { Verdict } from './verdict.ts'

/** What a step does: a closed set, for colour and counting. Codes are open, for words. */
export const actions = [
  'received',
  'resolved',
  'permitted',
  'denied',
  'translated',
  'forwarded',
  'switched',
  // Handed on unread from one connection to another, as a balancer at the transport layer does.
  'relayed',
  'decided',
  'terminated',
  'looked-up',
  'sent',
  'worked',
  'answered',
  'retried',
  'failed',
  'dropped',
  'assumed',
] as const
export type Action = (typeof actions)[number]

export interface Source {
  /** `RFC 9112`, `nginx`, `nft(8)` … */
  readonly title: string
  /** Section, directive or chapter. */
  readonly section: string
}

/** One thing that a device did, with its reason. */
export interface Step extends Message {
  readonly action: Action
  /** Path of the setting that decided, within the device's config: `rules[2]`. */
  readonly setting?: string
  /** Hop at whose device that setting is, where it is not this one's: a certificate is judged here and set there. */
  readonly settingAt?: number
  readonly source?: Source
}

/** What a hop's packet is for. Stations fold everything but the message itself. */
export type Purpose = 'lookup' | 'connect' | 'tls' | 'message' | 'error' | 'check' | 'ping' | 'preflight' | 'local'

/** One visit of a packet to a device. */
export interface Hop {
  /** Running number within the trace, from 0. */
  readonly id: number
  readonly device: DeviceId
  /** The interface it came in by, e.g. `wan`; unset where the packet was made here. */
  readonly interfaceIn?: string
  readonly interfaceOut?: string
  /** The cable it came over. */
  readonly via?: LinkId
  /** The cable it left over. */
  readonly out?: LinkId
  readonly leg: 'request' | 'response'
  readonly purpose: Purpose
  /** The hop that made this one happen; only the first has none. */
  readonly cause?: number
  /** Virtual ms since the run began: arrival and departure. */
  readonly at: number
  readonly until: number
  readonly packetIn?: Packet
  readonly packetOut?: Packet
  /** Where the packet that leaves here is meant to go next (the neighbour on the cable). */
  readonly next?: DeviceId
  /** Where the packet came from (the neighbour on the cable). */
  readonly previous?: DeviceId
  /** Switched by a bridge: no routing, no forward rule, TTL kept. */
  readonly bridged?: boolean
  readonly steps: readonly Step[]
}

/** One device, in the course's sense: there, or back. */
export interface Station {
  readonly device: DeviceId
  readonly leg: 'request' | 'response'
  /** Hops that belong to it, in order; empty where it was skipped. */
  readonly hops: readonly number[]
  /** Not visited, because an earlier device answered (a cache hit). */
  readonly skipped?: boolean
  /** Somebody on the way tried it in vain: it refused, or the packet was lost here. */
  readonly tried?: boolean
  /** Which exchange of the sender it belongs to, from 0, where that is not the first (a redirect, after a preflight). */
  readonly pass?: number
}

/** Everything that happened to one request. */
export interface Trace {
  readonly request: Request
  /** Virtual ms on the world's clock when it was sent. */
  readonly startedAt: number
  /** Virtual ms from sending to the verdict. */
  readonly durationMs: number
  readonly hops: readonly Hop[]
  readonly stations: readonly Station[]
  readonly verdict: Verdict
  /** What was received, for the browser's view: the last response's status, headers and body text. */
  readonly page?: Page
}

export interface Page {
  readonly status: number
  readonly contentType: string
  readonly text: string
  readonly url: string
  /** What the script that asked gets of it. */
  readonly script?: ScriptView
}

/** A response as `fetch` hands it out (Fetch, "filtered response"). */
export interface ScriptView {
  readonly type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect'
  /** 0 where the script must not know it. */
  readonly status: number
  /** Names of the headers that it may read, in lower case, sorted. */
  readonly headers: readonly string[]
  /** Bytes of the body that it may read. */
  readonly bodyBytes: number
}
