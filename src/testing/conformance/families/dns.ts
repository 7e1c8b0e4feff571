import type { DnsMessage, DnsRecord } from '../../../model/packet.ts'
import type { DnsRequestSpec } from '../../../model/request.ts'
import type { Device, Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { configText as zoneText } from '../../../programs/bind/config-text.ts'
import { configText as dnsmasqText } from '../../../programs/dnsmasq/config-text.ts'
import { changeNames } from '../../../protocols/dns/names-in-data.ts'
import { curlExit } from '../../../protocols/spelling.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import { answered, type Adapter, type Answer, type Recording, type RecordingFile } from '../adapter.ts'
import { at } from '../lab.ts'
import { stringOf } from '../values.ts'

/** The recorder's servers: who has which zones, and where. Nobody listens at .5; .4 knows nothing of its zone. */
const authorities: Readonly<Record<string, readonly [address: string, ...zones: string[]]>> = {
  root: ['10.53.0.1', '.'],
  tld: ['10.53.0.2', 'test'],
  auth: ['10.53.0.3', 'example.test', 'other.test', 'sub.example.test'],
  lame: ['10.53.0.4'],
  dead: ['10.53.0.5'],
}
const unboundAt = '10.53.0.10'
const dnsmasqAt = '10.53.0.20'
const guardedAt = '10.53.0.21'
/** How long the recorder's own client waited for one answer, ms. */
const patienceMs = 3000

type Zones = Readonly<Record<string, string>>

/** What a change between two queries of a case is; the recordings tell it in their titles only. */
const changes: Readonly<Record<string, (text: string) => string>> = {
  record_changed_visible_after_ttl: (text) => text.replace('203.0.113.30', '203.0.113.99'),
  record_changed_still_cached: (text) => text.replace('203.0.113.20', '203.0.113.98'),
}

function bindConfig(zones: Zones, apexes: readonly string[]): JsonObject {
  const files = apexes.map((apex) => `$ORIGIN ${apex === '.' ? '.' : `${apex}.`}\n${zones[apex] ?? ''}`)
  return apexes.length === 0 ? { zones: ['elsewhere.invalid'] } : zoneText.read(files.join('\n'), '9.18').config
}

/** The command line of a case; what stands in brackets there was a hosts file, `10.9.9.2/.3` are two addresses. */
function dnsmasqConfig(written: string): JsonObject {
  const line = written.replaceAll(/((?:\d+\.){3})(\d+)\/\.(\d+)/g, '$1$2,$1$3')
  const [, hosts = ''] = /--addn-hosts\(([^)]*)\)/.exec(line) ?? []
  return dnsmasqText.read(`${line.replace(/--addn-hosts\([^)]*\)/, '')}\n${hosts}`, '2.90').config
}

function site(file: RecordingFile, recording: Recording): NetworkBuilder {
  const zones = file['zones'] as Zones
  const { input } = recording
  const net = network()
    .zone('net', { cidr: '10.53.0.0/24', exposure: 'public' })
    .add('client', 'client', { program: 'curl', ...at('10.53.0.100'), config: clientConfig(input) })
    .add('web-server', 'web', { program: 'nginx', runsOn: 'd1', config: {} })
  for (const [name, [address, ...apexes]] of Object.entries(authorities)) {
    net.add('dns-server', name, { program: 'bind', ...at(address), config: bindConfig(zones, apexes) })
  }
  net.change('dead', { service: false })
  const resolver = stringOf(input['resolver'])
  const own = stringOf(input['config']) || (resolver.startsWith('dnsmasq --') ? resolver : '')
  const upstream = /unreachable|dead/.test(resolver) ? '10.53.0.5' : unboundAt
  const plain = { servers: [upstream] }
  net
    .add('dns-server', 'unbound', { program: 'unbound', ...at(unboundAt), config: { rootServers: ['10.53.0.1'] } })
    .add('dns-server', 'dnsmasq', { program: 'dnsmasq', ...at(dnsmasqAt), config: { ...plain, ...dnsmasqConfig(own) } })
    .add('dns-server', 'guarded', {
      program: 'dnsmasq',
      ...at(guardedAt),
      config: { servers: [unboundAt], stopRebind: true },
    })
  const resolvers = ['unbound', 'dnsmasq', 'guarded']
  const strangers = strangersOf(input)
  for (const address of strangers) {
    const fault = strangeConfig(stringOf(input['title']))
    net.add('dns-server', address, { program: 'bind', ...at(address), ...fault })
  }
  const servers = [...Object.keys(authorities), ...resolvers, ...strangers]
  for (const from of ['client', ...resolvers]) {
    for (const to of servers) if (to !== from) net.cable(from, to, { latencyMs: 0 })
  }
  return net
}

