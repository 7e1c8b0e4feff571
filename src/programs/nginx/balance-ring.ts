import { crc32 } from '../../lib/crc32.ts'
import { encode } from '../../lib/utf8.ts'
import { nextInTurn } from '../common/smooth-round-robin.ts'
import { isUsable, mostMisses, type Peer, type Selection } from './balance-peers.ts'

/** Points on a ring in rising order, each with the name that it belongs to. */
type Ring = readonly { readonly hash: number; readonly name: string }[]

const pointsPerWeight = 160

/** Host and port of a name are hashed with a zero byte between them, where there is a port. */
function baseOf(name: string): readonly number[] {
  const [, host = name, port = ''] = /^(.*):(\d*)$/.exec(name) ?? []
  return [...encode(host), 0, ...encode(port)]
}

const littleEndian = (value: number): readonly number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff)

/** Every point follows from the one before it (Cache::Memcached::Fast). */
function pointsOf(name: string, weight: number): Ring {
  const base = baseOf(name)
  let hash = 0
  return Array.from({ length: weight * pointsPerWeight }, () => {
    hash = crc32(Uint8Array.from([...base, ...littleEndian(hash)]))
    return { hash, name }
  })
}

function ringOf(peers: readonly Peer[]): Ring {
  const all = peers.flatMap(({ row, name }) => (row.backup ? [] : pointsOf(name, row.weight)))
  const sorted = all.toSorted((a, b) => a.hash - b.hash)
  return sorted.filter(({ hash }, index) => sorted[index - 1]?.hash !== hash)
}

const rings = new Map<string, Ring>()
const mostRings = 20

/** The ring of these servers; the last few are kept, as they are long to make. */
function keptRing(peers: readonly Peer[]): Ring {
  const key = peers.map(({ row, name }) => (row.backup ? '' : `${name} ${row.weight}`)).join()
  const known = rings.get(key)
  if (known) return known
  const made = ringOf(peers)
  if (rings.size >= mostRings) rings.clear()
  rings.set(key, made)
  return made
}

/** The first point that is not below the key's; past the last one it is the first. */
function pointFor(ring: Ring, key: string): number {
  const wanted = crc32(encode(key))
  let [from, to] = [0, ring.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ring[middle]?.hash ?? 0) < wanted) from = middle + 1
    else to = middle
  }
  return from
}

/** `hash key consistent` (ngx_http_upstream_hash_module): round the ring from the key's point on. */
export function onRing(peers: readonly Peer[], selection: Selection, now: number, key: string): number | undefined {
  const ring = keptRing(peers)
  if (ring.length === 0) return undefined
  selection.hash ??= pointFor(ring, key)
  while (selection.misses <= mostMisses) {
    const name = ring[selection.hash % ring.length]?.name
    const index = turnAmong(peers, selection, now, name)
    if (index !== undefined) return index
    selection.hash += 1
    selection.misses += 1
  }
  return undefined
}

/** Several addresses of one name share its points: among them the turn decides. */
function turnAmong(
  peers: readonly Peer[],
  selection: Selection,
  now: number,
  wanted: string | undefined,
): number | undefined {
  const usable = [...peers.entries()].filter(
    ([index, { name, row }]) => name === wanted && !row.backup && isUsable(peers, index, selection, now),
  )
  const next = nextInTurn(usable.map(([, { row, state }]) => ({ weight: row.weight, turn: state })))
  return next === undefined ? undefined : usable[next]?.[0]
}
