import type { HttpRequestSpec } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { configText as haproxyText } from '../../../programs/haproxy/config-text.ts'
import { configText as nginxText } from '../../../programs/nginx/config-text.ts'
import { curlExit, netError } from '../../../protocols/spelling.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import { answered, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { at } from '../lab.ts'
import { objectOf, stringOf } from '../values.ts'

const wordsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : []

const rowsOf = (config: JsonObject, table: string): readonly JsonObject[] => {
  const rows = config[table]
  return Array.isArray(rows) ? rows.map((row: Json) => objectOf(row)) : []
}

/** What the recorder's certificates are, by the name of their file. */
const files: Readonly<Record<string, JsonObject>> = {
  good: { certificateNames: 'www.example.test example.test' },
  wronghost: { certificateNames: 'other.test' },
  selfsigned: { certificateNames: 'www.example.test example.test', certificateIssuer: 'self-signed' },
  expired: { certificateNames: 'www.example.test example.test', certificateState: 'expired' },
  notyet: { certificateNames: 'www.example.test example.test', certificateState: 'not-yet-valid' },
  unknownca: { certificateNames: 'www.example.test example.test', certificateIssuer: 'unknown-ca' },
  zzz: { certificateNames: 'zzz.test' },
}

/** A certificate as a case tells of it, as settings. */
function settingsOf(certificate: JsonObject, roots: readonly string[], title: string): JsonObject {
  const names = wordsOf(certificate['san']).map((name) => name.replace(/^(?:IP(?: Address)?|DNS):\s*/i, ''))
  const subject = stringOf(certificate['subject_cn'])
  // Where the dates are told otherwise, the title of the case has the word.
  const validity = `${stringOf(certificate['validity'])} ${title.replace(/\w*intermediate\w*/, '')}`
  return {
    certificateNames: names.length > 0 ? names.join(' ') : subject,
    ...(names.length > 0 ? {} : { certificateNamesIn: 'subject-only' }),
    ...(/expired|past|ago|yesterday/i.test(validity) ? { certificateState: 'expired' } : {}),
    ...(/not[ _-]?(?:yet|valid)|future|tomorrow/i.test(validity) ? { certificateState: 'not-yet-valid' } : {}),
    ...issuerOf(certificate, roots),
    ...(/client/i.test(stringOf(certificate['eku'])) ? { certificateUse: 'client-only' } : {}),
    ...(/RSA (?:512|768|1024)\b/i.test(stringOf(certificate['key'])) ? { certificateUse: 'weak-key' } : {}),
  }
}

function issuerOf(certificate: JsonObject, roots: readonly string[]): JsonObject {
  const issuer = stringOf(certificate['issuer'])
  const sent = wordsOf(certificate['chain_sent'])
  if (/self/i.test(issuer)) return { certificateIssuer: 'self-signed' }
  if (/non-CA/i.test(issuer)) return { certificateIssuer: 'not-a-ca' }
  if (/not trusted|unknown|other root/i.test(issuer) || roots.length === 0) return { certificateIssuer: 'unknown-ca' }
  if (!/intermediate/i.test(issuer)) return {}
  if (/expired/i.test(issuer)) return { certificateIssuer: 'expired-intermediate' }
  const isTrustedItself = roots.some((root) => /intermediate/i.test(root))
  const isSent = sent.some((one) => /intermediate/i.test(one))
  return isSent || isTrustedItself ? {} : { certificateIssuer: 'missing-intermediate' }
}

