import { describe, expect, it } from 'vitest'
import { cipherList, fitsKey, suiteList, usualCiphers } from './ciphers.ts'

/** As `openssl ciphers` of Debian 12 answers. */
describe('a list of ciphers', () => {
  it.each([
    ['AES128-SHA', ['AES128-SHA']],
    ['NONSENSE:AES128-SHA', ['AES128-SHA']],
    ['ECDHE+AESGCM+aRSA', ['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES128-GCM-SHA256']],
    ['kRSA+AESGCM:-AES256', ['AES128-GCM-SHA256']],
    ['AES128-SHA:!kRSA:AES128-SHA:ECDHE-RSA-AES128-SHA', ['ECDHE-RSA-AES128-SHA']],
    ['RSA+CHACHA20:AECDH', ['AECDH-AES256-SHA', 'AECDH-AES128-SHA', 'AECDH-NULL-SHA']],
  ])('%s is %j', (text, suites) => {
    expect(cipherList(text)?.suites).toEqual(suites)
  })

  it.each([
    'NONSENSE',
    '',
    '!ALL',
    'MEDIUM',
    'RC4-SHA',
    'ECDHE-RSA-AES128-GCM-SHA256:!ECDHE',
    'TLS_AES_128_GCM_SHA256',
  ])('has no suite in %j', (text) => {
    expect(cipherList(text)).toBeUndefined()
  })

  it('names the security level, 2 unless told otherwise', () => {
    expect(cipherList('DEFAULT@SECLEVEL=0')).toEqual({ ...usualCiphers, level: 0 })
    expect(cipherList('ALL:@SECLEVEL=1')?.level).toBe(1)
    expect(cipherList('HIGH')?.level).toBe(2)
  })

  it('leaves out by default what authenticates nobody, and what is hardly used', () => {
    expect(usualCiphers.suites.filter((name) => /ADH|AECDH|NULL|DSS|CAMELLIA|ARIA|CCM|PSK/.test(name))).toEqual([])
    expect(usualCiphers.suites).toHaveLength(27)
  })
})

it('a list of TLS 1.3 suites has only known ones', () => {
  expect(suiteList('TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256')).toHaveLength(2)
  expect(suiteList('TLS_AES_128_GCM_SHA256:NONSENSE')).toBeUndefined()
  expect(suiteList('')).toBeUndefined()
})

it.each([
  ['ECDHE-RSA-AES128-GCM-SHA256', 'rsa', true],
  ['ECDHE-RSA-AES128-GCM-SHA256', 'ecdsa', false],
  ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ecdsa', true],
  ['AES128-SHA', 'rsa', true],
  ['ADH-AES128-SHA', 'rsa', false],
  ['NULL-SHA', 'rsa', false],
  ['DHE-RSA-AES128-SHA', 'rsa', false],
] as const)('%s with a key of type %s: %s', (suite, key, fits) => {
  expect(fitsKey(suite, key, false)).toBe(fits)
})

it('a Diffie-Hellman exchange without curves needs parameters', () => {
  expect(fitsKey('DHE-RSA-AES128-SHA', 'rsa', true)).toBe(true)
})
