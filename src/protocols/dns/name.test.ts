import { describe, expect, it } from 'vitest'
import { isHostname, isSubdomain, labels, matchesWildcard, normaliseName } from './name.ts'

const label63 = 'a'.repeat(63)

describe('a name', () => {
  it('is compared without case and without the dot of the root', () => {
    expect(normaliseName('WWW.Shop.Example.')).toBe('www.shop.example')
    expect(labels('WWW.Shop.')).toEqual(['www', 'shop'])
    expect(labels('.')).toEqual([])
  })

  it.each(['shop', 'shop.example', 'Shop.Example.', '3com.example', 'a-b.example', 'xn--bcher-kva.example', label63])(
    'can be a host: %s',
    (text) => expect(isHostname(text)).toBe(true),
  )

  it.each([
    '',
    '.',
    'a..b',
    '-a.example',
    'a-.example',
    'a_b.example',
    'a b',
    'bücher.example',
    '10.0.0.1',
    'a.1',
    `a${label63}`,
  ])('cannot be a host: %j', (text) => expect(isHostname(text)).toBe(false))

  it('has at most 253 characters', () => {
    const longest = [label63, label63, label63, 'a'.repeat(61)].join('.')
    expect(isHostname(longest)).toBe(true)
    expect(isHostname(`a${longest}`)).toBe(false)
  })

  it('lies below its parents and itself, label by label', () => {
    expect(isSubdomain('www.shop.example', 'Shop.example.')).toBe(true)
    expect(isSubdomain('shop.example', 'shop.example')).toBe(true)
    expect(isSubdomain('myshop.example', 'shop.example')).toBe(false)
    expect(isSubdomain('example', 'shop.example')).toBe(false)
    expect(isSubdomain('shop.example', '.')).toBe(true)
  })

  // RFC 9525 section 6.3
  it.each([
    ['shop.example', 'SHOP.example.', true],
    ['*.shop.example', 'www.shop.example', true],
    ['*.shop.example', 'shop.example', false],
    ['*.shop.example', 'a.www.shop.example', false],
    ['w*.shop.example', 'www.shop.example', false],
    ['www.*.example', 'www.shop.example', false],
    ['*.example', 'shop.example', false],
    ['*', 'shop', false],
    ['', '', false],
  ])('%j covers %j: %s', (pattern, name, expected) => {
    expect(matchesWildcard(pattern, name)).toBe(expected)
  })
})
