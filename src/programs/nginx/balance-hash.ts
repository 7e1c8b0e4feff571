import { crc32 } from '../../lib/crc32.ts'
import { encode } from '../../lib/utf8.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import { atWeight, isUsable, mostMisses, totalWeight, type Peer, type Selection } from './balance-peers.ts'

/** The bytes that ip_hash looks at: three of an IPv4 address, all of an IPv6 one. */
function hashedBytes(client: string): readonly number[] {
  const parsed = parseAddress(client)
  if (!parsed.ok) return []
  const { version, value } = parsed.value
  const size = version === 4 ? 4 : 16
  const all = Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * (size - 1 - index))) & 0xffn))
  return version === 4 ? all.slice(0, 3) : all
}

/**
 * Where the hash of a request leads; nothing once too many places were looked at in vain. The sum goes on from place to
 * place, also when the next server is asked.
 */
function follow(peers: readonly Peer[], selection: Selection, now: number, next: () => number): number | undefined {
  const total = totalWeight(peers)
  if (total === 0) return undefined
  while (selection.misses <= mostMisses) {
    selection.hash = next()
    const index = atWeight(peers, selection.hash % total)
    if (isUsable(peers, index, selection, now)) return index
    selection.misses += 1
  }
  return undefined
}

/** `ip_hash` (ngx_http_upstream_ip_hash_module). */
export function byAddress(
  peers: readonly Peer[],
  selection: Selection,
  now: number,
  client: string,
): number | undefined {
  const bytes = hashedBytes(client)
  const start = selection.hash ?? 89
  let hash = start
  return follow(peers, selection, now, () => {
    for (const byte of bytes) hash = (hash * 113 + byte) % 6271
    return hash
  })
}

/** `hash key` (ngx_http_upstream_hash_module): the sums of Cache::Memcached. */
export function byKey(peers: readonly Peer[], selection: Selection, now: number, key: string): number | undefined {
  return follow(peers, selection, now, () => {
    const { hash = 0, rounds } = selection
    selection.rounds += 1
    const sum = crc32(encode(rounds === 0 ? key : `${rounds}${key}`))
    return (hash + ((sum >>> 16) & 0x7fff)) >>> 0
  })
}
