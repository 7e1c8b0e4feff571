import type { GroupServer } from './directive.ts'
import type { PeerState } from './state.ts'

/** A server behind with what is remembered of it. */
export interface Peer {
  readonly row: Pick<GroupServer, 'weight' | 'maxFails' | 'failTimeoutMs' | 'backup' | 'down' | 'maxConns'>
  readonly state: PeerState
  /** As the directive names it: what `hash … consistent` makes its points of. */
  readonly name: string
}

/** The choices of one request: which servers it has tried, and how far the hash or the dice have come. */
export interface Selection {
  readonly tried: Set<number>
  onBackup: boolean
  /** `ip_hash`, `hash`: the sum so far. `hash … consistent`: the place on the ring. Unset: not yet looked. */
  hash: number | undefined
  /** How often `hash` has hashed. */
  rounds: number
  /** Places looked at in vain; after more than 20 the turn decides. */
  misses: number
}

export const newSelection = (): Selection => ({
  tried: new Set(),
  onBackup: false,
  hash: undefined,
  rounds: 0,
  misses: 0,
})

export const mostMisses = 20

export const newPeerState = (weight: number): PeerState => ({
  current: 0,
  effective: weight,
  fails: 0,
  accessed: 0,
  checked: 0,
  connections: 0,
})

/** Why a server is not asked. */
export type Unusable = 'down' | 'failed' | 'full'

export const failSeconds = ({ row }: Pick<Peer, 'row'>): number => Math.floor(row.failTimeoutMs / 1000)

const isFull = ({ row: { maxConns = 0 }, state }: Peer): boolean => maxConns > 0 && state.connections >= maxConns

/**
 * Whether a server is left out: marked `down`, failed `max_fails` times less than `fail_timeout` ago, or at `max_conns`.
 * `now` in whole seconds.
 */
export function unusable(peer: Peer, now: number): Unusable | undefined {
  const { row, state } = peer
  if (row.down) return 'down'
  if (row.maxFails > 0 && state.fails >= row.maxFails && now - state.checked <= failSeconds(peer)) return 'failed'
  return isFull(peer) ? 'full' : undefined
}

/** One server and no backup: nginx counts no failures then and never leaves it out. */
export const isSingle = (peers: readonly unknown[]): boolean => peers.length === 1

/** How many servers one request may try: all that are not marked `down`, backups included. */
export const triesOf = (peers: readonly Pick<Peer, 'row'>[]): number =>
  isSingle(peers) ? 1 : peers.filter(({ row }) => !row.down).length

/** Whether a server may be asked for this request. */
export function isUsable(peers: readonly Peer[], index: number, selection: Selection, now: number): boolean {
  const peer = peers[index]
  return peer !== undefined && !selection.tried.has(index) && unusable(peer, now) === undefined
}

/** The weights of all that are no backup, down ones included: what hashes and dice are spread over. */
export const totalWeight = (peers: readonly Peer[]): number =>
  peers.reduce((sum, { row }) => sum + (row.backup ? 0 : row.weight), 0)

/** The server that has the given place among the weights. */
export function atWeight(peers: readonly Peer[], place: number): number {
  let left = place
  return peers.findIndex(({ row }) => {
    if (row.backup) return false
    left -= row.weight
    return left < 0
  })
}

/** What the end of a try teaches about a server; `now` in whole seconds. */
export function learn({ row, state }: Peer, hasFailed: boolean, now: number): void {
  if (hasFailed) {
    state.fails += 1
    state.accessed = now
    state.checked = now
    if (row.maxFails > 0) state.effective = Math.max(0, state.effective - Math.floor(row.weight / row.maxFails))
  } else if (state.accessed < state.checked) state.fails = 0
}
