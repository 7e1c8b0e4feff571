import type { DeviceId } from '../model/topology.ts'
import type { StepRef } from '../model/verdict.ts'
import type { Connection } from '../programs/contract/outcome.ts'
import type { Service } from '../programs/contract/wiring.ts'
import type { Activity } from './process.ts'

interface Session {
  readonly serverName?: string
  readonly version: string
}

/** One end of a connection, with what only the engine knows of it. */
export interface End {
  readonly device: DeviceId
  readonly host: DeviceId
  readonly view: Connection
  session?: Session
}

/** Both ends of a connection, or of an attempt at one. */
export interface Pair {
  readonly id: number
  /** The attempt that opened it; everything on it belongs to that. */
  readonly attempt: number
  readonly client: End
  server?: End
  service?: Service
  isFile: boolean
  isOpen: boolean
  /** Where the last packet was lost, if it was: what a time-out is because of. */
  loss?: StepRef
  /** Who serves the question that is under way. */
  handler?: Activity
}

/** A connection as its ends see it. `encrypted` follows the TLS session. */
export function makeEnd(
  id: number,
  device: DeviceId,
  host: DeviceId,
  local: Connection['local'],
  remote: Connection['remote'],
): End {
  const memo: Record<string, unknown> = {}
  const end: End = {
    device,
    host,
    view: {
      id,
      local,
      remote,
      memo,
      get encrypted() {
        return end.session !== undefined
      },
    },
  }
  return end
}

/** The step that keeps a caller waiting: a lost packet, or whatever the one who serves it waits for in turn. */
export function reasonOf(pair: Pair): StepRef | undefined {
  if (pair.loss) return pair.loss
  const { handler } = pair
  if (!handler || handler.isOver) return handler?.stoppedBy
  const deeper = handler.pending?.pair ? reasonOf(handler.pending.pair) : undefined
  return deeper ?? handler.lastStep
}
