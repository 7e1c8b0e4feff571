import type { Context } from '../contract/context.ts'
import type { Settings } from './fields.ts'
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
}

export type State = {
  servers: { [key: string]: ServerState }
  rotation: Rotation
  /** Next slot of `static-rr`. */
  slot: number
  /** Next running number for `order`. */
  order: number
}

export type Ctx = Context<Settings, State>

export const initialState = (): State => ({ servers: {}, rotation: freshRotation(), slot: 0, order: 0 })

/** What is known of a server; one that was never checked counts as usable, with one life. */
export function serverState(state: State, key: string, { rise }: Pick<Settings, 'rise'>): ServerState {
  return (state.servers[key] ??= { health: rise, connections: 0, sessions: 0, order: state.order++ })
}

/** Counts a connection to a server in (`change` 1) or out (−1). */
export function countConnection(state: State, server: ServerState, change: 1 | -1): void {
  server.connections += change
  server.order = state.order++
}
