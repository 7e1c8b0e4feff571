import type { HttpRequestSpec } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { configText as apacheText } from '../../../programs/apache/config-text.ts'
import { configText as haproxyText } from '../../../programs/haproxy/config-text.ts'
import { configText as nginxText } from '../../../programs/nginx/config-text.ts'
import { curlExit, netError } from '../../../protocols/spelling.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { at } from '../lab.ts'
import { objectOf, stringOf } from '../values.ts'
import { certificateNamed, filesIn, isKnown, settingsOf } from './tls-certificates.ts'

const wordsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : []

const rowsOf = (config: JsonObject, table: string): readonly JsonObject[] => {
  const rows = config[table]
  return Array.isArray(rows) ? rows.map((row: Json) => objectOf(row)) : []
}

/** nginx's configuration of a case; its certificates stand in its server blocks. */
function nginxConfig(recording: Recording): JsonObject {
  const source = recording.real_config ?? ''
  // The recorder's own http block named no types.
  const { config } = nginxText.read(`events {}\nhttp {\n${source}\n}`, '1.22')
  const told = objectOf(recording.input['certificate'])
  const roots = wordsOf(recording.input['trusted_roots'])
  const own = Object.keys(told).length > 0 ? settingsOf(told, roots, stringOf(recording.input['title'])) : undefined
  const [outside = '', ...blocks] = ` ${source}`.split(/(?=\bserver\s*\{)/)
  const hasOutside = /\bssl_certificate\s/.test(outside)
  const firstSecure = blocks.findIndex((block) => /\blisten\s[^;]*\bssl\b/.test(block))
  const servers = rowsOf(config, 'servers').map((server, index): Json => {
    const block = blocks[index] ?? ''
    const isBare = !hasOutside && !/\bssl_(?:certificate\s|reject_handshake\s+on)/.test(block)
    // A port whose default server has no certificate keeps nginx from starting; another server takes the default one's.
    const file = certificateIn(isBare && index !== firstSecure ? (blocks[firstSecure] ?? '') : block) ?? 'good'
    const key = isBare && index === firstSecure ? { certificateKey: 'missing' } : keyOf(recording, block)
    return { ...server, ...(own ?? certificateNamed(file)), ...key }
  })
  return { ...config, servers, certificateFiles: filesIn(source) }
}

const certificateIn = (block: string): string | undefined =>
  /\bssl_certificate\s+\S*?([\w-]+)\.(?:crt|pem)/.exec(block)?.[1]

/** Whether the private key is there and fits: its file bears the certificate's name. */
function keyOf({ input }: Recording, block: string): JsonObject {
  const title = stringOf(input['title'])
  const [, key, ending] = /\bssl_certificate_key\s+\S*?([\w-]+)\.(\w+)/.exec(block) ?? []
  const file = certificateIn(block)
  const isNamed = file !== undefined && key !== undefined
  const isMissing = (file !== undefined && key === undefined) || ending === 'crt' || key === 'nofile'
  if (isMissing || missingFile.test(title)) return { certificateKey: 'missing' }
  // A chain is loaded with the key of its leaf.
  const isOfOther = isNamed && key !== file && isKnown(key) && isKnown(file) && !/^(?:via|leaf)/.test(key)
  const isOther = /key.*(?:not|mis)_?match|wrong_key/.test(title) || file === 'wrongorder' || isOfOther
  return isOther ? { certificateKey: 'other' } : {}
}

const missingFile =
  /(?:missing|no|nonexistent)_(?:private_)?(?:key|cert|file)|(?:key|cert\w*)_(?:file_)?(?:is_)?(?:missing|not_found)/

/** curl's options, as settings of the client. */
function curlConfig(args: readonly string[]): JsonObject {
  const after = (name: string) => args[args.indexOf(name) + 1] ?? ''
  const has = (name: string) => args.includes(name)
  const lowest = ['0', '1', '2', '3'].find((minor) => has(`--tlsv1.${minor}`))
  const ciphers = ['--ciphers', '--tls13-ciphers'].flatMap((name) => (has(name) ? [after(name)] : [])).join(':')
  return {
    ...(has('-k') || has('--insecure') ? { insecure: true } : {}),
    ...(has('-L') || has('--location') ? { followRedirects: true } : {}),
    ...(has('--max-redirs') ? { maxRedirects: Number(after('--max-redirs')) } : {}),
    // Told only a highest version, curl takes any below it; what OpenSSL then allows is another matter.
    ...(lowest === undefined ? (has('--tls-max') ? { tlsLowest: '1.0' } : {}) : { tlsLowest: `1.${lowest}` }),
    ...(has('--tls-max') ? { tlsHighest: after('--tls-max') } : {}),
    ...(ciphers === '' ? {} : { tlsCiphers: ciphers }),
    ...(has('--cert') || has('-E') ? { clientCertificate: callerIn(after('--cert') || after('-E')) } : {}),
  }
}

const callerIn = (file: string): string => {
  if (/exp|not(?:yet)?\./i.test(file)) return 'expired'
  if (/self/i.test(file)) return 'self-signed'
  if (/server/i.test(file)) return 'server-only'
  return /unknown|other|wrong|bad|untrusted|inter/i.test(file) ? 'unknown-ca' : 'trusted'
}

const programs = {
  nginx: { kind: 'reverse-proxy', config: nginxConfig },
  haproxy: { kind: 'load-balancer', config: haproxyConfig },
  apache: { kind: 'web-server', config: apacheConfig },
} as const

const programOf = ({ input }: Recording): keyof typeof programs => {
  const { server } = input
  return server === 'haproxy' || server === 'apache' ? server : 'nginx'
}

/** The recorder's machine: the server, and on it the clients, for which every name leads to it. */
function machine(recording: Recording, url: string): NetworkBuilder {
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? 'www.example.test'
  const hosts = /^[\d.]+$/.test(host) ? [] : [{ name: host, address: '127.0.0.1' }]
  const place = at('10.20.0.16')
  const listens = /\b(?:listen|bind)\b/i.test(recording.real_config ?? '')
  const program = programOf(recording)
  const { kind, config } = programs[program]
  const net = network()
    .zone('net', { cidr: '10.20.0.0/24' })
    .add(kind, 'server', { bare: true, program, config: config(recording), ...place })
  if (!listens) net.change('server', { service: false })
  const args = wordsOf(recording.input['client_args'])
  net.add('client', 'curl', { program: 'curl', config: { hosts, ...curlConfig(args) }, runsOn: net.id('server') })
  return net.add('client', 'chromium', { program: 'chromium', config: { hosts }, runsOn: net.id('server') })
}

/** Of several certificates on one line HAProxy shows the one that fits: they are one with the names of all. */
function haproxyConfig({ real_config: source = '' }: Recording): JsonObject {
  const { config } = haproxyText.read(source, '2.6')
  const named = [...source.matchAll(/\bcrt\s+\S*?([\w-]+)\.(crt|pem)/g)]
  const certificates = named.map(([, file = 'good']) => certificateNamed(file))
  const names = certificates.map(({ certificateNames }) => stringOf(certificateNames)).join(' ')
  const key = /\bbind\b.*\bssl\b/.test(source) && named.length === 0 ? { certificateKey: 'missing' } : {}
  const isKeyless = named.some(([, file = '', ending]) => ending === 'crt' || !/mism/.test(file) === (file === 'mism'))
  const isOther = named.some(([, file]) => file === 'mism')
  return {
    ...config,
    ...certificates[0],
    ...(names === '' ? {} : { certificateNames: names }),
    ...key,
    ...(isKeyless || isOther ? { certificateKey: 'other' } : {}),
    certificateFiles: filesIn(source),
  }
}

/** Apache's configuration of a case; its virtual hosts have one certificate together. */
function apacheConfig({ real_config: source = '' }: Recording): JsonObject {
  const { config } = apacheText.read(source, '2.4')
  const [, file = 'good', ending] = /SSLCertificateFile\s+\S*?([\w-]+)\.(crt|pem)/.exec(source) ?? []
  const [, keyFile, keyEnding] = /SSLCertificateKeyFile\s+\S*?([\w-]+)\.(\w+)/.exec(source) ?? []
  const isKeyless = (ending === 'crt' && keyFile === undefined) || keyFile === 'nofile' || keyEnding === 'crt'
  const isOther = file === 'wrongorder' || (keyFile !== undefined && keyFile !== file && isKnown(keyFile))
  const key = isKeyless ? { certificateKey: 'missing' } : isOther ? { certificateKey: 'other' } : {}
  const isCompleted = file === 'viainter' && /SSL(?:CertificateChain|CACertificate)File\s+\S*inter/.test(source)
  return {
    ...config,
    ...certificateNamed(isCompleted ? 'full' : file),
    ...key,
    certificateFiles: filesIn(source),
    files: [{ path: '/index.html', content: 'ok' }],
  }
}

function ask(net: NetworkBuilder, client: string, url: string, args: readonly string[] = []): Trace {
  const headers = args.flatMap((word, index): readonly (readonly [string, string])[] => {
    const [, name, value] = word === '-H' ? (/^([^:]+):\s*(.*)$/.exec(args[index + 1] ?? '') ?? []) : []
    return name === undefined || value === undefined ? [] : [[name, value]]
  })
  const request: HttpRequestSpec = { type: 'http', from: net.id(client), method: 'GET', url, headers }
  return net.send(request)
}

const statusOf = ({ verdict: { seen } }: Trace): number => ('status' in seen ? (seen.status ?? 0) : 0)

/** What Chromium shows: the page, or its name for the failure. */
function shown({ verdict: { seen }, page }: Trace): string {
  if (seen.type === 'answer') {
    const words = (page?.text ?? '')
      .replace(/<title>.*?<\/title>/s, '')
      .replaceAll(/<[^>]*>/g, '\n')
      .replaceAll(/\s*\n\s*/g, '\n')
    return seen.status < 400 ? 'LOADED' : `PAGE: ${words.trim()}`
  }
  return 'rcode' in seen ? '' : `net::${netError(seen as Parameters<typeof netError>[0]) ?? ''}`
}

function direct(recording: Recording): Json {
  const { input } = recording
  const url = stringOf(input['url']) || `https://${stringOf(input['url_host']) || 'www.example.test'}/`
  const net = machine(recording, url)
  const trace = ask(net, 'curl', url, wordsOf(input['client_args']))
  const started = net.compiled().servicesOf(net.id('server')).length > 0 ? 'started' : 'refused'
  return {
    curl_exit: curlExit(trace.verdict.seen) ?? null,
    http_code: statusOf(trace),
    chromium: shown(ask(net, 'chromium', url)),
    [`${programOf(recording)}_start`]: started,
  }
}

/** A proxy that speaks TLS to the server behind it. */
function upstream(recording: Recording): Json {
  const { input } = recording
  if (input['proxy'] === 'nginx') {
    const net = machine(recording, 'http://127.0.0.1/')
    return {
      client_status: statusOf(ask(net, 'curl', 'http://127.0.0.1/')),
      nginx_start: net.compiled().servicesOf(net.id('server')).length > 0 ? 'started' : 'refused',
    }
  }
  return input['proxy'] === 'apache' ? behindApache(recording) : behindHaproxy(recording)
}

interface Proxy {
  readonly kind: 'load-balancer' | 'reverse-proxy'
  readonly program: 'haproxy' | 'apache'
  readonly config: JsonObject
}

const addressed = (file: string): JsonObject => ({
  certificateNames: stringOf(certificateNamed(file)['certificateNames']).replace('127.0.0.1', '10.20.0.11'),
})

/** A proxy, and behind it nginx with the certificate of the case. */
function proxied({ input }: Recording, { kind, program, config }: Proxy): JsonObject {
  const told = `server { listen 8443 ssl; location / { return 200 ok; } ${stringOf(input['upstream_directives'])} }`
  const behind = nginxText.read(told, '1.22').config
  const servers = rowsOf(behind, 'servers').map((server): Json => ({
    ...server,
    ...certificateNamed(stringOf(input['upstream_certificate'])),
    // The recorder's backend was on the same machine, here it has an address of its own.
    ...(/ip/.test(stringOf(input['upstream_certificate'])) ? addressed(stringOf(input['upstream_certificate'])) : {}),
  }))
  const net = network()
    .zone('net', { cidr: '10.20.0.0/24' })
    .add(kind, 'server', { bare: true, program, config, ...at('10.20.0.16') })
    .add('web-server', 'A', {
      bare: true,
      program: 'nginx',
      config: { ...behind, servers, certificateFiles: filesIn(told) },
      ...at('10.20.0.11'),
    })
    .cable('server', 'A', { latencyMs: 0 })
  net.add('client', 'curl', { program: 'curl', runsOn: net.id('server') })
  const isStarted = net.compiled().servicesOf(net.id('server')).length > 0
  const trace = ask(net, 'curl', 'http://127.0.0.1/')
  return {
    client_status: isStarted ? statusOf(trace) : null,
    t: trace.durationMs / 1000,
    [`${program}_start`]: isStarted ? 'started' : 'refused',
  }
}

function behindHaproxy(recording: Recording): JsonObject {
  const { input } = recording
  const source = [
    'global',
    ...stringOf(input['global']).split(';'),
    'defaults',
    '  mode http',
    '  timeout connect 1s',
    '  timeout client 5s',
    '  timeout server 5s',
    'frontend f',
    '  bind :80',
    '  default_backend b',
    'backend b',
    `  server A 10.20.0.11:8443 ${stringOf(input['server_options'])}`,
  ].join('\n')
  const config = { ...haproxyText.read(source, '2.6').config, certificateFiles: filesIn(source) }
  return proxied(recording, { kind: 'load-balancer', program: 'haproxy', config })
}

/** The recorder's backend was on the same machine: its address stands for the backend's own. */
function behindApache(recording: Recording): JsonObject {
  const source = recording.real_config ?? ''
  const { config } = apacheText.read(source.replaceAll(/(https?:\/\/)127\.0\.0\.1:/g, '$110.20.0.11:'), '2.4')
  const all = { ...config, certificateFiles: filesIn(source) }
  return proxied(recording, { kind: 'reverse-proxy', program: 'apache', config: all })
}

function answer(recording: Recording): Answer {
  const { input, real_config: source = '' } = recording
  // What of Apache's lines is not read may be what decides.
  const isApache = input['server'] === 'apache' || input['proxy'] === 'apache'
  const [unread] = isApache ? apacheText.read(source, '2.4').notRead : []
  if (unread) return notModelled(`line ${unread.line}: ${unread.text}`)
  return answered('proxy' in recording.input ? upstream(recording) : direct(recording))
}

/** How the programs word their errors is not compared; what a case does not tell is not either. */
const compared = [
  'curl_exit',
  'http_code',
  'chromium',
  'nginx_start',
  'haproxy_start',
  'apache_start',
  'client_status',
] as const

const plain = (page: Json | undefined): string => stringOf(page).replaceAll(/\n+/g, '\n')

function compare(observed: Json, got: Json): string | undefined {
  const [expected, came] = [objectOf(observed), objectOf(got)]
  const isSame = compared.every((key) => {
    const [theirs, mine] = [expected[key], came[key]]
    if (theirs === undefined) return true
    // Whoever is not there answers nothing, however that was written down.
    if (key === 'client_status') return (theirs ?? 0) === (mine ?? 0)
    return key === 'chromium' && stringOf(theirs).startsWith('PAGE')
      ? plain(mine).startsWith(plain(theirs))
      : theirs === mine
  })
  const [slow, quick] = [expected['t'], came['t']]
  const isInTime = typeof slow !== 'number' || typeof quick !== 'number' || Math.abs(slow - quick) <= 1
  return isSame && isInTime ? undefined : `expected ${JSON.stringify(observed)}, got ${JSON.stringify(got)}`
}

export const tls: Adapter = { family: 'tls', answer, compare }
