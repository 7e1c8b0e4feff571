import { expect, it } from 'vitest'
import { configText } from '../../programs/bind/config-text.ts'
import type { ConfigText } from '../../programs/contract/config-text.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { configText as nginxText } from '../../programs/nginx/config-text.ts'
import { byReason, readPasted, withoutPrivateKeys, withoutSecrets } from './reading.ts'

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

it.each([
  ['user anna password $6$abc$def groups admins', 'user anna password … groups admins'],
  ['user anna insecure-password geheim', 'user anna insecure-password …'],
  ['stats auth admin:geheim', 'stats auth admin:…'],
  ['fastcgi_param DB_PASSWORD "a b";', 'fastcgi_param DB_PASSWORD …;'],
  ['proxy_set_header Authorization "Basic YTpi";', 'proxy_set_header Authorization …;'],
  ['proxy_set_header X-Api-Key 4711;', 'proxy_set_header X-Api-Key …;'],
  ['secret "Zm9v";', 'secret …;'],
  ['proxy_pass http://anna:geheim@10.0.0.1/;', 'proxy_pass http://anna:…@10.0.0.1/;'],
  ['ssl_certificate_key data:MIIEvQIBADAN;', 'ssl_certificate_key data:…;'],
])('keeps nothing secret of a line that is not understood: %s', (line, kept) => {
  expect(withoutSecrets(line)).toBe(kept)
})

it.each(['server_tokens off;', 'tcp-request inspect-delay 5s', 'www.test. HINFO a b', 'js_import data/a.js;'])(
  'leaves a line without secrets as it is: %s',
  (line) => expect(withoutSecrets(line)).toBe(line),
)

it('says which settings do not fit, since the rest alone would mislead', () => {
  const nginx = definitionOf('nginx')
  if (!nginx) throw new Error('nginx is a program')
  const { config, unfit } = readPasted(
    `server { listen 80; server_name ${'a'.repeat(3000)}; }`,
    nginx,
    nginxText,
    '1.22',
  )
  expect(unfit).toEqual(['servers'])
  expect(config).not.toHaveProperty('servers')
})

it('masks what the readers hand over', () => {
  const nginx = definitionOf('nginx')
  if (!nginx) throw new Error('nginx is a program')
  const { notRead } = readPasted('js_var $password geheim;\njs_set x password=geheim;', nginx, nginxText, '1.22')
  expect(notRead).toHaveLength(2)
  expect(JSON.stringify(notRead.map(({ text }) => text))).not.toContain('geheim')
})

it('does not break where a reader does', () => {
  const nginx = definitionOf('nginx')
  if (!nginx) throw new Error('nginx is a program')
  const broken: ConfigText = {
    ...nginxText,
    read: () => {
      throw new RangeError('Maximum call stack size exceeded')
    },
  }
  expect(readPasted('{'.repeat(9), nginx, broken, '1.22')).toMatchObject({ config: {}, notRead: [], unfit: [] })
})

it.each(['hello\nworld', '}', '{ '.repeat(20_000)])(
  'takes nothing from a text that no server would start with: %.12s',
  (text) => {
    const nginx = definitionOf('nginx')
    if (!nginx) throw new Error('nginx is a program')
    const pasted = readPasted(text, nginx, nginxText, '1.26')
    expect(pasted.config).toEqual({})
    expect(pasted.notRead).not.toEqual([])
  },
)

it('takes an empty server for what it is', () => {
  const nginx = definitionOf('nginx')
  if (!nginx) throw new Error('nginx is a program')
  expect(readPasted('server {\n}', nginx, nginxText, '1.26').config).toMatchObject({ configuration: 'full' })
})