/** Servers that only the client's file names: what they do is told in the title, else they are silent. */
function strangersOf(input: JsonObject): readonly string[] {
  const named = [...stringOf(input['resolv_conf']).matchAll(/nameserver\s+(10\.53\.0\.\d+)/g)].map(
    ([, address = '']) => address,
  )
  const known = new Set([unboundAt, dnsmasqAt, guardedAt, ...Object.values(authorities).map(([address]) => address)])
  return [...new Set(named)].filter((address) => !known.has(address))
}

function strangeConfig(title: string): Pick<Device, 'fault'> | { readonly config: JsonObject } {
  const broken = ['CNAME', 'TXT'].map((type) => ({ name: 'test', type, value: 'x' }))
  if (/servfail/i.test(title)) return { config: { zones: ['test'], records: broken } }
  if (/refused/i.test(title)) return { config: { zones: ['elsewhere.invalid'] } }
  if (/nxdomain/i.test(title)) return { config: { zones: ['test'] } }
  return { fault: { type: 'hung' } }
}

/** resolv.conf, and a hosts file where a case has one. */
function clientConfig(input: JsonObject): JsonObject {
  const file = stringOf(input['resolv_conf'])
  if (file === '') return { dnsTimeoutMs: patienceMs, dnsAttempts: 1 }
  const words = file.split('\n').map((line) => line.trim().split(/\s+/))
  const option = (name: string) => new RegExp(`\\b${name}:(\\d+)`).exec(file)?.[1]
  const timeout = option('timeout')
  const attempts = option('attempts')
  const search = words.find(([key]) => key === 'search' || key === 'domain')?.slice(1)
  const ndots = option('ndots')
  return {
    resolvers: words.flatMap(([key, address]) => (key === 'nameserver' && address ? [address] : [])),
    // What resolv.conf(5) takes where the file says nothing.
    dnsTimeoutMs: Number(timeout ?? 5) * 1000,
    dnsAttempts: Number(attempts ?? 2),
    ...(search ? { searchDomains: search } : {}),
    ...(ndots === undefined ? {} : { ndots: Number(ndots) }),
    ...hostsConfig(stringOf(input['hosts'] ?? input['etc_hosts'] ?? input['hosts_file'])),
  }
}

function hostsConfig(file: string): JsonObject {
  const { hosts } = dnsmasqText.read(file, '').config
  return hosts === undefined ? {} : { hosts }
}

/** Which of the servers a case asks. */
function askedServer({ input }: Recording): string {
  const resolver = stringOf(input['resolver'])
  if (resolver.includes('--stop-dns-rebind')) return guardedAt
  if (resolver.startsWith('dnsmasq')) return dnsmasqAt
  if (resolver.startsWith('unbound')) return unboundAt
  const known = Object.entries(authorities).find(([name]) => new RegExp(`\\b${name}\\b`).test(resolver))
  return known?.[1][0] ?? '10.53.0.3'
}

