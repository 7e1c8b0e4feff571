import type { JsonObject } from '../../model/topology.ts'
import { certificateFile } from '../common/certificate-file.ts'
import type { PrintContext, PrintedLine } from '../contract/config-text.ts'
import { balancerLines, proxyLines } from './print-proxy.ts'
import { ruleLines } from './print-rules.ts'
import { flagLine, listLine, rowsOf, spelt, textLine, timeLine, wordLine, wordsOf } from './print-words.ts'
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
    ...viaLine(config),
    ...wordLine(config, 'encodedSlashes', 'AllowEncodedSlashes', { refused: 'Off', decoded: 'On', kept: 'NoDecode' }),
    ...flagLine(config, 'mergeSlashes', 'MergeSlashes'),
    ...flagLine(config, 'errorOverride', 'ProxyErrorOverride'),
    ...(config['gzip'] === true ? [{ text: 'SetOutputFilter DEFLATE', setting: 'gzip' }] : []),
    ...(config['gzip'] === true
      ? wordsOf(config['gzipTypes']).map((type) => ({
          text: `AddOutputFilterByType DEFLATE ${type}`,
          setting: 'gzipTypes',
        }))
      : []),
    ...balancerLines(config, context),
    ...ruleLines(config, undefined),
    ...pathLines(config, context, undefined),
    ...passAll(config, context),
    ...hosts.flatMap((host, index) => hostLines(config, context, host, index)),
    ...(isOwnHost ? secureHost(config, context) : []),
  ]
}

/** `ProxyVia` has one word for all three settings. */
function viaLine(config: JsonObject): readonly PrintedLine[] {
  const { via, viaVersion, viaBlock } = config
  if (viaBlock === true) return [{ text: 'ProxyVia Block', setting: 'viaBlock' }]
  if (via === true && viaVersion === true) return [{ text: 'ProxyVia Full', setting: 'viaVersion' }]
  return flagLine(config, 'via', 'ProxyVia')
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
    ...ruleLines(config, spelt(key)),
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
  const hasServer = rowsOf(config, 'upstreams').some(({ server, group }) => server !== undefined && group === undefined)
  if (rowsOf(config, 'proxyPass').length > 0 || !hasServer) return []
  // mod_proxy is asked before mod_alias: what is passed on is never redirected.
  const redirected = rowsOf(config, 'redirects').flatMap(({ host, path = '/' }, index) =>
    host === undefined ? [{ text: `ProxyPass ${quoted(spelt(path))} !`, setting: `redirects[${index}]` }] : [],
  )
  return [...redirected, ...stayingLines(config), ...proxyLines(config, context, { path: '/' }, 'proxyPass')]
}

/**
 * Files are answered here, each under its own path alone and as the start page of its directory. `ProxyPass` with a
 * path would also keep what lies below the file, and passes the directory on before anybody looks for its start page.
 */
function stayingLines(config: JsonObject): readonly PrintedLine[] {
  const paths = rowsOf(config, 'files').map(({ path = '/index.html' }) => spelt(path))
  const written = wordsOf(config['directoryIndex'])
  const indexes = written.length === 0 ? ['index.html'] : written
  return paths.flatMap((path, index) => {
    if (!path.startsWith('/') || path === '/') return []
    const at = path.lastIndexOf('/') + 1
    const [directory, name] = [path.slice(0, at), path.slice(at)]
    const isIndex = indexes.find((one) => paths.includes(directory + one)) === name
    const pattern = isIndex ? `${literal(directory)}(?:${literal(name)})?` : literal(path)
    return [{ text: `ProxyPassMatch ${quoted(`^${pattern}$`)} !`, setting: `files[${index}]` }]
  })
}

/** A text as the regular expression that fits it alone. */
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
