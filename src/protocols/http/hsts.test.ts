import { expect, it } from 'vitest'
import { hstsFor, readHsts, type HstsHosts } from './hsts.ts'

// As observed with Chromium 156
it.each<[string, ReturnType<typeof readHsts>]>([
  ['max-age=600', { maxAge: 600, subdomains: false }],
  ['MAX-AGE=600; INCLUDESUBDOMAINS', { maxAge: 600, subdomains: true }],
  ['includeSubDomains ; max-age = "600";', { maxAge: 600, subdomains: true }],
  ['max-age=600; preload', { maxAge: 600, subdomains: false }],
  ['max-age=0', { maxAge: 0, subdomains: false }],
  ['max-age=99999999999', { maxAge: 365 * 86_400, subdomains: false }],
  ['includeSubDomains', undefined],
  ['max-age=', undefined],
  ['max-age=-1', undefined],
  ['max-age=600; max-age=700', undefined],
  ['max-age=600; includeSubDomains=1', undefined],
  ['max-age=600 includeSubDomains', undefined],
])('%s', (value, expected) => {
  expect(readHsts([['Strict-Transport-Security', value]])).toEqual(expected)
})

it('holds for the host itself, and for those below it only where it says so', () => {
  const hosts: HstsHosts = {
    'bank.test': { until: 100, subdomains: true },
    'shop.test': { until: 100, subdomains: false },
  }
  expect(hstsFor(hosts, 'bank.test', 0)).toBe('bank.test')
  expect(hstsFor(hosts, 'a.b.bank.test', 0)).toBe('bank.test')
  expect(hstsFor(hosts, 'www.shop.test', 0)).toBeUndefined()
  expect(hstsFor(hosts, 'mybank.test', 0)).toBeUndefined()
  expect(hstsFor(hosts, 'bank.test', 100)).toBeUndefined()
})
