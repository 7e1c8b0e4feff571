import { isJsonObject, type Json, type JsonObject } from '../../model/topology.ts'
import { certificateFile } from '../common/certificate-file.ts'
import { placeOf as reached } from '../common/peers.ts'
import type { PrintContext, PrintedLine } from '../contract/config-text.ts'
import { quoted } from './syntax.ts'

/** The settings as an Apache configuration. */
export function print(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const hosts = rowsOf(config, 'virtualHosts')
  const { httpsPort = 443 } = config
  const hasSecureHost = hosts.some((host) => host['port'] === httpsPort)
  const isOwnHost = config['https'] === true && hosts.length === 0
  return [
    ...listenLines(config),
    ...textLine(config, 'serverName', 'ServerName'),
    ...(isOwnHost || hasSecureHost ? [] : secureLines(config, context)),
    ...textLine(config, 'documentRoot', 'DocumentRoot'),
    ...listLine(config, 'directoryIndex', 'DirectoryIndex'),
    ...(typeof config['listDirectories'] === 'boolean'
      ? [{ text: `Options ${config['listDirectories'] ? '+' : '-'}Indexes`, setting: 'listDirectories' }]
      : []),
    ...wordsOf(config['tlsDirectives']).map((text, index) => ({ text, setting: `tlsDirectives[${index}]` })),
    ...flagLine(config, 'traceEnabled', 'TraceEnable'),
    ...timeLine(config, 'timeoutMs', 'ProxyTimeout'),
    ...flagLine(config, 'preserveHost', 'ProxyPreserveHost'),
    ...flagLine(config, 'addProxyHeaders', 'ProxyAddHeaders'),
    ...flagLine(config, 'via', 'ProxyVia'),
    ...flagLine(config, 'errorOverride', 'ProxyErrorOverride'),
    ...headerLines(config, 'requestHeaders', 'RequestHeader'),
    ...headerLines(config, 'responseHeaders', 'Header'),
    ...(config['gzip'] === true ? [{ text: 'SetOutputFilter DEFLATE', setting: 'gzip' }] : []),
    ...(config['gzip'] === true
      ? wordsOf(config['gzipTypes']).map((type) => ({
          text: `AddOutputFilterByType DEFLATE ${type}`,
          setting: 'gzipTypes',
        }))
      : []),
    ...balancerLines(config, context),
    ...pathLines(config, context, undefined),
    ...passAll(config, context),
    ...hosts.flatMap((host, index) => hostLines(config, context, host, index)),
    ...(isOwnHost ? secureHost(config, context) : []),
  ]
}

const portsOf = ({ httpPort = 80, httpsPort = 443 }: JsonObject) => ({
  plain: spelt(httpPort),
  secure: spelt(httpsPort),
})

/** Apache does not start without a place to listen. */
function listenLines(config: JsonObject): readonly PrintedLine[] {
  const { plain, secure } = portsOf(config)
  const isSecure = config['https'] === true
  return [
    ...(isSecure && plain === secure ? [] : [{ text: `Listen ${plain}`, setting: 'httpPort' }]),
    ...(isSecure ? [{ text: `Listen ${secure} https`, setting: 'httpsPort' }] : []),
  ]
}

/** TLS with paths for the certificate that the settings describe: without one Apache does not start. No keys are here. */
function secureLines(config: JsonObject, { wiring }: PrintContext): readonly PrintedLine[] {
  const engine = flagLine(config, 'https', 'SSLEngine')
  if (config['https'] !== true) return engine
  const { serverName, certificateNames } = config
  const file = certificateFile([spelt(serverName)], spelt(certificateNames), wiring)
  return [
    ...engine,
    { text: `SSLCertificateFile /etc/ssl/certs/${file}.crt`, setting: 'certificateNames' },
    { text: `SSLCertificateKeyFile /etc/ssl/private/${file}.key`, setting: 'certificateNames' },
  ]
}

/** On the port for TLS alone: `SSLEngine` for all would take TLS on the plain port too. */
function secureHost(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const inside = secureLines(config, context)
  return [
    { text: `<VirtualHost *:${portsOf(config).secure}>`, setting: 'httpsPort' },
    ...inside.map((line) => ({ ...line, text: `  ${line.text}` })),
    { text: '</VirtualHost>' },
  ]
}

