import { expect, it } from 'vitest'
import { block, directive, type Directive } from './directive.ts'
import { tlsRefusal } from './tls-refusal.ts'

const secure = (...inner: Directive[]) => [block('server', [], [directive('listen', ['443', 'ssl']), ...inner])]
const passing = (...inner: Directive[]) =>
  block('location', ['/'], [directive('proxy_pass', ['https://10.0.0.1']), ...inner])
const told = (line: string) => {
  const [name = '', ...args] = line.split(' ')
  return directive(name, args, 'here')
}

/** As nginx 1.22 says (recordings/tls_asked.json). */
it.each([
  ['value', 'ssl_protocols TLSv1.4'],
  ['value', 'ssl_verify_client yes'],
  ['no-cipher', 'ssl_ciphers NONSENSE'],
  ['lacks', 'ssl_verify_client on'],
  ['lacks', 'ssl_verify_client optional'],
  ['file-missing', 'ssl_client_certificate /gone.crt'],
] as const)('%s: nginx does not start with %s', (why, line) => {
  const certificateFiles = [{ file: '/gone.crt', holds: 'missing' }] as const
  expect(tlsRefusal(secure(told(line)), { certificateFiles })).toMatchObject({ why, setting: 'here' })
})

it.each(['ssl_protocols tlsv1.2', 'ssl_verify_client optional_no_ca', 'ssl_verify_client off', 'ssl_ciphers NULL'])(
  'nginx starts with %s',
  (line) => {
    expect(tlsRefusal(secure(told(line)), { certificateFiles: undefined })).toBeUndefined()
  },
)

it('to verify servers behind it needs their authorities, in whatever block they stand', () => {
  const verify = told('proxy_ssl_verify on')
  const files = told('proxy_ssl_trusted_certificate /ca.crt')
  const settings = { certificateFiles: undefined }
  expect(tlsRefusal(secure(passing(verify)), settings)).toMatchObject({ why: 'lacks' })
  expect(tlsRefusal(secure(files, passing(verify)), settings)).toBeUndefined()
  expect(tlsRefusal(secure(verify), settings)).toBeUndefined()
})
