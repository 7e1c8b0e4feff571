import fc from 'fast-check'
import { expect, it } from 'vitest'
import { configText } from './config-text.ts'

it('reads options as the file has them, as a command line has them, and lines of a hosts file', () => {
  const file = `
# names of this house
server=10.53.0.10
address=/blocked.test/0.0.0.0   # no advertisements
local=/lan/
host-record=box.lan,10.9.9.1
cname=alias.lan,box.lan
stop-dns-rebind
192.0.2.50 printer fh
dnsmasq --cache-size=0 --server=10.53.0.11`
  expect(configText.read(file, '2.90')).toEqual({
    config: {
      servers: ['10.53.0.10', '10.53.0.11'],
      hosts: [
        { name: 'box.lan', address: '10.9.9.1' },
        { name: 'printer', address: '192.0.2.50' },
        { name: 'fh', address: '192.0.2.50' },
      ],
      domains: [{ domain: 'blocked.test', address: '0.0.0.0' }],
      aliases: [{ name: 'alias.lan', target: 'box.lan' }],
      localDomains: ['lan'],
      stopRebind: true,
      cacheSize: 0,
    },
    notRead: [],
  })
})

it('names what it does not know and what it cannot read', () => {
  const { notRead } = configText.read('dhcp-range=10.0.0.2,10.0.0.9\nserver=nowhere', '2.90')
  expect(notRead.map(({ line, why }) => [line, why.code])).toEqual([
    [1, 'dnsmasq.not-read.unknown'],
    [2, 'dnsmasq.not-read.value'],
  ])
})

it('never throws, and prints what it has read so that it reads the same', () => {
  const line = fc.constantFrom(
    'server=10.0.0.1',
    'address=/a.b/10.0.0.2',
    'cname=x,y',
    'local=/l/',
    '10.1.1.1 a',
    'local-ttl=5',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 8 }), (lines) => {
      const { config } = configText.read(lines.join('\n'), '2.90')
      const printed = configText.print(config, { addressOf: (target) => target })
      expect(configText.read(printed.map(({ text }) => text).join('\n'), '2.90').config).toEqual(config)
    }),
  )
})
