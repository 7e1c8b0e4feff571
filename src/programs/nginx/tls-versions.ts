import type { TlsOffers, TlsVersion } from '../../model/packet.ts'
import { cipherList, suiteList, type CipherList } from '../../protocols/tls/ciphers.ts'
import type { HelloOptions } from '../common/tls.ts'
import { flag, inherited, valueOf, type Scope } from './scope.ts'

/** By nginx's names, which it reads in any case. The two SSL versions are no longer spoken by anybody. */
export const protocolNames: Readonly<Record<string, TlsVersion | undefined>> = {
  sslv2: undefined,
  sslv3: undefined,
  tlsv1: '1.0',
  'tlsv1.1': '1.1',
  'tlsv1.2': '1.2',
  'tlsv1.3': '1.3',
}

/** What nginx 1.22 speaks when nothing is said: 1.3 came with 1.23.4. */
const unsaid: readonly string[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2']

const versionsOf = (names: readonly string[]): readonly TlsVersion[] =>
  names.flatMap((name) => protocolNames[name.toLowerCase()] ?? [])

/** `ssl_conf_command NAME value`: given to OpenSSL after all else. */
const commanded = (scope: Scope, name: string): string | undefined =>
  inherited(scope, 'ssl_conf_command').findLast(({ args }) => args[0]?.toLowerCase() === name)?.args[1]

function ciphersOf(scope: Scope): Pick<HelloOptions, 'ciphers' | 'suites'> {
  const text = commanded(scope, 'cipherstring') ?? valueOf(scope, 'ssl_ciphers')
  const ciphers: CipherList | undefined = text === undefined ? undefined : cipherList(text)
  const suites = suiteList(commanded(scope, 'ciphersuites') ?? '')
  return { ...(ciphers ? { ciphers } : {}), ...(suites ? { suites } : {}) }
}

/**
 * What a handshake goes by. Versions are those of the port's default server: OpenSSL chooses one before it reads the
 * name. Ciphers and certificate are those of the server that the name leads to. The simple form stands for Debian's
 * nginx.conf, which adds TLS 1.3.
 */
export function helloOptions(first: Scope, named: Scope, isFull: boolean): HelloOptions {
  const protocols = inherited(first, 'ssl_protocols').at(-1)
  const said = versionsOf(protocols?.args ?? (isFull ? unsaid : [...unsaid, 'TLSv1.3']))
  const [lowest, highest] = ['minprotocol', 'maxprotocol'].map((name) => versionsOf([commanded(first, name) ?? ''])[0])
  const versions = said.filter((one) => one >= (lowest ?? '1.0') && one <= (highest ?? '1.3'))
  const rejects = flag(named, 'ssl_reject_handshake', false)
  const setting = rejects ? inherited(named, 'ssl_reject_handshake').at(-1)?.setting : protocols?.setting
  return {
    versions,
    rejects,
    ...ciphersOf(named),
    hasDhParameters: valueOf(named, 'ssl_dhparam') !== undefined,
    ...(setting === undefined ? {} : { setting }),
  }
}

/** What nginx offers to a server behind (`proxy_ssl_protocols`, `proxy_ssl_ciphers`): unset, no TLS 1.3 either. */
export function upstreamOffers(scope: Scope): TlsOffers {
  const versions = versionsOf(inherited(scope, 'proxy_ssl_protocols').at(-1)?.args ?? unsaid).toSorted()
  const list = cipherList(valueOf(scope, 'proxy_ssl_ciphers') ?? 'DEFAULT')
  return {
    lowest: versions[0] ?? '1.0',
    highest: versions.at(-1) ?? '1.0',
    ...(list ? { ciphers: list.suites, level: list.level } : {}),
  }
}
