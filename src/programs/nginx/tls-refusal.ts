import { cipherList, suiteList } from '../../protocols/tls/ciphers.ts'
import { holdingOf } from '../common/certificate-trust.ts'
import type { Directive } from './directive.ts'
import type { NginxSettings } from './fields.ts'
import { protocolNames } from './tls-versions.ts'

/** Why nginx does not start: what it would say, as a code, and the directive. */
export interface TlsRefusal {
  readonly why: 'value' | 'no-cipher' | 'file-missing' | 'lacks'
  readonly directive: string
  /** The value, the file, or the directive that is lacking. */
  readonly about: string
  readonly setting: string | undefined
}

/** The directives that hold in a block, its own over those around it. */
type Held = ReadonlyMap<string, readonly Directive[]>

function within(held: Held, block: readonly Directive[]): Held {
  const names = new Set(block.map(({ name }) => name))
  return new Map([...held, ...[...names].map((name) => [name, block.filter((one) => one.name === name)] as const)])
}

const protocols = new Set(Object.keys(protocolNames))
const values: Readonly<Record<string, (value: string) => boolean>> = {
  ssl_protocols: (value) => protocols.has(value.toLowerCase()),
  proxy_ssl_protocols: (value) => protocols.has(value.toLowerCase()),
  ssl_verify_client: (value) => /^(?:on|off|optional|optional_no_ca)$/i.test(value),
}

/** What of the files that TLS names keeps nginx from starting, by block (`ngx_http_ssl_module`, `ngx_http_proxy_module`). */
const serverFiles = ['ssl_client_certificate', 'ssl_trusted_certificate', 'ssl_crl', 'ssl_dhparam']
const proxyFiles = ['proxy_ssl_trusted_certificate', 'proxy_ssl_certificate', 'proxy_ssl_crl']

/** The first thing about TLS that keeps nginx from starting, in blocks and directives as they stand. */
export function tlsRefusal(
  tree: readonly Directive[],
  settings: Pick<NginxSettings, 'certificateFiles'>,
): TlsRefusal | undefined {
  const http = within(new Map(), tree)
  const blocks = tree.filter(({ name }) => name === 'server')
  for (const one of tree) {
    const wrong = wrongValue(one)
    if (wrong) return wrong
  }
  for (const { block = [] } of blocks) {
    const held = within(http, block)
    const found =
      block.map(deepWrongValue).find(Boolean) ?? ofServer(held, settings) ?? ofProxies(held, block, settings)
    if (found) return found
  }
  return undefined
}

function wrongValue({ name, args, setting }: Directive): TlsRefusal | undefined {
  const isRight = values[name]
  const wrong = isRight && args.find((value) => !isRight(value))
  return wrong === undefined ? undefined : { why: 'value', directive: name, about: wrong, setting }
}

const deepWrongValue = (one: Directive): TlsRefusal | undefined =>
  wrongValue(one) ?? (one.block ?? []).map(deepWrongValue).find(Boolean)

type Settings = Parameters<typeof tlsRefusal>[1]

/** A server block that speaks TLS, or has a certificate at least. */
function ofServer(held: Held, settings: Settings): TlsRefusal | undefined {
  const listens = held.get('listen') ?? []
  const isSecure = held.has('ssl_certificate') || listens.some(({ args }) => args.includes('ssl'))
  if (!isSecure) return undefined
  const verify = held.get('ssl_verify_client')?.at(-1)
  const lacksCa = verify && /^(?:on|optional)$/i.test(verify.args[0] ?? '') && !held.has('ssl_client_certificate')
  if (lacksCa) return lacking(verify, 'ssl_client_certificate')
  const command = held.get('ssl_conf_command')?.find(({ args }) => /^ciphersuites$/i.test(args[0] ?? ''))
  if (command && !suiteList(command.args[1] ?? '')) {
    return { why: 'no-cipher', directive: 'ssl_conf_command', about: command.args[1] ?? '', setting: command.setting }
  }
  return noCipher(held, 'ssl_ciphers') ?? missing(held, serverFiles, settings)
}

/** Every block that passes requests on over TLS. */
function ofProxies(held: Held, block: readonly Directive[], settings: Settings): TlsRefusal | undefined {
  const passes = block.some(({ name, args }) => name === 'proxy_pass' && /^https:/i.test(args[0] ?? ''))
  const own = passes ? ofProxy(held, settings) : undefined
  if (own) return own
  for (const one of block) {
    if (!one.block || (one.name !== 'location' && one.name !== 'if')) continue
    const found = ofProxies(within(held, one.block), one.block, settings)
    if (found) return found
  }
  return undefined
}

function ofProxy(held: Held, settings: Settings): TlsRefusal | undefined {
  const verify = held.get('proxy_ssl_verify')?.at(-1)
  if (verify?.args[0] === 'on' && !held.has('proxy_ssl_trusted_certificate')) {
    return lacking(verify, 'proxy_ssl_trusted_certificate')
  }
  const certificate = held.get('proxy_ssl_certificate')?.at(-1)
  if (certificate && !held.has('proxy_ssl_certificate_key')) return lacking(certificate, 'proxy_ssl_certificate_key')
  return noCipher(held, 'proxy_ssl_ciphers') ?? missing(held, proxyFiles, settings)
}

const lacking = ({ name, setting }: Directive, about: string): TlsRefusal => ({
  why: 'lacks',
  directive: name,
  about,
  setting,
})

function noCipher(held: Held, name: string): TlsRefusal | undefined {
  const one = held.get(name)?.at(-1)
  const text = one?.args[0]
  if (one === undefined || text === undefined || cipherList(text)) return undefined
  return { why: 'no-cipher', directive: name, about: text, setting: one.setting }
}

function missing(held: Held, names: readonly string[], { certificateFiles }: Settings): TlsRefusal | undefined {
  for (const name of names) {
    const one = held.get(name)?.at(-1)
    const file = one?.args[0]
    if (one === undefined || file === undefined || holdingOf(certificateFiles, file) !== 'missing') continue
    return { why: 'file-missing', directive: name, about: file, setting: one.setting }
  }
  return undefined
}
