import type { TlsOffers, TlsVersion } from '../../model/packet.ts'
import type { Trust } from '../../protocols/tls/certificate.ts'
import { cipherList, suiteList, type CipherList } from '../../protocols/tls/ciphers.ts'
import { holdingOf, shownFrom, trustIn } from '../common/certificate-trust.ts'
import type { CertificateFileRow } from '../common/tls-fields.ts'
import type { HelloOptions } from '../common/tls.ts'
import { entryOf } from './directive.ts'

/** The lines of mod_ssl that have an effect here, in the settings as they are written. */
export const tlsDirectives = [
  'SSLProtocol',
  'SSLCipherSuite',
  'SSLVerifyClient',
  'SSLVerifyDepth',
  'SSLCACertificateFile',
  'SSLProxyEngine',
  'SSLProxyVerify',
  'SSLProxyVerifyDepth',
  'SSLProxyCACertificateFile',
  'SSLProxyCheckPeerName',
  'SSLProxyCheckPeerCN',
  'SSLProxyCheckPeerExpire',
  'SSLProxyProtocol',
  'SSLProxyCipherSuite',
  'SSLProxyMachineCertificateFile',
] as const

/** Lines of mod_ssl that change no answer here. */
export const neutralTls = [
  'SSLHonorCipherOrder',
  'SSLCompression',
  'SSLSessionTickets',
  'SSLSessionCache',
  'SSLSessionCacheTimeout',
  'SSLUseStapling',
  'SSLStaplingCache',
  'SSLRandomSeed',
  'SSLPassPhraseDialog',
] as const

type Name = (typeof tlsDirectives)[number]

interface Settings {
  readonly tlsDirectives: readonly string[] | undefined
  readonly certificateFiles: readonly CertificateFileRow[] | undefined
}

/** `SSLCipherSuite TLSv1.3 …`: the suites of TLS 1.3 alone. */
export const isModernSuites = (name: string, words: readonly string[]): boolean =>
  /CipherSuite$/i.test(name) && /^TLSv1\.3$/i.test(words[0] ?? '') && words.length > 1

/** The words of each directive; of several lines the last. A list of TLS 1.3 suites has its own name. */
function wordsBy(lines: readonly string[] = []): ReadonlyMap<string, readonly string[]> {
  return new Map(
    lines.map((line, index) => {
      const [name = '', ...words] = line.replaceAll('"', '').trim().split(/\s+/)
      const key = isModernSuites(name, words) ? `${name} 1.3` : name
      return [key.toLowerCase(), [...words, `tlsDirectives[${index}]`]] as const
    }),
  )
}

const named: Readonly<Record<string, TlsVersion>> = {
  tlsv1: '1.0',
  'tlsv1.1': '1.1',
  'tlsv1.2': '1.2',
  'tlsv1.3': '1.3',
}
const every: readonly TlsVersion[] = ['1.0', '1.1', '1.2', '1.3']

/** `all -TLSv1`, `+TLSv1.2 +TLSv1.3`; nothing where one of the words is none. SSLv3 may be taken out only. */
function protocols(words: readonly string[]): readonly TlsVersion[] | undefined {
  let chosen: readonly TlsVersion[] = []
  for (const word of words.map((one) => one.toLowerCase())) {
    const [, sign = '', name = ''] = /^([+-]?)(.*)$/.exec(word) ?? []
    const version = entryOf(named, name)
    if (name === 'sslv3' && sign === '-') continue
    if (name !== 'all' && version === undefined) return undefined
    const meant = version === undefined ? every : [version]
    if (sign === '-') chosen = chosen.filter((one) => !meant.includes(one))
    else chosen = [...(sign === '+' ? chosen : []), ...meant]
  }
  return chosen
}

const verifies = /^(?:none|optional|require|optional_no_ca)$/i

class Lines {
  private readonly by: ReadonlyMap<string, readonly string[]>
  constructor(lines: readonly string[] | undefined) {
    this.by = wordsBy(lines)
  }

  words(name: Name | `${Name} 1.3`): readonly string[] | undefined {
    return this.by.get(name.toLowerCase())?.slice(0, -1)
  }

  one(name: Name | `${Name} 1.3`): string | undefined {
    return this.words(name)?.at(-1)
  }

  setting(name: Name): string | undefined {
    return this.by.get(name.toLowerCase())?.at(-1)
  }

  isOff(name: Name): boolean {
    return this.one(name)?.toLowerCase() === 'off'
  }

  ciphers(name: 'SSLCipherSuite' | 'SSLProxyCipherSuite'): { ciphers?: CipherList; suites?: readonly string[] } {
    const list = cipherList(this.one(name) ?? '')
    const suites = suiteList(this.one(`${name} 1.3`) ?? '')
    return { ...(list ? { ciphers: list } : {}), ...(suites ? { suites } : {}) }
  }

  versions(name: 'SSLProtocol' | 'SSLProxyProtocol'): readonly TlsVersion[] {
    return protocols(this.words(name) ?? ['all']) ?? every
  }
}

