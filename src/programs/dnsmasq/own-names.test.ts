import { expect, it } from 'vitest'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { firewallWiring } from '../../testing/firewall.ts'
import { fields } from './fields.ts'
import { ownAnswer } from './own-names.ts'

const settings = resolveSettings(
  fields,
  {
    hosts: [{ name: 'a.b.lan', address: '192.0.2.1' }],
    localDomains: ['lan'],
    domains: [
      { domain: 'x.test', address: '192.0.2.2' },
      { domain: 'a.x.test', address: '192.0.2.3' },
    ],
  },
  {},
)

// As dnsmasq 2.90 answers, asked on loopback.
it.each([
  ['a.b.lan', 'A', 'answer 192.0.2.1'],
  ['a.b.lan', 'AAAA', 'no-data'],
  ['b.lan', 'A', 'no-data'],
  ['c.lan', 'A', 'no-name'],
  ['q.a.x.test', 'A', 'answer 192.0.2.3'],
  ['b.x.test', 'A', 'answer 192.0.2.2'],
  ['c.example', 'A', 'unknown'],
])('%s %s is answered from the closest of its own names: %s', (name, type, expected) => {
  const own = ownAnswer(settings, firewallWiring(), { name, type })
  expect(own.type === 'answer' ? `answer ${own.answers[0]?.data}` : own.type).toBe(expected)
})
