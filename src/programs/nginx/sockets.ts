import type { Service } from '../contract/wiring.ts'
import { directive, type Directive } from './directive.ts'
import type { NginxSettings } from './fields.ts'
import { everywhere, parseListen, type Listen } from './listen.ts'
import { tlsRefusal } from './tls-refusal.ts'
import { treeOfFull } from './tree-full.ts'

const byDefault = (isDefault: boolean) => (isDefault ? ['default_server'] : [])

/** The `listen` for plain HTTP of a server block of the simple form. */
export function plain({ httpPort, httpsPort, https }: NginxSettings, isDefault: boolean): readonly Directive[] {
  // nginx cannot listen twice on one port: with TLS on it, plain HTTP has none.
  if (https && httpPort === httpsPort) return []
  return [directive('listen', [String(httpPort), ...byDefault(isDefault)], 'httpPort')]
}

/** The `listen` for TLS of a server block of the simple form. */
export function secure({ https, httpsPort }: NginxSettings, isDefault: boolean): readonly Directive[] {
  return https ? [directive('listen', [String(httpsPort), 'ssl', ...byDefault(isDefault)], 'httpsPort')] : []
}

/** Where each server block listens, without compiling anything else of it: a diagram is drawn with no more than this. */
function listensOf(settings: NginxSettings, tree: readonly Directive[]): readonly (readonly Listen[])[] {
  const blocks =
    settings.configuration === 'full'
      ? tree.flatMap(({ name, block }) => (name === 'server' ? [block ?? []] : []))
      : [[...plain(settings, false), ...secure(settings, false)]]
  return blocks.map((block) => {
    const listens = block.filter(({ name }) => name === 'listen')
    return listens.length === 0 ? [everywhere] : listens.flatMap((one) => parseListen(one) ?? [])
  })
}

/** Every address and port that some server block listens on; TLS where one of them asks for it. */
export function services(settings: NginxSettings): readonly Service[] {
  const sockets = new Map<string, Service>()
  const tree = settings.configuration === 'full' ? treeOfFull(settings) : []
  // What nginx does not take when it reads its configuration keeps it from starting.
  if (tlsRefusal(tree, settings)) return []
  const blocks = listensOf(settings, tree)
  const certificates = settings.configuration === 'full' ? (settings.servers ?? []) : []
  const fits = (index: number) => {
    const { certificateKey, certificateUse } = certificates[index] ?? settings
    // Debian's OpenSSL takes no key that is too short (security level 2): nginx does not start with one.
    return certificateKey === 'fits' && certificateUse !== 'weak-key'
  }
  // A key that is not there or belongs to another certificate is an error of the configuration: nginx does not start.
  if (blocks.some((listens, index) => listens.some(({ ssl }) => ssl) && !fits(index))) return []
  for (const { address, port, ssl } of blocks.flat()) {
    const place = address === undefined || address === '::' ? undefined : address
    const key = `${place ?? '*'} ${port}`
    const tls = ssl || (sockets.get(key)?.tls ?? false)
    const service: Service = { port, protocol: 'tcp', speaks: tls ? 'https' : 'http', tls }
    sockets.set(key, place === undefined ? service : { ...service, address: place })
  }
  return [...sockets.values()]
}
