import { expect, it } from 'vitest'
import { configText } from '../../programs/bind/config-text.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { byReason, readPasted, withoutPrivateKeys } from './reading.ts'

const key = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEow', '-----END RSA PRIVATE KEY-----']

it('leaves private keys out and keeps the numbers of the other lines', () => {
  expect(withoutPrivateKeys(['a', ...key, 'b'].join('\r\n'))).toEqual({ text: 'a\n\n\n\nb', keyLines: 3 })
  // A key that was cut off is one all the same.
  expect(withoutPrivateKeys(key.slice(0, 2).join('\n'))).toEqual({ text: '\n', keyLines: 2 })
})

it('reads what the program can store, and says which lines it does not understand', () => {
  const bind = definitionOf('bind')
  if (!bind) throw new Error('BIND is a program')
  const pasted = readPasted(
    'www.test. 60 A 192.0.2.1\nwww.test. HINFO a b\nx.test. HINFO c d',
    bind,
    configText,
    '9.18',
  )
  expect(pasted.config).toEqual({ records: [{ name: 'www.test', type: 'A', target: '192.0.2.1', ttl: 60 }] })
  expect(pasted.notRead.map(({ line }) => line)).toEqual([2, 3])
  expect(byReason(pasted.notRead).map(({ lines }) => lines.length)).toEqual([2])
})
