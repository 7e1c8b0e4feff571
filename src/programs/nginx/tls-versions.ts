import type { TlsVersion } from '../../model/packet.ts'
import type { HelloOptions } from '../common/tls.ts'
import { flag, inherited, type Scope } from './scope.ts'

const names: Readonly<Record<string, TlsVersion>> = {
  TLSv1: '1.0',
  'TLSv1.1': '1.1',
  'TLSv1.2': '1.2',
  'TLSv1.3': '1.3',
}
const all = Object.keys(names)

/** What nginx 1.22 speaks when nothing is said: 1.3 came with 1.23.4. */
const unsaid: readonly string[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2']

/**
 * What a server block says of TLS. Debian's OpenSSL allows 1.0 and 1.1 only where the ciphers lower its security level;
 * the simple form stands for Debian's nginx.conf, which adds 1.3.
 */
export function helloOptions(scope: Scope, isFull: boolean): HelloOptions {
  const said = inherited(scope, 'ssl_protocols').at(-1)?.args ?? (isFull ? unsaid : all)
  const [ciphers = ''] = inherited(scope, 'ssl_ciphers').at(-1)?.args ?? []
  const isLowered = /@SECLEVEL=0/i.test(ciphers)
  const versions = said.flatMap((name) => names[name] ?? []).filter((one) => isLowered || one >= '1.2')
  const suites = ciphers.split(':')
  // Groups and exclusions (`HIGH:!aNULL`) stand for what every usual client shares.
  const isPlain = ciphers !== '' && suites.every((suite) => /^[A-Z\d]+(?:-[A-Z\d]+)+$/.test(suite))
  const rejects = flag(scope, 'ssl_reject_handshake', false)
  const setting = inherited(scope, rejects ? 'ssl_reject_handshake' : 'ssl_protocols').at(-1)?.setting
  return { versions, rejects, ...(isPlain ? { ciphers: suites } : {}), ...(setting === undefined ? {} : { setting }) }
}
