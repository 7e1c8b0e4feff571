import { nextInTurn } from '../common/smooth-round-robin.ts'
import { byAddress, byKey } from './balance-hash.ts'
import { failSeconds, isSingle, isUsable, unusable, type Peer, type Selection } from './balance-peers.ts'
import { byChance, byChanceOfTwo } from './balance-random.ts'
import { onRing } from './balance-ring.ts'

/** How a group chooses among its servers. */
export type Method = 'round_robin' | 'least_conn' | 'ip_hash' | 'hash' | 'consistent' | 'random' | 'random-two'

/** What a choice may depend on. */
interface Choosing {
  /** Whole seconds. */
  readonly now: number
  /** The caller's address. */
  readonly client: string
  /** What `hash` hashes. */
  readonly key: string
  /** 0 <= x < 1 */
  readonly random: () => number
}

export type Picked =
  | {
      readonly picked: 'only' | 'turn' | 'least' | 'hash' | 'chance' | 'backup'
      readonly index: number
      /** Places that the hash or the dice led to in vain. */
      readonly misses: number
    }
  | { readonly picked: 'none' }

/**
 * Which server a request goes to (ngx_http_upstream_module). Marks it as tried by this request and moves the turn.
 */
export function pickServer(method: Method, peers: readonly Peer[], selection: Selection, choosing: Choosing): Picked {
  const { now } = choosing
  const [only] = peers
  if (only && isSingle(peers)) {
    const why = unusable(only, now)
    if (why === 'down' || why === 'full') return { picked: 'none' }
    selection.tried.add(0)
    return { picked: 'only', index: 0, misses: 0 }
  }
  if (!selection.onBackup) {
    const found = pickFirst(method, peers, selection, choosing)
    if (found) return chosen(peers, selection, found, now)
    selection.onBackup = true
  }
  const index = pickAmong(method, peers, usableOf(peers, selection, now, true))
  return index === undefined ? { picked: 'none' } : chosen(peers, selection, { index, picked: 'backup' }, now)
}

interface Found {
  readonly index: number
  readonly picked: 'turn' | 'least' | 'hash' | 'chance' | 'backup'
}

/** Among the regular servers: as the method has it, and by turn where that leads nowhere. */
function pickFirst(
  method: Method,
  peers: readonly Peer[],
  selection: Selection,
  choosing: Choosing,
): Found | undefined {
  const special = pickSpecially(method, peers, selection, choosing)
  if (special !== undefined) return { index: special, picked: method.startsWith('random') ? 'chance' : 'hash' }
  const index = pickAmong(method, peers, usableOf(peers, selection, choosing.now, false))
  return index === undefined ? undefined : { index, picked: method === 'least_conn' ? 'least' : 'turn' }
}

function pickSpecially(
  method: Method,
  peers: readonly Peer[],
  selection: Selection,
  { now, client, key, random }: Choosing,
): number | undefined {
  switch (method) {
    case 'ip_hash':
      return byAddress(peers, selection, now, client)
    case 'hash':
      return key === '' ? undefined : byKey(peers, selection, now, key)
    case 'consistent':
      return key === '' ? undefined : onRing(peers, selection, now, key)
    case 'random':
      return byChance(peers, selection, now, random)
    case 'random-two':
      return byChanceOfTwo(peers, selection, now, random)
    case 'round_robin':
    case 'least_conn':
      return undefined
  }
}

function chosen(peers: readonly Peer[], selection: Selection, { index, picked }: Found, now: number): Picked {
  const peer = peers[index]
  if (peer && now - peer.state.checked > failSeconds(peer)) peer.state.checked = now
  selection.tried.add(index)
  return { picked, index, misses: selection.misses }
}

const usableOf = (peers: readonly Peer[], selection: Selection, now: number, backup: boolean): readonly number[] =>
  [...peers.keys()].filter((index) => peers[index]?.row.backup === backup && isUsable(peers, index, selection, now))

function pickAmong(method: Method, peers: readonly Peer[], usable: readonly number[]): number | undefined {
  const candidates = method === 'least_conn' ? leastBusy(peers, usable) : usable
  // nginx moves the turn only where several are equally busy.
  if (method === 'least_conn' && candidates.length === 1) return candidates[0]
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
