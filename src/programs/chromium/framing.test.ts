import { expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { web } from '../../testing/conformance/web.ts'

const framed = (headers: readonly Header[], pageOrigin: string) =>
  web({
    names: ['bank.test', 'evil.test', 'www.bank.test'],
    script: () => ({ status: 200, headers, body: 'hello' }),
  }).get('browser', 'https://bank.test/', { initiator: 'iframe', pageOrigin }).page !== undefined

const frameOptions = (value: string): Header => ['X-Frame-Options', value]
const policy = (value: string): Header => ['Content-Security-Policy', value]

// As observed with Chromium 156
it.each<[Header[], boolean, boolean, boolean]>([
  [[], true, true, true],
  [[frameOptions('DENY')], false, false, false],
  [[frameOptions('SAMEORIGIN')], true, false, false],
  [[frameOptions('ALLOW-FROM https://evil.test')], true, true, true],
  [[frameOptions('sameorigin'), frameOptions('deny')], false, false, false],
  [[policy("frame-ancestors 'none'")], false, false, false],
  [[policy("default-src 'self'; frame-ancestors 'self'")], true, false, false],
  [[policy('frame-ancestors https://evil.test')], false, false, true],
  [[policy('frame-ancestors *.bank.test')], false, true, false],
  [[policy('frame-ancestors https:')], true, true, true],
  [[policy('frame-ancestors evil.test:443')], false, false, true],
  [[policy('frame-ancestors evil.test:8443')], false, false, false],
  [[policy('frame-ancestors evil.test:*')], false, false, true],
  [[policy('frame-ancestors http://evil.test')], false, false, true],
  [[policy("frame-ancestors 'self'"), policy('frame-ancestors https://evil.test')], false, false, false],
  [[frameOptions('foo')], true, true, true],
  [[frameOptions('allowall, deny')], false, false, false],
  [[policy('frame-ancestors https://evil.test'), frameOptions('DENY')], false, false, true],
])('%j lets its own origin, a sister host, another site frame it: %s %s %s', (headers, ...expected) => {
  const pages = ['https://bank.test', 'https://www.bank.test', 'https://evil.test']
  expect(pages.map((page) => framed(headers, page))).toEqual(expected)
})