function hostLines(config: JsonObject, context: PrintContext, host: JsonObject, index: number): readonly PrintedLine[] {
  const setting = `virtualHosts[${index}]`
  const { key = '1', name, aliases } = host
  const { httpPort = 80, httpsPort = 443 } = config
  const isSecure = config['https'] === true && host['port'] === httpsPort
  const inside = [
    ...(typeof name === 'string' ? [{ text: `ServerName ${name}`, setting: `${setting}.name` }] : []),
    ...(typeof aliases === 'string' ? [{ text: `ServerAlias ${aliases}`, setting: `${setting}.aliases` }] : []),
    ...(isSecure ? secureLines(config, context) : []),
    ...pathLines(config, context, spelt(key)),
  ]
  return [
    { text: `<VirtualHost *:${spelt(host['port'] ?? httpPort)}>`, setting },
    ...inside.map((line) => ({ ...line, text: `  ${line.text}` })),
    { text: '</VirtualHost>' },
  ]
}

/** What concerns paths, of one virtual host or of all. */
function pathLines(config: JsonObject, context: PrintContext, host: string | undefined): readonly PrintedLine[] {
  const of = (table: string) =>
    rowsOf(config, table)
      .map((row, index) => ({ row, setting: `${table}[${index}]` }))
      .filter(({ row }) => row['host'] === host)
  const root = spelt(config['documentRoot'] ?? '/var/www/html').replace(/\/$/, '')
  const proxied = of('proxyPass')
  return [
    ...of('redirects').map(({ row, setting }) => ({
      text: ['Redirect', row['status'] ?? 302, row['path'] ?? '/', ...(row['to'] === undefined ? [] : [row['to']])]
        .map((part) => quoted(spelt(part)))
        .join(' '),
      setting,
    })),
    ...of('aliases').map(({ row, setting }) => ({
      text: `Alias ${spelt(row['path'] ?? '/')} ${quoted(`${root}${spelt(row['to'] ?? '/')}`)}`,
      setting,
    })),
    ...of('denied').flatMap(({ row, setting }) => [
      { text: `<Location ${quoted(spelt(row['path'] ?? '/'))}>`, setting },
      { text: '  Require all denied', setting },
      { text: '</Location>' },
    ]),
    ...proxied.flatMap(({ row, setting }) => proxyLines(config, context, row, setting)),
  ]
}

/** Without a path rule everything goes to the servers behind but the files that are there. */
function passAll(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const hasServer = rowsOf(config, 'upstreams').some(({ server }) => server !== undefined)
  if (rowsOf(config, 'proxyPass').length > 0 || !hasServer) return []
  const paths = rowsOf(config, 'files').map(({ path = '/index.html' }) => spelt(path))
  const files = paths.filter((path) => path.startsWith('/') && path !== '/')
  return [
    ...files.map((path) => ({ text: `ProxyPass ${quoted(path)} !`, setting: 'files' })),
    ...proxyLines(config, context, { path: '/' }, 'proxyPass'),
  ]
}

function proxyLines(
  config: JsonObject,
  context: PrintContext,
  row: JsonObject,
  setting: string,
): readonly PrintedLine[] {
  const path = spelt(row['path'] ?? '/')
  if (row['action'] === 'static') return [{ text: `ProxyPass ${path} !`, setting }]
  const uri = spelt(row['upstreamUri'] ?? path)
  const place =
    typeof row['server'] === 'string'
      ? `${row['tls'] === true ? 'https' : 'http'}://${written(row['server'], row['serverPort'], context)}`
      : `balancer://${spelt(row['group'] ?? 'backend')}`
  // A balancer has no such time, its members have.
  const time = typeof row['server'] === 'string' ? connectTime(config) : ''
  const reverse =
    config['reverseRedirects'] === false ? [] : [{ text: `ProxyPassReverse ${path} ${place}${uri}`, setting }]
  return [{ text: `ProxyPass ${path} ${place}${uri}${time}`, setting }, ...reverse]
}

const connectTime = ({ connectTimeoutMs: time }: JsonObject): string =>
  typeof time === 'number' ? ` connectiontimeout=${time}ms` : ''

