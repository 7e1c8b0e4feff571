import { describe, expect, it } from 'vitest'
import { network } from '../../testing/network.ts'
import type { DnsmasqSettings } from './fields.ts'
import { isKnown, ownAnswer } from './own-names.ts'

const settings = {
  hosts: [
    { name: 'fromhosts.example.test', address: '192.0.2.50' },
    { name: 'box.lan', address: '10.9.9.1' },
  ],
  domains: [
    { domain: 'blocked.test', address: '0.0.0.0' },
    { domain: 'local.lan', address: '10.9.9.9' },
    { domain: 'both.lan', address: '10.1.1.1' },
    { domain: 'both.lan', address: 'fd00::1' },
    { domain: 'sub.blocked.test', address: 'fd00::7' },
    { domain: 'none.test' },
  ],
  aliases: [
    { name: 'alias.lan', target: 'fromhosts.example.test' },
    { name: 'second.lan', target: 'alias.lan' },
    { name: 'away.lan', target: 'www.example.test' },
  ],
  localDomains: ['lan'],
  localTtl: 0,
} as unknown as DnsmasqSettings

const net = network().zone('net').add('dns-server', 'own', { program: 'dnsmasq', zone: 'net' })
const wiring = net.compiled().wiringOf(net.id('own'))

function ask(name: string, type: 'A' | 'AAAA' | 'CNAME' | 'MX' | 'ANY' = 'A') {
  const own = ownAnswer(settings, wiring, { name, type })
  return own.type === 'answer' ? own.answers.map((record) => `${record.type} ${record.data}`) : own.type
}

/** As dnsmasq 2.90 answers with the same settings on its command line. */
describe('its own names', () => {
  it.each([
    ['box.lan', 'ANY', ['A 10.9.9.1']],
    ['box.lan', 'AAAA', 'no-data'],
    ['fromhosts.example.test', 'MX', 'unknown'],
    ['alias.lan', 'A', ['CNAME fromhosts.example.test', 'A 192.0.2.50']],
    ['alias.lan', 'AAAA', ['CNAME fromhosts.example.test']],
    ['second.lan', 'CNAME', ['CNAME alias.lan']],
    ['second.lan', 'A', ['CNAME alias.lan', 'CNAME fromhosts.example.test', 'A 192.0.2.50']],
    ['away.lan', 'A', ['CNAME www.example.test']],
  ] as const)('%s %s', (name, type, expected) => expect(ask(name, type)).toEqual(expected))
})

describe('whole domains', () => {
  it.each([
    ['x.blocked.test', 'A', ['A 0.0.0.0']],
    ['blocked.test', 'AAAA', 'unknown'],
    ['sub.blocked.test', 'A', ['A 0.0.0.0']],
    ['sub.blocked.test', 'AAAA', ['AAAA fd00::7']],
    ['local.lan', 'AAAA', 'no-name'],
    ['both.lan', 'AAAA', ['AAAA fd00::1']],
    ['x.none.test', 'A', 'no-name'],
    ['nobody.lan', 'A', 'no-name'],
  ] as const)('%s %s', (name, type, expected) => expect(ask(name, type)).toEqual(expected))
})

it('knows its own names and those in domains that it leads somewhere', () => {
  const known = ['box.lan', 'alias.lan', 'x.blocked.test', 'example.test'].map((name) => isKnown(settings, name))
  expect(known).toEqual([true, true, true, true])
  expect(isKnown(settings, 'x.box.lan')).toBe(false)
})