function ask(net: NetworkBuilder, recording: Recording, server: string): Trace {
  net.change('client', { config: { resolvers: [server] } })
  const authoritative = Object.values(authorities).some(([address]) => address === server)
  const request: DnsRequestSpec = {
    type: 'dns',
    from: net.id('client'),
    name: stringOf(recording.input['name']),
    recordType: stringOf(recording.input['type']) as DnsRequestSpec['recordType'],
    recursionDesired: !authoritative,
  }
  return net.send(request)
}

/** The answer that reached the client. */
function replyOf(net: NetworkBuilder, trace: Trace): DnsMessage | undefined {
  const packets = trace.hops.filter((hop) => hop.device === net.id('client')).map((hop) => hop.packetIn?.message)
  return packets.find((message): message is DnsMessage => message?.protocol === 'dns' && message.kind === 'response')
}

const dotted = (name: string): string => `${name}.`

const written = ({ name, ttl, type, data }: DnsRecord): JsonObject => ({
  name: dotted(name),
  ttl,
  type,
  data: changeNames(type, data, dotted),
})

function flagsOf(message: DnsMessage): readonly string[] {
  const { authoritative, recursionDesired, recursionAvailable } = message
  return [
    'qr',
    ...(authoritative ? ['aa'] : []),
    ...(recursionDesired ? ['rd'] : []),
    ...(recursionAvailable ? ['ra'] : []),
  ]
}

function once(net: NetworkBuilder, recording: Recording): JsonObject {
  const message = replyOf(net, ask(net, recording, askedServer(recording)))
  if (!message) return { rcode: 'NO_RESPONSE', flags: [], answers: [], authority: [] }
  const { rcode = 'NOERROR', answers = [], authority = [] } = message
  return { rcode, flags: flagsOf(message), answers: answers.map(written), authority: authority.map(written) }
}

function sequence(
  net: NetworkBuilder,
  recording: Recording,
  file: RecordingFile,
  waits: readonly number[],
): JsonObject {
  const title = stringOf(recording.input['title'])
  const change = changes[title]
  const isDead =
    /(?:authority|server|upstream|bind).*(?:down|dead|stopp|gone|kill|unreachable|offline|fail)|outlive|surviv|serve_?stale/.test(
      title,
    )
  const rows = waits.map((seconds, index) => {
    if (index === 1 && change) {
      const zones = Object.fromEntries(Object.entries(file['zones'] as Zones).map(([apex, one]) => [apex, change(one)]))
      const [, ...apexes] = authorities['auth'] ?? ['']
      net.change('auth', { config: bindConfig(zones, apexes) })
    }
    if (index === 1 && isDead) for (const name of ['root', 'tld', 'auth']) net.change(name, { service: false })
    net.wait(seconds * 1000)
    const { rcode, answers, authority } = once(net, recording) as Readonly<Record<string, readonly JsonObject[]>>
    return { after_wait_s: seconds, rcode, answers: triples(answers), authority: triples(authority) }
  })
  return { sequence: rows as unknown as Json }
}

const triples = (records: readonly JsonObject[] = []) => records.map(({ type, ttl, data }) => [type, ttl, data])

/** The addresses in the order in which they came, once for each time that the recording asked. */
function orders(net: NetworkBuilder, recording: Recording): JsonObject {
  const times = (recording.observed as { orders?: readonly Json[] } | null)?.orders?.length ?? 8
  const each = Array.from({ length: times }, () => once(net, recording)['answers'] as readonly JsonObject[])
  return { orders: each.map((records) => records.map(({ data }) => data)) as unknown as Json }
}

function curl(net: NetworkBuilder, recording: Recording): JsonObject {
  const url = stringOf(recording.input['url'])
  const trace = net.get('client', url)
  const { seen } = trace.verdict
  const connected = trace.hops.find(({ packetOut }) => packetOut?.transport.type === 'tcp')
  const status = seen.type === 'answer' ? seen.status : 0
  return {
    curl_exit: curlExit(seen) ?? null,
    http_code: status,
    remote_ip: status === 0 ? null : (connected?.packetOut?.ip.destination ?? null),
    t: trace.durationMs / 1000,
  }
}