const isIpv6 = (address: string): boolean => address.includes(':')

function written(server: string, set: Json | undefined, context: PrintContext): string {
  const { wiring } = context
  const address = context.addressOf(server)
  const host = isIpv6(address) ? `[${address}]` : address
  const unset = wiring?.peer(server) ? reached(server, undefined, wiring).port : 80
  const port = set ?? (unset === 80 ? undefined : unset)
  return typeof port === 'number' ? `${host}:${port}` : host
}

function balancerLines(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const members = rowsOf(config, 'upstreams').map((row, index) => ({ row, setting: `upstreams[${index}]` }))
  const settings = rowsOf(config, 'balancers').map((row, index) => ({ row, setting: `balancers[${index}]` }))
  const groups = new Set([...members, ...settings].map(({ row }) => spelt(row['group'] ?? row['name'] ?? 'backend')))
  return [...groups].flatMap((name) => {
    const own = settings.find(({ row }) => (row['name'] ?? 'backend') === name)
    return [
      { text: `<Proxy balancer://${name}>`, setting: own?.setting ?? 'upstreams' },
      ...members
        .filter(({ row }) => (row['group'] ?? 'backend') === name)
        .map(({ row, setting }) => ({ text: `  ${memberLine(row, context)}${connectTime(config)}`, setting })),
      ...(own ? setLine(own.row, own.setting) : []),
      { text: '</Proxy>' },
    ]
  })
}

function memberLine(row: JsonObject, context: PrintContext): string {
  const { server = '', port, weight, retryMs, backup, down, tls } = row
  return [
    `BalancerMember ${tls === true ? 'https' : 'http'}://${written(spelt(server), port, context)}`,
    ...(weight === undefined ? [] : [`loadfactor=${spelt(weight)}`]),
    ...(typeof retryMs === 'number' ? [`retry=${Math.ceil(retryMs / 1000)}`] : []),
    ...(backup === true ? ['status=+H'] : []),
    ...(down === true ? ['status=+D'] : []),
  ].join(' ')
}

function setLine(row: JsonObject, setting: string): readonly PrintedLine[] {
  const words = [
    ...(row['method'] === undefined ? [] : [`lbmethod=${spelt(row['method'])}`]),
    ...(row['failOnStatus'] === undefined ? [] : [`failonstatus=${spelt(row['failOnStatus'])}`]),
    ...(row['failOnTimeout'] === undefined ? [] : [`failontimeout=${row['failOnTimeout'] === true ? 'On' : 'Off'}`]),
    ...(row['maxAttempts'] === undefined ? [] : [`maxattempts=${spelt(row['maxAttempts'])}`]),
  ]
  return words.length === 0 ? [] : [{ text: `  ProxySet ${words.join(' ')}`, setting }]
}

function headerLines(config: JsonObject, table: string, directive: string): readonly PrintedLine[] {
  return rowsOf(config, table).map(({ action = 'set', name = '', value, always }, index) => ({
    text: [directive, ...(always === true ? ['always'] : []), action, name, ...(value === undefined ? [] : [value])]
      .map((part) => quoted(spelt(part)))
      .join(' '),
    setting: `${table}[${index}]`,
  }))
}

/** A setting as a word; what is none has none. */
const spelt = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : ''

const rowsOf = (config: JsonObject, table: string): readonly JsonObject[] => {
  const rows = config[table]
  return Array.isArray(rows) ? rows.filter((row: Json): row is JsonObject => isJsonObject(row)) : []
}

const wordsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((word: Json): word is string => typeof word === 'string') : []

const flagLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] =>
  typeof config[setting] === 'boolean' ? [{ text: `${directive} ${config[setting] ? 'On' : 'Off'}`, setting }] : []

const textLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] =>
  typeof config[setting] === 'string' ? [{ text: `${directive} ${quoted(config[setting])}`, setting }] : []

const timeLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] => {
  const time = config[setting]
  if (typeof time !== 'number') return []
  return [{ text: `${directive} ${time % 1000 === 0 ? time / 1000 : `${time}ms`}`, setting }]
}

const listLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] => {
  const words = wordsOf(config[setting])
  return words.length === 0 ? [] : [{ text: [directive, ...words.map(quoted)].join(' '), setting }]
}