/** nginx's configuration of a case; its certificates stand in its server blocks. */
function nginxConfig(recording: Recording): JsonObject {
  const source = recording.real_config ?? ''
  const { config } = nginxText.read(source, '1.22')
  const told = objectOf(recording.input['certificate'])
  const roots = wordsOf(recording.input['trusted_roots'])
  const own = Object.keys(told).length > 0 ? settingsOf(told, roots, stringOf(recording.input['title'])) : undefined
  const blocks = [...source.matchAll(/\bserver\s*\{/g)].map(({ index }) => source.slice(index))
  const servers = rowsOf(config, 'servers').map((server, index): Json => {
    const [, file = 'good'] =
      /ssl_certificate\s+\S*?([\w-]+)\.(?:crt|pem)/.exec(blocks[index]?.split('}}')[0] ?? '') ?? []
    // A block that has no certificate of its own, nor from around it, has none at all.
    const isBare = !/\bssl_(?:certificate\s|reject_handshake\s+on)/.test(blockOf(blocks[index] ?? '', source))
    const key = isBare ? { certificateKey: 'missing' } : keyOf(recording)
    return { ...server, ...(own ?? files[file] ?? files['good']), ...key }
  })
  return { ...config, servers }
}

/** What stands in a block, and what stands around all of them. */
function blockOf(text: string, source: string): string {
  const next = text.slice(1).search(/\bserver\s*\{/)
  return `${source.slice(0, source.search(/\bserver\s*\{/))}${next < 0 ? text : text.slice(0, next)}`
}

const keyOf = ({ input }: Recording): JsonObject => {
  const title = stringOf(input['title'])
  if (/key.*(?:not|mis)_?match|wrong_key/.test(title)) return { certificateKey: 'other' }
  return /(?:missing|no|nonexistent)_(?:private_)?(?:key|cert|file)|(?:key|cert\w*)_(?:file_)?(?:is_)?(?:missing|not_found)/.test(
    title,
  )
    ? { certificateKey: 'missing' }
    : {}
}

/** curl's options, as settings of the client. */
function curlConfig(args: readonly string[]): JsonObject {
  const after = (name: string) => args[args.indexOf(name) + 1] ?? ''
  const has = (name: string) => args.includes(name)
  const lowest = ['0', '1', '2', '3'].find((minor) => has(`--tlsv1.${minor}`))
  const certificate = /unknown|other|wrong|bad|untrusted|self/i.test(after('--cert') || after('-E'))
    ? 'unknown-ca'
    : /exp/i.test(after('--cert') || after('-E'))
      ? 'expired'
      : 'trusted'
  return {
    ...(has('-k') || has('--insecure') ? { insecure: true } : {}),
    ...(has('-L') || has('--location') ? { followRedirects: true } : {}),
    ...(lowest === undefined ? {} : { tlsLowest: `1.${lowest}` }),
    ...(has('--tls-max') ? { tlsHighest: after('--tls-max') } : {}),
    ...(has('--ciphers') ? { tlsCiphers: after('--ciphers') } : {}),
    ...(has('--cert') || has('-E') ? { clientCertificate: certificate } : {}),
  }
}

/** The recorder's machine: the server, and on it the clients, for which every name leads to it. */
function machine(recording: Recording, url: string): NetworkBuilder {
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? 'www.example.test'
  const hosts = /^[\d.]+$/.test(host) ? [] : [{ name: host, address: '127.0.0.1' }]
  const place = at('10.20.0.16')
  const listens = (recording.real_config ?? '').includes('listen')
  const net = network()
    .zone('net', { cidr: '10.20.0.0/24' })
    .add('reverse-proxy', 'server', { bare: true, program: 'nginx', config: nginxConfig(recording), ...place })
  if (!listens) net.change('server', { service: false })
  const args = wordsOf(recording.input['client_args'])
  net.add('client', 'curl', { program: 'curl', config: { hosts, ...curlConfig(args) }, runsOn: net.id('server') })
  return net.add('client', 'chromium', { program: 'chromium', config: { hosts }, runsOn: net.id('server') })
}

const ask = (net: NetworkBuilder, client: string, url: string): Trace => {
  const request: HttpRequestSpec = { type: 'http', from: net.id(client), method: 'GET', url }
  return net.send(request)
}

const statusOf = ({ verdict: { seen } }: Trace): number => (seen.type === 'answer' ? seen.status : 0)

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
  const trace = ask(net, 'curl', url)
  return {
    curl_exit: curlExit(trace.verdict.seen) ?? null,
    http_code: statusOf(trace),
    chromium: shown(ask(net, 'chromium', url)),
    nginx_start: net.compiled().servicesOf(net.id('server')).length > 0 ? 'started' : 'refused',
  }
}

/** A proxy that speaks TLS to the server behind it. */
function upstream(recording: Recording): Json {
  const { input } = recording
  if (input['proxy'] !== 'haproxy') {
    const net = machine(recording, 'http://127.0.0.1/')
    return { client_status: statusOf(ask(net, 'curl', 'http://127.0.0.1/')) }
  }
  const behind = nginxText.read('server { listen 8443 ssl; location / { return 200 ok; } }', '1.22').config
  const servers = rowsOf(behind, 'servers').map((server): Json => ({
    ...server,
    ...files[stringOf(input['upstream_certificate'])],
  }))
  const { config } = haproxyText.read(
    [
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
    ].join('\n'),
    '2.6',
  )
  const net = network()
    .zone('net', { cidr: '10.20.0.0/24' })
    .add('load-balancer', 'server', { bare: true, program: 'haproxy', config, ...at('10.20.0.16') })
    .add('web-server', 'A', { bare: true, program: 'nginx', config: { ...behind, servers }, ...at('10.20.0.11') })
    .cable('server', 'A', { latencyMs: 0 })
  net.add('client', 'curl', { program: 'curl', runsOn: net.id('server') })
  const trace = ask(net, 'curl', 'http://127.0.0.1/')
  return { client_status: statusOf(trace), t: trace.durationMs / 1000 }
}

function answer(recording: Recording): Answer {
  return answered('proxy' in recording.input ? upstream(recording) : direct(recording))
}

/** How the programs word their errors is not compared; what a case does not tell is not either. */
const compared = ['curl_exit', 'http_code', 'chromium', 'nginx_start', 'client_status'] as const

function compare(observed: Json, got: Json): string | undefined {
  const [expected, came] = [objectOf(observed), objectOf(got)]
  const isSame = compared.every((key) => {
    const [theirs, mine] = [expected[key], came[key]]
    if (theirs === undefined) return true
    return key === 'chromium' && stringOf(theirs).startsWith('PAGE')
      ? stringOf(mine).startsWith(stringOf(theirs))
      : theirs === mine
  })
  const [slow, quick] = [expected['t'], came['t']]
  const isInTime = typeof slow !== 'number' || typeof quick !== 'number' || Math.abs(slow - quick) <= 1
  return isSame && isInTime ? undefined : `expected ${JSON.stringify(observed)}, got ${JSON.stringify(got)}`
}

export const tls: Adapter = { family: 'tls', answer, compare }
