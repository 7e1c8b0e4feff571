import { parseAddress, type IpAddress } from './address.ts'
import { contains, parseCidr, type Cidr } from './cidr.ts'

/** What an address is for, in the words of the special-purpose registries (RFC 6890). */
export type Scope =
  | 'global'
  | 'documentation'
  | 'private'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'unspecified'
  | 'shared'
  | 'reserved'

/** The first block that holds an address decides, so exceptions stand before the block they are taken from. */
const registry: readonly (readonly [block: string, scope: Scope])[] = [
  ['0.0.0.0/32', 'unspecified'],
  ['0.0.0.0/8', 'reserved'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.9/32', 'global'],
  ['192.0.0.10/32', 'global'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'documentation'],
  ['192.88.99.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'reserved'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['0.0.0.0/0', 'global'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['64:ff9b::/96', 'global'],
  ['2001:1::1/128', 'global'],
  ['2001:1::2/128', 'global'],
  ['2001:1::3/128', 'global'],
  ['2001:3::/32', 'global'],
  ['2001:4:112::/48', 'global'],
  ['2001:20::/28', 'global'],
  ['2001:30::/28', 'global'],
  ['2001::/23', 'reserved'],
  ['2001:db8::/32', 'documentation'],
  ['3fff::/20', 'documentation'],
  ['2000::/3', 'global'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
  ['ff00::/8', 'multicast'],
  ['::/0', 'reserved'],
]

const blocks: readonly (readonly [Cidr, Scope])[] = registry.flatMap(([block, scope]) => {
  const cidr = parseCidr(block)
  return cidr.ok ? [[cidr.value, scope] as const] : []
})

/** What an address is for: RFC 6890 with the registries it founded; outside 2000::/3 IPv6 is reserved (RFC 4291). */
export function scopeOf(address: IpAddress): Scope {
  return blocks.find(([block]) => contains(block, address))?.[1] ?? 'reserved'
}

/**
 * Whether the internet carries packets from or to this address. The documentation ranges count as public here,
 * because they are what examples are made of; a text that is no address is not carried.
 */
export function isRoutedOnInternet(address: string): boolean {
  const parsed = parseAddress(address)
  if (!parsed.ok) return false
  const scope = scopeOf(parsed.value)
  return scope === 'global' || scope === 'documentation'
}
