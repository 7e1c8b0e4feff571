import { parseAddress } from '../../protocols/ip/address.ts'
import { contains, parseCidr } from '../../protocols/ip/cidr.ts'
import { toBytes, type Bytes } from '../common/uri.ts'
import type { Directive } from './directive.ts'
import type { Exchange } from './exchange.ts'
import { pattern } from './pattern.ts'

interface Found {
  readonly value: string
  readonly row: Directive | undefined
  /** Of the expression that matched. */
  readonly captures?: readonly string[]
}

/** The row of a `map`, `geo` or `split_clients` that holds for a request; its value is a template. */
export function lookUpMap(map: Directive, exchange: Exchange, fill: (template: string) => string): Found | undefined {
  if (map.name === 'map') return mapRow(map, fill(map.args[0] ?? ''))
  if (map.name === 'geo') {
    const source = map.args.length > 1 ? fill(map.args[0] ?? '') : exchange.client
    return geoRow(map, source)
  }
  return splitRow(map, fill(map.args[0] ?? ''))
}

/** `split_clients`: the hash of the source falls into the share of one row. */
function splitRow({ block = [] }: Directive, source: string): Found {
  const hash = murmurHash2(toBytes(source))
  let shares = 0
  for (const row of block) {
    const percent = /^(\d+(?:\.\d{1,2})?)%$/.exec(row.name)?.[1]
    if (percent === undefined) return found(row)
    shares += Math.round(Number(percent) * 100)
    if (hash < Math.floor((shares * 0xffff_ffff) / 10_000)) return found(row)
  }
  return { value: '', row: undefined }
}

/** Austin Appleby's MurmurHash2 with the seed that nginx takes, 32 bits. */
function murmurHash2(bytes: Bytes): number {
  const m = 0x5bd1_e995
  const mixed = (k: number): number => Math.imul(k ^ (k >>> 24), m)
  let h = bytes.length
  let at = 0
  for (; bytes.length - at >= 4; at += 4) {
    const word =
      bytes.charCodeAt(at) |
      (bytes.charCodeAt(at + 1) << 8) |
      (bytes.charCodeAt(at + 2) << 16) |
      (bytes.charCodeAt(at + 3) << 24)
    h = Math.imul(h, m) ^ mixed(Math.imul(word, m))
  }
  const left = bytes.length - at
  if (left > 2) h ^= bytes.charCodeAt(at + 2) << 16
  if (left > 1) h ^= bytes.charCodeAt(at + 1) << 8
  if (left > 0) h = Math.imul(h ^ bytes.charCodeAt(at), m)
  h = Math.imul(h ^ (h >>> 13), m)
  return (h ^ (h >>> 15)) >>> 0
}

const parameters = new Set(['default', 'hostnames', 'volatile', 'include'])

const keyOf = ({ name }: Directive): string => name.replace(/^\\/, '').toLowerCase()

/** An equal string; else the longest `*.x`, the longest `x.*`; else the first expression; else the default. */
function mapRow({ block = [] }: Directive, source: string): Found {
  const hasHostnames = block.some(({ name }) => name === 'hostnames')
  const wanted = (hasHostnames ? source.replace(/\.$/, '') : source).toLowerCase()
  const plain = block.filter(({ name }) => !name.startsWith('~') && !parameters.has(name))
  const exact = plain.find((row) => keyOf(row) === wanted || (hasHostnames && keyOf(row) === `.${wanted}`))
  if (exact) return found(exact)
  const masks = hasHostnames ? plain : []
  const longest = (fits: (key: string) => boolean) =>
    masks.filter((row) => fits(keyOf(row))).toSorted((a, b) => b.name.length - a.name.length)[0]
  const masked =
    longest((key) => /^\*?\./.test(key) && wanted.endsWith(key.replace(/^\*/, ''))) ??
    longest((key) => key.endsWith('.*') && wanted.startsWith(key.slice(0, -1)))
  if (masked) return found(masked)
  for (const row of block) {
    if (!row.name.startsWith('~')) continue
    const isCaseless = row.name.startsWith('~*')
    const match = pattern(row.name.slice(isCaseless ? 2 : 1), isCaseless)?.exec(source)
    if (match) return { ...found(row), captures: [...match].map((group) => group ?? '') }
  }
  return byDefault(block)
}

const found = (row: Directive): Found => ({ value: row.args[0] ?? '', row })

function byDefault(block: readonly Directive[]): Found {
  const row = block.find(({ name }) => name === 'default')
  return row ? found(row) : { value: '', row: undefined }
}

/** The narrowest block of addresses that has the source in it. */
function geoRow({ block = [] }: Directive, source: string): Found {
  const address = parseAddress(source)
  let best: Directive | undefined
  let narrowest = -1
  for (const row of block) {
    const cidr = parseCidr(row.name.includes('/') ? row.name : `${row.name}/${row.name.includes(':') ? 128 : 32}`)
    if (!cidr.ok || !address.ok || !contains(cidr.value, address.value)) continue
    if (cidr.value.prefix > narrowest) [best, narrowest] = [row, cidr.value.prefix]
  }
  return best ? found(best) : byDefault(block)
}
