import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { canonical, formatAddress, isAddress, parseAddress, type AddressError } from './address.ts'

/** ipaddr.js reads every dotted tail as a mapped IPv4 address, also that of `::1.2.3.4`. */
const isOwnWay = (text: string): boolean => text.includes(':') && text.includes('.')

describe('an address', () => {
  it.each<[string, AddressError]>([
    ['', 'empty'],
    ['shop.example', 'not-an-address'],
    ['10.0.0.x', 'not-an-address'],
    [' 10.0.0.1', 'not-an-address'],
    ['10.0.0.1/24', 'has-prefix'],
    ['10', 'too-few-octets'],
    ['10.0.0', 'too-few-octets'],
    ['10.0.0.1.2', 'too-many-octets'],
    ['10..0.1', 'empty-octet'],
    ['10.0.0.256', 'octet-range'],
    ['10.0.0.1000', 'octet-range'],
    ['10.0.0.01', 'leading-zero'],
    ['1:2:3', 'too-few-groups'],
    ['1:2:3:4:5:6:7:8:9', 'too-many-groups'],
    ['1::2:3:4:5:6:7:8', 'too-many-groups'],
    ['1::2::3', 'two-compressions'],
    [':::', 'two-compressions'],
    ['12345::', 'bad-group'],
    ['::g', 'bad-group'],
    [':1:2:3:4:5:6:7', 'bad-group'],
    ['1.2.3.4::', 'bad-group'],
    ['::1.2.3', 'too-few-octets'],
    ['fe80::1%eth0', 'has-zone'],
  ])('is refused with a reason: %j is %s', (text, error) => {
    expect(parseAddress(text)).toEqual({ ok: false, error })
  })

  // RFC 5952 sections 1 to 5
  it.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['::ffff:c000:0201', '::ffff:192.0.2.1'],
    ['::13.1.68.3', '::d01:4403'],
  ])('has one spelling: %s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected)
  })

  it('stays as it is if it is none', () => {
    expect(canonical('Shop.example')).toBe('Shop.example')
  })

  it('comes back from its text', () => {
    const any = fc.oneof(
      fc.record({ version: fc.constant(4 as const), value: fc.bigInt(0n, 2n ** 32n - 1n) }),
      fc.record({ version: fc.constant(6 as const), value: fc.bigInt(0n, 2n ** 128n - 1n) }),
    )
    fc.assert(
      fc.property(any, (address) => {
        expect(parseAddress(formatAddress(address))).toEqual({ ok: true, value: address })
      }),
    )
  })

  it('is what ipaddr.js holds for one, with the same spelling', () => {
    const group = fc.constantFrom('0', '0', '0', '1', 'ab', '0db8', 'FFFF')
    const version6 = fc.oneof(
      fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':')),
      fc
        .tuple(fc.array(group, { maxLength: 5 }), fc.array(group, { maxLength: 4 }))
        .map((sides) => sides.map((side) => side.join(':')).join('::')),
    )
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), version6), (text) => {
        expect(isAddress(text)).toBe(ipaddr.isValid(text))
        if (!isAddress(text) || isOwnWay(text)) return
        const address = ipaddr.parse(text)
        const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()
        expect(canonical(text)).toBe(isMapped ? `::ffff:${address.toIPv4Address().toString()}` : address.toString())
      }),
      { numRuns: 1000 },
    )
  })
})
