import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { certificateFile } from '../common/certificate-file.ts'
import type { PrintContext, PrintedLine } from '../contract/config-text.ts'
import { fields, type SectionRow, type SectionServerRow, type ServerRow, type Settings } from './fields.ts'
import { placeOf } from './servers.ts'
import { lineOf, wordsOf } from './syntax.ts'

/** The settings as a haproxy.cfg: its sections, or what the simple form stands for. */
export function print(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const settings = resolveSettings(fields, config, {})
  const rows = settings.sections ?? []
  const file = certificateFile([], settings.certificateNames, context.wiring)
  if (rows.length > 0) {
    return rows.flatMap((row, index) => [
      ...(index === 0 ? [] : [{ text: '' }]),
      ...sectionLines(row, `sections[${index}]`, context, file),
    ])
  }
  return simpleLines(settings, context, file)
}

function sectionLines(row: SectionRow, setting: string, context: PrintContext, file: string): readonly PrintedLine[] {
  const { type, name, mode, balance, binds, rules, servers, directives } = row
  const under = (text: string, path: string): PrintedLine => ({ text: `    ${text}`, setting: `${setting}.${path}` })
  const each = (lines: readonly string[] | undefined, path: string, before = '') =>
    (lines ?? []).map((line, index) => under(`${before}${line}`, `${path}[${index}]`))
  return [
    { text: name === undefined ? type : `${type} ${name}`, setting },
    ...(mode === undefined ? [] : [under(`mode ${mode}`, 'mode')]),
    ...each(
      binds?.map((line) => withCertificate(line, file)),
      'binds',
      'bind ',
    ),
    ...each(directives, 'directives'),
    ...(balance === undefined ? [] : [under(`balance ${balance}`, 'balance')]),
    ...each(rules, 'rules'),
    ...(servers ?? []).flatMap((server, index) => {
      const line = serverLine(server, context)
      return line === undefined ? [] : [under(line, `servers[${index}]`)]
    }),
  ]
}

function serverLine(row: SectionServerRow, context: PrintContext): string | undefined {
  const { name, server, port, weight, check, backup, disabled, options } = row
  if (server === undefined) return undefined
  const words = ['server', name ?? server, written(context.addressOf(server), port)]
  const more = [
    ...(weight === undefined ? [] : [`weight ${weight}`]),
    ...onOff('check', check),
    ...onOff('backup', backup),
    ...(disabled === undefined ? [] : [disabled ? 'disabled' : 'enabled']),
    ...(options === undefined || options === '' ? [] : [options]),
  ]
  return [lineOf(words), ...more].join(' ')
}

const onOff = (word: string, value: boolean | undefined): readonly string[] =>
  value === undefined ? [] : [value ? word : `no-${word}`]

function written(address: string, port: number | undefined): string {
  const host = address.includes(':') ? `[${address}]` : address
  return port === undefined ? host : `${host}:${port}`
}

interface Line {
  readonly text: string
  readonly setting?: string
}

/** HAProxy does not start where TLS has no certificate: a `bind` that names none gets a path. */
function withCertificate(line: string, file: string): string {
  const words = wordsOf(line) ?? []
  return words.includes('ssl') && !words.some((word) => word === 'crt' || word === 'crt-list')
    ? `${line} crt /etc/haproxy/certs/${file}.pem`
    : line
}

function simpleLines(settings: Settings, context: PrintContext, file: string): readonly PrintedLine[] {
  const lines: readonly (Line | false)[] = [
    { text: 'listen balancer' },
    { text: `    mode ${settings.mode}`, setting: 'mode' },
    ...settings.frontends.map(({ port, tls }, index) => ({
      text: `    ${withCertificate(`bind :${port}${tls && settings.mode === 'http' ? ' ssl' : ''}`, file)}`,
      setting: `frontends[${index}]`,
    })),
    { text: `    timeout connect ${settings.connectTimeoutMs}ms`, setting: 'connectTimeoutMs' },
    { text: `    timeout client ${settings.clientTimeoutMs}ms`, setting: 'clientTimeoutMs' },
    { text: `    timeout server ${settings.serverTimeoutMs}ms`, setting: 'serverTimeoutMs' },
    { text: `    retries ${settings.retries}`, setting: 'retries' },
    settings.redispatch && { text: '    option redispatch', setting: 'redispatch' },
    ...(settings.mode === 'http' ? httpLines(settings) : []),
    ...(settings.check && settings.checkType === 'http' ? checkLines(settings) : []),
    { text: `    balance ${settings.algorithm}`, setting: 'algorithm' },
    ...(settings.servers ?? []).map((row, index) => simpleServer(row, index, settings, context)),
  ]
  return lines.filter((line) => line !== false)
}

function httpLines({ forwardedFor, forwardedProto, redirectToHttps }: Settings): readonly (Line | false)[] {
  const setting = 'forwardedProto'
  return [
    forwardedFor && { text: '    option forwardfor', setting: 'forwardedFor' },
    redirectToHttps && {
      text: '    http-request redirect scheme https unless { ssl_fc }',
      setting: 'redirectToHttps',
    },
    forwardedProto && { text: '    http-request set-header X-Forwarded-Proto https if { ssl_fc }', setting },
    forwardedProto && { text: '    http-request set-header X-Forwarded-Proto http unless { ssl_fc }', setting },
  ]
}

function checkLines({ checkPath, checkHost }: Settings): readonly (Line | false)[] {
  return [
    { text: `    option httpchk ${lineOf(['GET', checkPath])}`, setting: 'checkPath' },
    checkHost !== undefined && {
      text: `    http-check send ${lineOf(['hdr', 'Host', checkHost])}`,
      setting: 'checkHost',
    },
  ]
}

function simpleServer(row: ServerRow, index: number, settings: Settings, context: PrintContext): Line | false {
  const { server, port, weight, backup, enabled, tls } = row
  if (server === undefined) return false
  const { check, checkIntervalMs, rise, fall } = settings
  const used = port === undefined ? usedPorts(row, settings, context) : { port }
  const words = [
    `    server s${index + 1} ${written(context.addressOf(server), used.port)}`,
    ...(weight === 1 ? [] : [`weight ${weight}`]),
    ...(check
      ? [
          `check${used.check === undefined ? '' : ` port ${used.check}`} inter ${checkIntervalMs}ms rise ${rise} fall ${fall}`,
        ]
      : []),
    ...(tls && settings.mode === 'http' ? ['ssl verify none'] : []),
    ...(backup ? ['backup'] : []),
    ...(enabled ? [] : ['disabled']),
  ]
  return { text: words.join(' '), setting: `servers[${index}]` }
}

/**
 * The ports that an unset one stands for. In mode `tcp` clients may come to several and keep theirs: then the line has
 * none, but checks need one.
 */
function usedPorts(row: ServerRow, settings: Settings, { wiring }: PrintContext): { port?: number; check?: number } {
  const ports = settings.frontends.map(({ port }) => port)
  const way = { mode: settings.mode, isNamed: false }
  const server = { target: row.server ?? '', port: undefined, tls: row.tls && settings.mode === 'http' }
  const reached = wiring
    ? ports.map((port) => placeOf(server, port, way, wiring).port)
    : ports.map((port) => (settings.mode === 'tcp' ? port : server.tls ? 443 : 80))
  const [first = 80] = reached
  const kept = reached.find((port, index) => settings.mode === 'tcp' && port === ports[index])
  return kept === undefined || new Set(reached).size === 1 ? { port: first } : { check: kept }
}
