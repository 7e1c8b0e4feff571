import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { certificateFile } from '../common/certificate-file.ts'
import { placeOf } from '../common/peers.ts'
import type { PrintContext, PrintedLine } from '../contract/config-text.ts'
import { directive, type Directive, type UpstreamGroup } from './directive.ts'
import { fields, type NginxSettings } from './fields.ts'
import { quote } from './syntax.ts'
import { linesOf, treeOfFull } from './tree-full.ts'
import { treeOfSimple } from './tree-simple.ts'

/** Settings as the `nginx.conf` that they stand for; each line names the setting that it comes from. */
export function print(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const settings: NginxSettings = resolveSettings(fields, config, {})
  const isFull = settings.configuration === 'full'
  const main = isFull ? linesOf(settings.mainDirectives, 'mainDirectives') : []
  const http = isFull ? treeOfFull(settings) : treeOfSimple(settings).flatMap((one) => plainly(one, config))
  const hasCertificate = http.some(({ name }) => name === 'ssl_certificate')
  const printer = new Printer(context)
  for (const one of main) printer.directive(one, 0)
  if (!main.some(({ name }) => name === 'events')) printer.line(0, 'events { }')
  printer.line(0, 'http {')
  for (const one of http) printer.directive(hasCertificate ? one : withCertificate(one, settings, context), 1)
  printer.line(0, '}')
  return printer.lines
}

class Printer {
  readonly lines: PrintedLine[] = []
  private readonly context: PrintContext

  constructor(context: PrintContext) {
    this.context = context
  }

  line(depth: number, text: string, setting?: string): void {
    this.lines.push({ text: '  '.repeat(depth) + text, ...(setting === undefined ? {} : { setting }) })
  }

  directive(one: Directive, depth: number): void {
    const { name, block, setting, group } = one
    if (group && name === 'upstream') return this.upstream(group, depth)
    const words = [name, ...this.argsOf(one)].map(quote).join(' ')
    if (!block) return this.line(depth, `${words};`, setting)
    this.line(depth, `${words} {`, setting)
    for (const inner of block) this.directive(inner, depth + 1)
    this.line(depth, '}', setting)
  }

  /** A location of the simple form may pass on to one device: here it gets its address. */
  private argsOf({ name, args, group }: Directive): readonly string[] {
    const [only] = group?.servers ?? []
    if (!group?.isImplicit || !only || name !== 'proxy_pass') return args
    return args.map((arg) => arg.replace(`http://${group.name}`, () => `http://${this.placeOf(only.row)}`))
  }

  private placeOf({ server, host, port: set }: UpstreamGroup['servers'][number]['row']): string {
    const name = host ?? this.context.addressOf(server ?? '')
    const port = set ?? this.otherPort(host === undefined ? server : undefined)
    return `${name.includes(':') ? `[${name}]` : name}${port === undefined ? '' : `:${port}`}`
  }

  /** Where a device of the diagram speaks HTTP, unless that is what nginx takes anyway. */
  private otherPort(server: string | undefined): number | undefined {
    const { wiring } = this.context
    const port = wiring && server !== undefined && wiring.peer(server) ? placeOf(server, undefined, wiring).port : 80
    return port === 80 ? undefined : port
  }

  private upstream(group: UpstreamGroup, depth: number): void {
    // In the simple form the group stands for what the cables lead to.
    if (group.isImplicit || (group.setting === 'upstreams' && group.servers.length === 0)) return
    this.line(depth, `upstream ${quote(group.name)} {`, group.setting)
    if (group.method === 'hash') {
      const words = ['hash', group.key ?? '', ...(group.consistent ? ['consistent'] : [])]
      this.line(depth + 1, `${words.map(quote).join(' ')};`, group.methodSetting)
    } else if (group.method !== 'round_robin' && !group.directives.some(({ name }) => name === group.method)) {
      this.line(depth + 1, `${group.method};`, group.methodSetting)
    }
    for (const one of group.directives) this.directive(one, depth + 1)
    for (const { row, setting } of group.servers) {
      const options = [
        ...(row.weight === 1 ? [] : [`weight=${row.weight}`]),
        ...(row.maxFails === 1 ? [] : [`max_fails=${row.maxFails}`]),
        ...(row.failTimeoutMs === 10_000 ? [] : [`fail_timeout=${inTime(row.failTimeoutMs)}`]),
        ...((row.maxConns ?? 0) === 0 ? [] : [`max_conns=${row.maxConns}`]),
        ...(row.backup ? ['backup'] : []),
        ...(row.down ? ['down'] : []),
      ]
      this.line(depth + 1, `${['server', this.placeOf(row), ...options].join(' ')};`, setting)
    }
    this.line(depth, '}', group.setting)
  }
}

/**
 * nginx does not start where TLS has no certificate: a block that names none gets paths. They stand for the certificate
 * that the settings describe; there are no keys here.
 */
function withCertificate(one: Directive, settings: NginxSettings, { wiring }: PrintContext): Directive {
  if (one.name !== 'server' || !one.block) return one
  const has = (name: string, word?: string) =>
    one.block?.some((inner) => inner.name === name && (word === undefined || inner.args.includes(word))) ?? false
  if (!has('listen', 'ssl') || has('ssl_certificate') || has('ssl_reject_handshake', 'on')) return one
  const row = /^servers\[(\d+)\]/.exec(one.setting ?? '')?.[1]
  const described = row === undefined ? settings : (settings.servers?.[Number(row)] ?? settings)
  const names = one.block.flatMap(({ name, args }) => (name === 'server_name' ? args : []))
  const file = certificateFile(names, described.certificateNames, wiring)
  const setting = row === undefined ? 'certificateNames' : `servers[${row}].certificateNames`
  const lines = [
    directive('ssl_certificate', [`/etc/ssl/certs/${file}.crt`], setting),
    ...(has('ssl_certificate_key')
      ? []
      : [directive('ssl_certificate_key', [`/etc/ssl/private/${file}.key`], setting)]),
  ]
  const first = one.block.findIndex(({ name }) => name !== 'listen' && name !== 'server_name')
  const at = first === -1 ? one.block.length : first
  return { ...one, block: one.block.toSpliced(at, 0, ...lines) }
}

const inTime = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`)

/**
 * The simple form has a directive of its own and says every default; nginx would spell the one otherwise and nobody
 * writes the others.
 */
function plainly(one: Directive, config: JsonObject): readonly Directive[] {
  const root = one.setting === undefined ? undefined : /^\w+/.exec(one.setting)?.[0]
  const isDefault =
    !one.block && root !== undefined && config[root] === undefined && !['listen', 'proxy_pass'].includes(one.name)
  if (isDefault && one.name !== 'upstream') return []
  if (one.name === 'files_first') return []
  if (!one.block) return [one]
  const inner = one.block.flatMap((each) => plainly(each, config))
  const isFilesFirst = one.block.some(({ name }) => name === 'files_first')
  if (!isFilesFirst) return [{ ...one, block: inner }]
  const named = `@pass${/\d+/.exec(one.setting ?? '')?.[0] ?? ''}`
  const files: Directive = { name: 'try_files', args: ['$uri', '${uri}index.html', named], setting: one.setting ?? '' }
  return [
    { ...one, block: [files] },
    { ...one, args: [named], block: inner },
  ]
}
