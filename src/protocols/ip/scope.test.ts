import { describe, expect, it } from 'vitest'
import { parseAddress } from './address.ts'
import { isRoutedOnInternet, scopeOf, type Scope } from './scope.ts'

// RFC 6890 sections 2.2.2 and 2.2.3, with the first and last address of a block where its edge is odd
const known: [string, Scope][] = [
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'reserved'],
  ['9.255.255.255', 'global'],
  ['10.0.0.0', 'private'],
  ['100.63.255.255', 'global'],
  ['100.64.0.0', 'shared'],
  ['100.127.255.255', 'shared'],
  ['100.128.0.0', 'global'],
  ['127.0.0.53', 'loopback'],
  ['169.254.1.1', 'link-local'],
  ['172.15.255.255', 'global'],
  ['172.16.0.0', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.0', 'global'],
  ['192.0.0.1', 'reserved'],
  ['192.0.0.9', 'global'],
  ['192.0.2.1', 'documentation'],
  ['192.168.0.1', 'private'],
  ['198.18.0.1', 'reserved'],
  ['198.19.255.255', 'reserved'],
  ['198.20.0.0', 'global'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.10', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'reserved'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['::ffff:10.0.0.1', 'reserved'],
  ['64:ff9b::1', 'global'],
  ['100::1', 'reserved'],
  ['2001::1', 'reserved'],
  ['2001:db8::1', 'documentation'],
  ['3fff::1', 'documentation'],
  ['2a00:1450::1', 'global'],
  ['4000::1', 'reserved'],
  ['fc00::1', 'private'],
  ['fe80::1', 'link-local'],
  ['fec0::1', 'reserved'],
  ['ff02::1', 'multicast'],
]

describe('what an address is for', () => {
  it.each(known)('%s is %s', (text, scope) => {
    const address = parseAddress(text)
    expect(address.ok && scopeOf(address.value)).toBe(scope)
  })

  it('decides whether the internet carries it, and documentation counts as public', () => {
    const routed = known.filter(([, scope]) => scope === 'global' || scope === 'documentation')
    expect(known.filter(([text]) => isRoutedOnInternet(text))).toEqual(routed)
    expect(isRoutedOnInternet('shop.example')).toBe(false)
  })
})
