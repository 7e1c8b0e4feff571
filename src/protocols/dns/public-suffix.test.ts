import { expect, it } from 'vitest'
import { registrableDomain } from './public-suffix.ts'

// Held against Chromium 156, as far as cookies show it
it.each([
  ['www.bank.test', 'bank.test'],
  ['a.b.example.co.uk', 'example.co.uk'],
  ['me.github.io', 'me.github.io'],
  ['www.github.com', 'github.com'],
  ['x.s3.amazonaws.com', 'x.s3.amazonaws.com'],
  ['www.amazonaws.com', 'amazonaws.com'],
  ['co.uk', 'co.uk'],
  ['localhost', 'localhost'],
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['www.gv.at', 'www.gv.at'],
  ['blog.wordpress.com', 'wordpress.com'],
])('%s belongs to %s', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain)
})
