import type { Message } from '../../model/message.ts'
import type { ApplicationMessage } from '../../model/packet.ts'
import type { Action, Purpose, Source } from '../../model/trace.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { AskOutcome, Connection, ConnectOutcome, ExchangeOutcome, PingOutcome } from './outcome.ts'
import type { Service, Wiring } from './wiring.ts'

/** What a program waits for; the engine performs it in virtual time. Programs use the helpers of `Context`. */
export type Effect =
  | { readonly type: 'connect'; readonly to: ConnectTarget; readonly timeoutMs: number; readonly purpose: Purpose }
  | {
      readonly type: 'ask'
      readonly connection: Connection
      readonly message: ApplicationMessage
      readonly timeoutMs: number
      readonly purpose: Purpose
    }
  | {
      readonly type: 'exchange'
      readonly to: { readonly address: string; readonly port: number }
      readonly message: ApplicationMessage
      readonly timeoutMs: number
      readonly purpose: Purpose
      readonly hears?: 'all-errors' | 'lasting-errors'
    }
  | { readonly type: 'ping'; readonly address: string; readonly ttl: number; readonly timeoutMs: number }
  | { readonly type: 'work'; readonly ms: number }
  | { readonly type: 'wait'; readonly signal: string; readonly timeoutMs: number }

/** Sequencing: a generator that yields what it waits for. All decisions in it are plain functions. */
export type Process<R> = Generator<Effect, R, unknown>

/** An address and port on the network, or a file of a device that runs on this one. */
export type ConnectTarget =
  | { readonly type: 'address'; readonly address: string; readonly port: number }
  | { readonly type: 'file'; readonly device: string; readonly path: string }

export interface StepOptions {
  /** Path of the setting that decided: `rules[2]`. */
  readonly setting?: string
  /** Hop at whose device that setting is, where it is not this one's: a certificate is judged here and set there. */
  readonly settingAt?: number
  readonly source?: Source
}

/** What a program may know and do while it runs. */
export interface Context<Settings, State> {
  readonly settings: Settings
  /** The program's state in the world: plain data, changed in place. */
  readonly state: State
  readonly wiring: Wiring
  /** Virtual ms since the fresh start. */
  now(): number
  /** Virtual date, epoch ms. */
  date(): number
  /** Seeded, one stream per device: 0 <= x < 1. */
  random(): number
  /** Reports a decision; it joins the hop at hand. Returns what a verdict or reply may point at. */
  step(action: Action, message: Message, options?: StepOptions): StepRef
  /** Opens a TCP connection (or a file). */
  connect(to: ConnectTarget, options: { timeoutMs: number; purpose?: Purpose }): Process<ConnectOutcome>
  /** Sends a message on an open connection and waits for the answer to it. */
  ask(
    connection: Connection,
    message: ApplicationMessage,
    options: { timeoutMs: number; purpose?: Purpose },
  ): Process<AskOutcome>
  /** Marks the connection as a TLS session from here on: only its two ends read what it carries. */
  secure(connection: Connection, session: { serverName?: string; version: string }): void
  close(connection: Connection): void
  /**
   * Sends a datagram and waits for the answer to it. A plain socket hears only of errors that last; a resolver asks to
   * hear of all (udp(7), IP_RECVERR), which is the default.
   */
  exchange(
    to: { address: string; port: number },
    message: ApplicationMessage,
    options: { timeoutMs: number; purpose?: Purpose; hears?: 'all-errors' | 'lasting-errors' },
  ): Process<ExchangeOutcome>
  ping(address: string, options: { ttl: number; timeoutMs: number }): Process<PingOutcome>
  /** Takes time: thinking, reading a file, waiting. */
  work(ms: number): Process<void>
  /** Waits in line, first come first served, until this device wakes it under that name; false: the time was up. */
  wait(signal: string, options: { timeoutMs: number }): Process<boolean>
  /** Wakes whoever on this device has waited longest for that. */
  wake(signal: string): void
  /** Sends the device on an errand that nobody waits for: a journey of its own (a cache that refreshes an entry). */
  errand(make: (context: Context<Settings, State>) => Process<void>): void
}

/** What came in: a message on a connection to one of this device's services. */
export interface Incoming {
  readonly message: ApplicationMessage
  readonly connection: Connection
  readonly service: Service
}
