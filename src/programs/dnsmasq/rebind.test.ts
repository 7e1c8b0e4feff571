import { expect, it } from 'vitest'
import { isFromInside } from './rebind.ts'

it.each([
  '10.0.1.10',
  '127.3.4.5',
  '0.1.2.3',
  '169.254.1.1',
  '192.0.2.1',
  '203.0.113.10',
  '::1',
  'fe80::1',
  '2001:db8::1',
])('leaves %s out, as dnsmasq 2.90 does', (address) => expect(isFromInside(address)).toBe(true))

it.each(['8.8.8.8', '100.64.0.1', '198.18.0.1', '240.0.0.1', 'fc00::1', '2606:4700::1'])('lets %s through', (address) =>
  expect(isFromInside(address)).toBe(false),
)
