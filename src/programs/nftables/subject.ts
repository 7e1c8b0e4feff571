import type { Packet } from '../../model/packet.ts'
import type { FilterHook } from '../contract/packet-filter.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { Tracked } from './flow-table.ts'
import type { ConnectionState } from './ruleset.ts'

/** A packet as the rules look at it. */
export interface Subject {
  readonly packet: Packet
  readonly state: ConnectionState
  readonly interfaceIn: string | undefined
  readonly interfaceOut: string | undefined
  readonly wiring: Wiring
  readonly hook?: FilterHook
  /** The connection it belongs to, and which way it goes. */
  readonly flow?: Tracked | undefined
  readonly direction?: 'original' | 'reply'
  /** What rules write down and read again; without it nothing is remembered. */
  readonly memory?: Memory
}

/** What evaluating rules leaves behind. */
export interface Memory {
  /** The packet's mark, as long as it is on this host. */
  mark: number
  /** Connection tracking is to leave this packet alone. */
  isUntracked: boolean
  readonly now: number
  readonly limits: { [key: string]: Bucket }
  /** Whose turn it is, by rule. */
  readonly turns: { [key: string]: number }
  /** Elements that rules have added to sets, by set and key; virtual ms at which they go, `null`: never. */
  readonly added: { [set: string]: { [key: string]: number | null } }
  readonly counters: { [setting: string]: number }
}

/** A token bucket; tokens in ms of the rate's own time. */
export type Bucket = { tokens: number; at: number }

export function countIn(memory: Memory | undefined, setting: string): void {
  if (memory) memory.counters[setting] = (memory.counters[setting] ?? 0) + 1
}
