import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { formatAddress, parseAddress, type IpAddress } from './address.ts'
import {
  contains,
  formatCidr,
  hostAt,
  isCidrOrAddress,
  overlaps,
  parseCidr,
  type Cidr,
  type CidrError,
} from './cidr.ts'

function cidr(text: string): Cidr {
  const parsed = parseCidr(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`)
  return parsed.value
}

function address(text: string): IpAddress {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`)
  return parsed.value
}

const host = (block: string, index: number): string | undefined => {
  const found = hostAt(cidr(block), index)
  return found && formatAddress(found)
}

const anyBlock = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), fc.bigInt(0n, 2n ** 128n - 1n), fc.nat(128))
  .map(([version, value, prefix]) =>
    version === 4
      ? `${formatAddress({ version, value: value & 0xffffffffn })}/${prefix % 33}`
      : `${formatAddress({ version, value })}/${prefix}`,
  )

describe('a block of addresses', () => {
  it.each<[string, CidrError]>([
    ['', 'empty'],
    ['10.0.0.0', 'no-prefix'],
    ['10.0.0.0/', 'prefix-not-a-number'],
    ['10.0.0.0/a', 'prefix-not-a-number'],
    ['10.0.0.0/08', 'prefix-not-a-number'],
    ['10.0.0.0/8/8', 'prefix-not-a-number'],
    ['10.0.0.0/33', 'prefix-range'],
    ['2001:db8::/129', 'prefix-range'],
    ['10.0.0/24', 'too-few-octets'],
    ['/24', 'empty'],
  ])('is refused with a reason: %j is %s', (text, error) => {
    expect(parseCidr(text)).toEqual({ ok: false, error })
  })

  it('keeps the address that was written and is named by its first', () => {
    const block = cidr('10.0.1.77/24')
    expect(formatAddress(block.address)).toBe('10.0.1.77')
    expect(formatCidr(block)).toBe('10.0.1.0/24')
    expect(formatAddress(block.last)).toBe('10.0.1.255')
  })

  it('contains what ipaddr.js says it contains', () => {
    fc.assert(
      fc.property(anyBlock, anyBlock, (text, other) => {
        const [block, written] = [cidr(text), cidr(other).address]
        const isSameVersion = block.first.version === written.version
        const oracle = isSameVersion && ipaddr.parse(formatAddress(written)).match(ipaddr.parseCIDR(text))
        expect(contains(block, written)).toBe(oracle)
        expect(contains(block, block.first) && contains(block, block.last)).toBe(true)
      }),
    )
  })

  it('overlaps another exactly if one lies in the other', () => {
    fc.assert(
      fc.property(anyBlock, anyBlock, (text, other) => {
        const [a, b] = [cidr(text), cidr(other)]
        const isNested = (contains(a, b.first) && contains(a, b.last)) || (contains(b, a.first) && contains(b, a.last))
        expect(overlaps(a, b)).toBe(isNested)
        expect(overlaps(b, a)).toBe(isNested)
      }),
    )
  })

  it.each([
    ['10.0.1.0/24', 0, '10.0.1.1'],
    ['10.0.1.0/24', 253, '10.0.1.254'],
    ['10.0.1.0/24', 254, undefined],
    ['10.0.1.0/24', -1, undefined],
    ['10.0.1.0/30', 2, undefined],
    ['10.0.1.0/31', 0, '10.0.1.0'],
    ['10.0.1.0/31', 1, '10.0.1.1'],
    ['10.0.1.0/31', 2, undefined],
    ['10.0.1.7/32', 0, '10.0.1.7'],
    ['10.0.1.7/32', 1, undefined],
    ['2001:db8::/64', 0, '2001:db8::1'],
    ['2001:db8::/126', 2, '2001:db8::3'],
    ['2001:db8::/126', 3, undefined],
    ['2001:db8::/127', 0, '2001:db8::'],
  ])('%s has host %i at %s', (block, index, expected) => {
    expect(host(block, index)).toBe(expected)
  })

  it('counts as one beside a single address', () => {
    expect(['10.0.0.1', '10.0.0.0/8', '::1', '::/0'].every(isCidrOrAddress)).toBe(true)
    expect(['any', '10.0.0.0/33', ''].some(isCidrOrAddress)).toBe(false)
    expect(contains(cidr('10.0.0.0/8'), address('10.1.2.3'))).toBe(true)
  })
})
