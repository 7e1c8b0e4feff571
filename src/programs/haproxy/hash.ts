import { crc32 } from '../../lib/crc32.ts'
import { encode } from '../../lib/utf8.ts'
import { all } from '../../protocols/http/headers.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import type { Balance, HashType } from './model.ts'
import { pathOf, parameterOf } from './sample.ts'
import type { Sight } from './sight.ts'

/** The functions that `hash-type` names: sdbm and djb2 as commonly published, CRC-32. 0 … 2³² − 1. */
const functions: Readonly<Record<HashType['hash'], (bytes: Uint8Array) => number>> = {
  sdbm: (bytes) => bytes.reduce((hash, byte) => (byte + (hash << 6) + (hash << 16) - hash) >>> 0, 0),
  djb2: (bytes) => bytes.reduce((hash, byte) => (Math.imul(hash, 33) + byte) >>> 0, 5381),
  crc32: (bytes) => crc32(bytes) >>> 0,
}

/** Steps of Bob Jenkins' integer mixer with six shifts (burtleburtle.net/bob/hash/integer.html): constant, shift, how. */
const mixing = [
  [0x7ed55d16, 12, 'add'],
  [0xc761c23c, 19, 'fold'],
  [0x165667b1, 5, 'add'],
  [0xd3a2646c, 9, 'toggle'],
  [0xfd7046c5, 3, 'add'],
  [0xb55a4f09, 16, 'fold'],
] as const

/** Spreads the result over the whole ring (a prime near three quarters of it). */
const spread = 3_221_225_473

/** The mixer behind consistent hashing and `avalanche`. 0 … 2³² − 1. */
export function mix(value: number): number {
  let hash = value >>> 0
  for (const [constant, shift, how] of mixing) {
    if (how === 'add') hash = (hash + constant + (hash << shift)) >>> 0
    else if (how === 'toggle') hash = ((hash + constant) ^ (hash << shift)) >>> 0
    else hash = (hash ^ constant ^ (hash >>> shift)) >>> 0
  }
  return Math.imul(hash, spread) >>> 0
}

/** The number that `source` makes of an address: its 32-bit words, combined by exclusive or. 0 … 2³² − 1. */
export function addressHash(text: string): number {
  const address = parseAddress(text)
  if (!address.ok) return 0
  let hash = 0n
  for (let rest = address.value.value; rest > 0n; rest >>= 32n) hash ^= rest & 0xffff_ffffn
  return Number(hash)
}

/** The text that is hashed; `undefined` where the request has none of it: then servers take turns. */
export function keyOf(balance: Balance, sight: Sight): string | undefined {
  switch (balance.type) {
    case 'uri':
      return uriKey(sight.request?.target ?? '', balance)
    case 'url_param':
      return parameterOf(sight.request?.target ?? '', balance.name)
    case 'hdr': {
      const value =
        all(sight.request?.headers ?? [], balance.name)[0]
          ?.split(',')[0]
          ?.trim() ?? ''
      return (balance.domainOnly ? domainOf(value) : value) || undefined
    }
    case 'hash':
      return balance.sample.values(sight).at(-1) || undefined
    case 'roundrobin':
    case 'static-rr':
    case 'leastconn':
    case 'first':
    case 'source':
    case 'random':
      return undefined
  }
}

function uriKey(target: string, { whole, length, depth }: Balance & { type: 'uri' }): string {
  const uri = whole ? target : pathOf(target)
  const short = length > 0 ? uri.slice(0, length) : uri
  if (depth === 0) return short
  let end = -1
  for (let slash = 0; slash <= depth; slash++) {
    end = short.indexOf('/', end + 1)
    if (end < 0) return short
  }
  return short.slice(0, end)
}

/** The part of a host name before its top-level domain. */
function domainOf(host: string): string {
  const parts = host.replace(/:\d+$/, '').split('.')
  return parts.at(-2) ?? host
}

/** The number that decides, or nothing where the request has no key. */
export function hashOf(balance: Balance, hashType: HashType, sight: Sight): number | undefined {
  const key = balance.type === 'source' ? undefined : keyOf(balance, sight)
  if (balance.type !== 'source' && key === undefined) return undefined
  const plain = key === undefined ? addressHash(sight.client.address) : functions[hashType.hash](encode(key))
  return hashType.avalanche ? mix(plain) : plain
}
