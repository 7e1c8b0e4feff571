import { expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { findingCodes } from '../../testing/exercise.ts'
import { network } from '../../testing/network.ts'
import { site } from '../../testing/site.ts'

const found = (...records: JsonObject[]) =>
  findingCodes(site({ dns: { config: { records } } }).topology).filter((code) => code.startsWith('bind.'))

it('says nothing about a record that leads to a device, and about the one that nobody has set', () => {
  expect(found({ name: 'www.example.com', target: 'd3' })).toEqual([])
  expect(findingCodes(site().topology).filter((code) => code.startsWith('bind.'))).toEqual([])
})

it('notices that there is no record at all', () => {
  expect(found()).toEqual(['bind.finding.no-records'])
})

it.each([
  ['has no value yet', [{ name: 'a.test' }], 'incomplete'],
  ['asks a device for an address that it has not', [{ name: 'a.test', type: 'AAAA', target: 'd3' }], 'without-address'],
  ['is an alias of a name that is not there', [{ name: 'www.a.test', type: 'CNAME', value: 'b.a.test' }], 'dangling'],
])('notices a record that %s', (_, records, code) => {
  expect(found(...records)).toEqual([`bind.finding.${code}`])
})

it('does not judge an alias that leads to somebody else’s zone', () => {
  expect(found({ name: 'www.a.test', type: 'CNAME', value: 'www.elsewhere.org' })).toEqual([])
})

it('notices an alias beside other records, which keeps the zone from loading', () => {
  const alias = { name: 'www.a.test', type: 'CNAME', value: 'www.elsewhere.org' }
  expect(found(alias, { name: 'www.a.test', target: 'd3' })).toEqual(['bind.finding.alias-beside-others'])
})

it('notices a private address in the public DNS', () => {
  const built = network()
    .add('client', 'browser')
    .add('dns-server', 'dns', { config: { records: [{ name: 'www.example.com', target: '10.0.0.5' }] } })
    .add('internet', 'net')
    .link('browser', 'net')
    .link('dns', 'net')
  expect(findingCodes(built.topology)).toContain('bind.finding.private-address')
})
