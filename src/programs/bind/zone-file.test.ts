import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import type { Wiring } from '../contract/wiring.ts'
import { configText } from './config-text.ts'
import { fields } from './fields.ts'
import { readZoneFile } from './zone-file.ts'
import { zonesOf } from './zones-of.ts'

const nowhere = { publicAddressOf: () => undefined, addressOf: () => undefined } as unknown as Wiring
/** What the zones hold beside what is made up. */
const recordsOf = (config: JsonObject) =>
  zonesOf(resolveSettings(fields, config, {}), nowhere)
    .flatMap(({ apex, records }) =>
      records.map(({ name, type, ttl, data }) => `${apex}: ${name} ${type} ${ttl} ${data}`),
    )
    .filter((record) => !/ SOA | NS |: ns[. ]/.test(record))
    .toSorted()

const shown = (text: string) =>
  readZoneFile(text).records.map(({ name, ttl, type, value }) => `${name} ${ttl} ${type} ${value}`)

// RFC 1035 section 5.3, with addresses that are free for documentation.
it('reads the zone file of the RFC: parentheses, comments, repeated owners, names without a dot', () => {
  const file = `$ORIGIN ISI.EDU.
@   IN  SOA     VENERA      Action\\.domains (
                                 20     ; SERIAL
                                 7200   ; REFRESH
                                 600    ; RETRY
                                 3600000; EXPIRE
                                 60)    ; MINIMUM

        NS      A.ISI.EDU.
        NS      VAXA
        MX      10      VENERA
A       A       192.0.2.3
`
  expect(shown(file)).toEqual([
    'isi.edu 60 SOA venera.isi.edu action\\.domains.isi.edu 20 7200 600 3600000 60',
    'isi.edu 60 NS a.isi.edu',
    'isi.edu 60 NS vaxa.isi.edu',
    'isi.edu 60 MX 10 venera.isi.edu',
    'a.isi.edu 60 A 192.0.2.3',
  ])
})

it.each([
  ['$TTL 1h30m\nwww.test. A 192.0.2.1', 'www.test 5400 A 192.0.2.1'],
  ['www.test. 60 IN A 192.0.2.1', 'www.test 60 A 192.0.2.1'],
  ['www.test. IN 60 A 192.0.2.1', 'www.test 60 A 192.0.2.1'],
  ['. 3600 NS a.root.', '. 3600 NS a.root'],
  ['t.test. 5 TXT "v=spf1 -all" "b;c"', 't.test 5 TXT "v=spf1 -all" "b;c"'],
  ['_http._tcp.test. 5 SRV 10 60 80 www.test.', '_http._tcp.test 5 SRV 10 60 80 www.test'],
])('reads %j', (text, record) => expect(shown(text)).toEqual([record]))

it.each([
  ['www.test. A 300.1.1.1', 'value'],
  ['www.test. HINFO a b', 'type'],
  ['www.test. CH A 192.0.2.1', 'class'],
  ['$INCLUDE other.zone', 'directive'],
  ['   A 192.0.2.1', 'no-owner'],
  ['www.test.', 'syntax'],
])('names %j as not read', (text, why) => {
  expect(readZoneFile(`$TTL 60\n${text}`).unread).toEqual([{ line: 2, text: text.trim(), why }])
})

it('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[@$()";A-Z0-9. \n]{0,80}$/)), (text) => {
      expect(() => configText.read(text, '9.18')).not.toThrow()
    }),
  )
})

const print = (config: JsonObject) =>
  configText
    .print(config, { addressOf: (target) => target })
    .map(({ text }) => text)
    .join('\n')

it('prints the SOA and the NS without which BIND loads no zone, and leaves those that are there', () => {
  const made = [
    'shop.test. 300 IN SOA ns.shop.test. hostmaster.shop.test. 1 3600 600 86400 300',
    'shop.test. 300 IN NS ns.shop.test.',
    'ns.shop.test. 300 IN A 127.0.0.1',
    'www.shop.test. 60 IN A 192.0.2.7',
  ].join('\n')
  expect(print({ records: [{ name: 'www.shop.test', target: '192.0.2.7', ttl: 60 }] })).toBe(made)
  expect(print(configText.read(made, '9.18').config)).toBe(made)
})

it('prints what it has read so that reading it again makes the same zones, with an SOA and NS that were made up', () => {
  const name = fc.constantFrom('www.shop.test', '*.shop.test', 'shop.test', '.', '_sip._udp.shop.test')
  const record = fc.oneof(
    fc.record({ name, type: fc.constant('A'), target: fc.constantFrom('192.0.2.7', '10.0.0.1') }),
    fc.record({ name, type: fc.constant('CNAME'), value: fc.constantFrom('other.test', 'a.b.c') }),
    fc.record({ name, type: fc.constant('MX'), value: fc.constantFrom('10 mail.test') }),
    fc.record({ name, type: fc.constant('TXT'), value: fc.constantFrom('"a b"', '"x" "y"') }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(record, fc.nat(100_000)), { minLength: 1, maxLength: 8 }), (rows) => {
      const config = { records: rows.map(([row, ttl]) => ({ ...row, ttl })) }
      const text = print(config)
      const again = configText.read(text, '9.18')
      expect(again.notRead).toEqual([])
      expect(print(again.config)).toBe(text)
      const [before, after] = [recordsOf(config), recordsOf(again.config)]
      expect(after).toEqual(before)
    }),
  )
})
