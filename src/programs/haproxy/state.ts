import type { Context } from '../contract/context.ts'
import type { Settings } from './fields.ts'
import type { Server } from './model.ts'
import { freshRotation, type Rotation } from './rotation.ts'

// Types, not interfaces: only types are known to be plain JSON.
export type ServerState = {
  /** 0 … rise + fall − 1; usable from `rise` on. */
  health: number
  /** Connections to it at this moment. */
  connections: number
  /** Connections that it has had since the start. */
  sessions: number
  /** When its number of connections last changed, as a running number: who has waited longest. */
  order: number
  /** Requests that wait for this very server, in the order in which they came. */
  queue: number[]
  /** Errors in a row that its answers showed (`observe`). */
  errors: number
  /** Healthy, but it asked for no new requests (`http-check disable-on-404`). */
  isDrained: boolean
  /** What its last check found, as the statistics page spells it: `L7OK`; empty before the first one. */
  result: string
  /** When it last came up, virtual ms: from then on its weight grows (`slowstart`). */
  upSince: number | null
}

export type BackendState = {
  rotation: Rotation
  /** The backups take turns of their own. */
  backups: Rotation
  /** Next slot of `static-rr`, next point of a ring. */
  slot: number
  /** Requests that wait for any of its servers. */
  queue: number[]
}

/** A change of a server that HAProxy writes to its log. */
export type LogEntry = { at: number; server: string; event: 'up' | 'down' | 'drained'; reason: string }

export type State = {
  servers: { [key: string]: ServerState }
  backends: { [name: string]: BackendState }
  /** Next running number for `order`. */
  order: number
  /** Next number of who waits in a queue. */
  waiter: number
  /** Which server a waiting request was given. */
  given: { [waiter: string]: string }
  log: LogEntry[]
}

export type Ctx = Context<Settings, State>

export const initialState = (): State => ({ servers: {}, backends: {}, order: 0, waiter: 0, given: {}, log: [] })

/** What is known of a server; one that was never checked counts as usable, with one life. */
export function serverState(state: State, { key, check }: Pick<Server, 'key' | 'check'>): ServerState {
  return (state.servers[key] ??= {
    health: check.rise,
    connections: 0,
    sessions: 0,
    order: state.order++,
    queue: [],
    errors: 0,
    isDrained: false,
    result: '',
    upSince: null,
  })
}

export function backendState(state: State, name: string): BackendState {
  return (state.backends[name] ??= { rotation: freshRotation(), backups: freshRotation(), slot: 0, queue: [] })
}

/** Counts a connection to a server in (`change` 1) or out (−1). */
export function countConnection(state: State, server: ServerState, change: 1 | -1): void {
  server.connections += change
  server.order = state.order++
}

/** Entries that are kept of the log. */
const longestLog = 20

export function writeLog(state: State, entry: LogEntry): void {
  state.log.push(entry)
  if (state.log.length > longestLog) state.log.shift()
}