/** Whom Apache trusts by a file; without one, nobody. Its depth counts the authority at the end of the chain. */
function trustBy(settings: Settings, file: string | undefined, depth: string | undefined): Trust {
  const most = Number(depth ?? 1)
  const nobody: Trust = { authority: false, unknown: false, itself: false }
  if (file === undefined) return nobody
  const trust = trustIn(settings.certificateFiles, file, Math.max(0, most - 1))
  return most < 1 ? { ...trust, authority: false, unknown: false } : trust
}

/** What a handshake on Apache's port goes by (mod_ssl). */
export function helloOptions(settings: Settings): HelloOptions {
  const lines = new Lines(settings.tlsDirectives)
  const verify = lines.one('SSLVerifyClient')?.toLowerCase() ?? 'none'
  const verifySetting = lines.setting('SSLVerifyClient')
  const setting = lines.setting('SSLProtocol')
  const trust = trustBy(settings, lines.one('SSLCACertificateFile'), lines.one('SSLVerifyDepth'))
  return {
    versions: lines.versions('SSLProtocol'),
    ...lines.ciphers('SSLCipherSuite'),
    // Apache brings parameters of its own.
    hasDhParameters: true,
    ...(setting === undefined ? {} : { setting }),
    ...(verify === 'none'
      ? {}
      : {
          callers: {
            mustShow: verify === 'require',
            trust: verify === 'optional_no_ca' ? { ...trust, authority: true, unknown: true, itself: true } : trust,
            ...(verifySetting === undefined ? {} : { setting: verifySetting }),
          },
        }),
  }
}

/** How Apache speaks TLS to a server behind; nothing where `SSLProxyEngine` is not on. */
export function proxyTls(settings: Settings, host: string) {
  const lines = new Lines(settings.tlsDirectives)
  if (lines.one('SSLProxyEngine')?.toLowerCase() !== 'on') return undefined
  const verify = lines.one('SSLProxyVerify')?.toLowerCase() ?? 'none'
  const certificate = shownFrom(settings.certificateFiles, lines.one('SSLProxyMachineCertificateFile'))
  const isAsked = lines.one('SSLProxyCheckPeerName')?.toLowerCase() === 'on'
  // Unless it is said otherwise, the name must fit: that needs both switches, or the newer one in so many words.
  const checksName =
    (!lines.isOff('SSLProxyCheckPeerName') && (!lines.isOff('SSLProxyCheckPeerCN') || isAsked)) ||
    lines.one('SSLProxyCheckPeerCN')?.toLowerCase() === 'on'
  const versions = lines.versions('SSLProxyProtocol')
  const { ciphers, suites } = lines.ciphers('SSLProxyCipherSuite')
  const offers: TlsOffers = {
    lowest: versions[0] ?? '1.0',
    highest: versions.at(-1) ?? '1.0',
    ...(ciphers ? { ciphers: ciphers.suites, level: ciphers.level } : {}),
    ...(suites ? { suites } : {}),
  }
  const isVerified = verify !== 'none' && verify !== 'optional_no_ca'
  const trust = trustBy(settings, lines.one('SSLProxyCACertificateFile'), lines.one('SSLProxyVerifyDepth'))
  return {
    serverName: host,
    verifyName: checksName ? host : null,
    profile: 'apache',
    trust: {
      ...trust,
      anyIssuer: !isVerified,
      // OpenSSL looks at the dates whenever it verifies; the switch is for all other cases.
      anyDate: !isVerified && lines.isOff('SSLProxyCheckPeerExpire'),
    },
    offers,
    ...(certificate ? { clientCertificate: certificate } : {}),
  } as const
}

/** Why Apache does not start: what it would say, as a code. */
export interface TlsRefusal {
  readonly why: 'value' | 'no-cipher' | 'file-missing'
  readonly directive: Name
  readonly about: string
  readonly setting: string
}

/** The first line about TLS that keeps Apache from starting. */
export function tlsRefusal(settings: Settings): TlsRefusal | undefined {
  const lines = new Lines(settings.tlsDirectives)
  for (const directive of tlsDirectives) {
    const words = lines.words(directive)
    const why = words && refusalOf(directive, words, settings)
    if (why) return { why, directive, about: words.join(' '), setting: lines.setting(directive) ?? 'tlsDirectives' }
  }
  return undefined
}

function refusalOf(directive: Name, words: readonly string[], settings: Settings): TlsRefusal['why'] | undefined {
  const [first = ''] = words
  if (directive.endsWith('Protocol')) return (protocols(words) ?? []).length === 0 ? 'value' : undefined
  if (directive.endsWith('CipherSuite')) return cipherList(words.at(-1) ?? '') ? undefined : 'no-cipher'
  if (directive === 'SSLVerifyClient' || directive === 'SSLProxyVerify') {
    return verifies.test(first) ? undefined : 'value'
  }
  if (directive.endsWith('File'))
    return holdingOf(settings.certificateFiles, first) === 'missing' ? 'file-missing' : undefined
  return undefined
}
