import { parseAddress } from '../../protocols/ip/address.ts'
import { nextInTurn } from '../common/smooth-round-robin.ts'
import type { NginxSettings, UpstreamRow } from './fields.ts'
import type { PeerState } from './state.ts'

/** A server behind with what is remembered of it. */
export interface Peer {
  readonly row: Pick<UpstreamRow, 'weight' | 'maxFails' | 'failTimeoutMs' | 'backup' | 'down'>
  readonly state: PeerState
}

/** The choices of one request: which servers it has tried, and how far the hash has come. */
export interface Selection {
  readonly tried: Set<number>
  onBackup: boolean
  hash: number
  hashTries: number
}

export const newSelection = (): Selection => ({ tried: new Set(), onBackup: false, hash: 89, hashTries: 0 })

export const newPeerState = (weight: number): PeerState => ({
  current: 0,
  effective: weight,
  fails: 0,
  accessed: 0,
  checked: 0,
  connections: 0,
})

/** Why a server is not asked. */
export type Unusable = 'down' | 'failed'

export type Picked =
  | { readonly picked: 'only' | 'turn' | 'least' | 'hash' | 'backup'; readonly index: number }
  | { readonly picked: 'none' }

const failSeconds = (peer: Peer): number => Math.floor(peer.row.failTimeoutMs / 1000)

/** Whether a server is left out: marked `down`, or failed `max_fails` times less than `fail_timeout` ago. */
export function unusable(peer: Peer, now: number): Unusable | undefined {
  const { row, state } = peer
  if (row.down) return 'down'
  const isFailed = row.maxFails > 0 && state.fails >= row.maxFails && now - state.checked <= failSeconds(peer)
  return isFailed ? 'failed' : undefined
}

/** One server and no backup: nginx counts no failures then and never leaves it out. */
export const isSingle = (peers: readonly Peer[]): boolean => peers.length === 1

/** How many servers one request may try: all that are not marked `down`, backups included. */
export const triesOf = (peers: readonly Peer[]): number => peers.filter(({ row }) => !row.down).length

/**
 * Which server a request goes to (ngx_http_upstream_module). Marks it as tried by this request and moves the turn.
 * `now` in whole seconds; `client` is the caller's address.
 */
export function pickServer(
  balance: NginxSettings['balance'],
  peers: readonly Peer[],
  selection: Selection,
  { now, client }: { readonly now: number; readonly client: string },
): Picked {
  const [only] = peers
  if (only && isSingle(peers)) {
    if (only.row.down) return { picked: 'none' }
    selection.tried.add(0)
    return { picked: 'only', index: 0 }
  }
  if (balance === 'ip_hash') {
    const hashed = pickByHash(peers, selection, now, client)
    if (hashed !== undefined) return chosen(peers, selection, hashed, now, 'hash')
  }
  if (!selection.onBackup) {
    const index = pickAmong(balance, peers, usableOf(peers, selection, now, false))
    if (index !== undefined) return chosen(peers, selection, index, now, balance === 'least_conn' ? 'least' : 'turn')
    selection.onBackup = true
  }
  // With ip_hash nginx takes no backups; the check says so.
  const backups = balance === 'ip_hash' ? [] : usableOf(peers, selection, now, true)
  const index = pickAmong(balance, peers, backups)
  return index === undefined ? { picked: 'none' } : chosen(peers, selection, index, now, 'backup')
}

function chosen(
  peers: readonly Peer[],
  selection: Selection,
  index: number,
  now: number,
  picked: 'turn' | 'least' | 'hash' | 'backup',
): Picked {
  const peer = peers[index]
  if (peer && now - peer.state.checked > failSeconds(peer)) peer.state.checked = now
  selection.tried.add(index)
  return { picked, index }
}

function usableOf(peers: readonly Peer[], selection: Selection, now: number, backup: boolean): readonly number[] {
  return [...peers.keys()].filter((index) => {
    const peer = peers[index]
    return peer?.row.backup === backup && !selection.tried.has(index) && unusable(peer, now) === undefined
  })
}

function pickAmong(
  balance: NginxSettings['balance'],
  peers: readonly Peer[],
  usable: readonly number[],
): number | undefined {
  const candidates = balance === 'least_conn' ? leastBusy(peers, usable) : usable
  // nginx moves the turn only where several are equally busy.
  if (balance === 'least_conn' && candidates.length === 1) return candidates[0]
  const turns = candidates.flatMap((index) => {
    const peer = peers[index]
    return peer ? [{ weight: peer.row.weight, turn: peer.state }] : []
  })
  const next = nextInTurn(turns)
  return next === undefined ? undefined : candidates[next]
}

/** The servers with the fewest connections per weight, compared without division (least_conn). */
function leastBusy(peers: readonly Peer[], usable: readonly number[]): readonly number[] {
  let best: Peer | undefined
  let equals: number[] = []
  for (const index of usable) {
    const peer = peers[index]
    if (!peer) continue
    const load = peer.state.connections * (best?.row.weight ?? 1)
    const least = (best?.state.connections ?? 0) * peer.row.weight
    if (!best || load < least) {
      best = peer
      equals = [index]
    } else if (load === least) equals.push(index)
  }
  return equals
}

/** The bytes that ip_hash looks at: three of an IPv4 address, all of an IPv6 one. */
function hashedBytes(client: string): readonly number[] {
  const parsed = parseAddress(client)
  if (!parsed.ok) return []
  const { version, value } = parsed.value
  const size = version === 4 ? 4 : 16
  const all = Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * (size - 1 - index))) & 0xffn))
  return version === 4 ? all.slice(0, 3) : all
}

/** After more than 20 servers that cannot be used, the turn decides. */
function pickByHash(peers: readonly Peer[], selection: Selection, now: number, client: string): number | undefined {
  const bytes = hashedBytes(client)
  const total = peers.reduce((sum, { row }) => sum + (row.backup ? 0 : row.weight), 0)
  if (total === 0) return undefined
  while (selection.hashTries <= 20) {
    for (const byte of bytes) selection.hash = (selection.hash * 113 + byte) % 6271
    let place = selection.hash % total
    const index = peers.findIndex(({ row }) => {
      if (row.backup) return false
      place -= row.weight
      return place < 0
    })
    const peer = peers[index]
    if (peer && !selection.tried.has(index) && unusable(peer, now) === undefined) return index
    selection.hashTries += 1
  }
  return undefined
}

/** What the end of a try teaches about a server; `now` in whole seconds. */
export function learn(peer: Peer, hasFailed: boolean, now: number): void {
  const { row, state } = peer
  if (hasFailed) {
    state.fails += 1
    state.accessed = now
    state.checked = now
    if (row.maxFails > 0) state.effective = Math.max(0, state.effective - Math.floor(row.weight / row.maxFails))
  } else if (state.accessed < state.checked) state.fails = 0
}