function answer(recording: Recording, file: RecordingFile): Answer {
  const net = site(file, recording)
  const { kind, title, waits_s: waits } = recording.input
  if (kind === 'client') return answered(curl(net, recording))
  if (Array.isArray(waits)) return answered(sequence(net, recording, file, waits as readonly number[]))
  if (stringOf(title).includes('order')) return answered(orders(net, recording))
  return answered(once(net, recording))
}

type Rows = readonly (JsonObject | readonly Json[])[]
interface Shape {
  readonly rcode?: string
  readonly flags?: readonly string[]
  readonly answers?: Rows
  readonly authority?: Rows
  readonly sequence?: readonly Shape[]
  readonly orders?: readonly (readonly string[])[]
  readonly curl_exit?: number
  readonly http_code?: number
  readonly remote_ip?: string | null
  readonly t?: number
}

/** Orders vary from run to run: sets of records are compared. What was asked before may have used up some of a TTL. */
function compare(observed: Json, got: Json, recording: Recording): string | undefined {
  const [expected, came] = [observed as Shape, got as Shape]
  const title = stringOf(recording.input['title'])
  const isWarm = !/cold|authoritative|referral/.test(title)
  const isEqual = expected.sequence
    ? expected.sequence.every((one, index) => isSame(one, came.sequence?.[index], isWarm))
    : expected.orders
      ? isSameOrders(expected.orders, came.orders ?? [])
      : expected.curl_exit === undefined
        ? isSame(expected, came, isWarm)
        : isSameClient(expected, came)
  return isEqual ? undefined : `expected ${JSON.stringify(observed)}, got ${JSON.stringify(got)}`
}

const isSameClient = (expected: Shape, came: Shape): boolean =>
  expected.curl_exit === came.curl_exit &&
  expected.http_code === came.http_code &&
  expected.remote_ip === came.remote_ip &&
  Math.abs((expected.t ?? 0) - (came.t ?? 0)) <= 1

function isSameOrders(expected: Shape['orders'] = [], came: Shape['orders'] = []): boolean {
  return setsOf(expected) === setsOf(came) && kindsOf(expected) > 1 === kindsOf(came) > 1
}

type Orders = readonly (readonly string[])[]
const setsOf = (orders: Orders) => JSON.stringify(orders.map((one) => one.toSorted()))
const kindsOf = (orders: Orders) => new Set(orders.map((one) => one.join(' '))).size

function isSame(expected: Shape, came: Shape | undefined, isWarm: boolean): boolean {
  if (!came) return false
  return (
    expected.rcode === came.rcode &&
    flagsText(expected) === flagsText(came) &&
    areSame(expected.answers ?? [], came.answers ?? [], isWarm) &&
    areSame(expected.authority ?? [], came.authority ?? [], isWarm)
  )
}

const flagsText = ({ flags = [] }: Shape) => JSON.stringify(flags)

const sorted = (rows: Rows) => rows.map(split).toSorted((a, b) => (a.rest < b.rest ? -1 : a.rest > b.rest ? 1 : 0))

function areSame(expected: Rows, came: Rows, isWarm: boolean): boolean {
  const [mine, theirs] = [sorted(came), sorted(expected)]
  const isTtl = (got: number, was: number) => (isWarm ? got >= was - 1 : got === was)
  return (
    mine.length === theirs.length &&
    theirs.every(({ rest, ttl }, index) => rest === mine[index]?.rest && isTtl(mine[index]?.ttl ?? 0, ttl))
  )
}

function split(row: JsonObject | readonly Json[]): { readonly ttl: number; readonly rest: string } {
  if (Array.isArray(row)) return { ttl: Number(row[1]), rest: JSON.stringify([row[0], row[2]]) }
  const { ttl, ...rest } = row as JsonObject
  return { ttl: Number(ttl), rest: JSON.stringify([rest['name'], rest['type'], rest['data']]) }
}

export const dns: Adapter = { family: 'dns', answer, compare }
