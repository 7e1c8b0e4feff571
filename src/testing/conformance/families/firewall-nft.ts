import type { Packet } from '../../../model/packet.ts'
import type { Request } from '../../../model/request.ts'
import type { Device, Json, JsonObject, StaticRoute } from '../../../model/topology.ts'
import type { Hop, Trace } from '../../../model/trace.ts'
import { initialState, type State } from '../../../programs/nftables/filter.ts'
import { flowsOf } from '../../../programs/nftables/flow-table.ts'
import { read } from '../../../programs/nftables/read.ts'
import { curlExit } from '../../../protocols/spelling.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import { answered, notModelled, type Adapter, type Recording } from '../adapter.ts'
import { listenerRegistry } from '../prober.ts'

interface Probe {
  readonly from: string
  readonly to: string
  readonly proto: 'tcp' | 'udp' | 'icmp'
  readonly port?: number
  readonly ttl?: number
  readonly client_timeout_s?: number
  readonly dst_ip?: string
}

interface Input {
  readonly ruleset_id: string
  readonly probe: Probe
  readonly changes?: readonly Change[]
}

interface Change {
  readonly node: string
  readonly command: string
}

/** Who is where, and what listens there: as the head of the file tells it. */
const hosts = {
  client: { zone: 'wan', address: '198.51.100.10', gateway: '198.51.100.1', tcp: [9000], udp: [53] },
  client2: { zone: 'wan', address: '198.51.100.11', gateway: '198.51.100.1', tcp: [9000], udp: [] },
  server: { zone: 'dmz', address: '10.0.1.10', gateway: '10.0.1.1', tcp: [22, 80, 443, 8080, 5432], udp: [53, 123] },
  server2: { zone: 'dmz', address: '10.0.1.11', gateway: '10.0.1.1', tcp: [22, 80, 443, 8080, 5432], udp: [] },
  lan: { zone: 'lan', address: '10.0.2.20', gateway: '10.0.2.1', tcp: [80], udp: [] },
} as const

const places: Readonly<Record<string, string>> = {
  fw: '198.51.100.1',
  fw_wan: '198.51.100.1',
  fw_dmz: '10.0.1.1',
  fw_lan: '10.0.2.1',
  public_vip: '198.51.100.2',
  unrouted: '203.0.113.9',
  ...Object.fromEntries(Object.entries(hosts).map(([name, { address }]) => [name, address])),
}

/** The recorder's namespaces; two of them have two addresses, which are two machines here. */
const machines: Readonly<Record<string, readonly string[]>> = {
  client: ['client', 'client2'],
  srv: ['server', 'server2'],
  server: ['server', 'server2'],
  lan: ['lan'],
  fw: ['fw'],
}

function lab(config: JsonObject): NetworkBuilder {
  const net = network(listenerRegistry)
    .zone('wan', { cidr: '198.51.100.0/24', exposure: 'public' })
    .zone('dmz', { cidr: '10.0.1.0/24' })
    .zone('lan', { cidr: '10.0.2.0/24' })
  const side = (zone: string, ...addresses: string[]) => ({ network: net.id(zone), name: zone, addresses })
  net.add('firewall', 'fw', {
    config,
    interfaces: [side('wan', '198.51.100.1', '198.51.100.2'), side('dmz', '10.0.1.1'), side('lan', '10.0.2.1')],
  })
  const listen = (host: string, ports: readonly Json[]) =>
    net.add('web-app', `${host}-ports`, { bare: true, program: 'listener', config: { ports }, runsOn: net.id(host) })
  for (const [name, { zone, address, gateway, tcp, udp }] of Object.entries(hosts)) {
    const interfaces = [{ network: net.id(zone), name: 'eth0', addresses: [address] }]
    net.add('client', name, { program: 'curl', zone, gateway, interfaces }).cable(name, 'fw', { latencyMs: 0 })
    listen(name, [...tcp.map((port) => ({ port })), ...udp.map((port) => ({ port, protocol: 'udp' }))])
  }
  net.add('client', 'fw-itself', { program: 'curl', runsOn: net.id('fw') })
  listen(
    'fw',
    ['198.51.100.1', '10.0.2.1'].map((address) => ({ port: 22, address })),
  )
  return net
}

/** `ip route …`, `ip link …` and `sysctl …` as the recorder typed them; what is none of these is told. */
function apply(
  net: NetworkBuilder,
  { node, command }: Change,
  isAsking: (name: string) => boolean,
): string | undefined {
  const names = machines[node]
  if (!names) return node
  for (const part of command.split(/;|&&/).map((one) => one.trim())) {
    for (const name of names) {
      const link = /^ip link set (?:dev )?(\S+) (up|down)$/.exec(part)
      const patch = link ? {} : changeOf(net.device(name), part)
      if (!patch) return part
      net.change(name, patch)
      if (link) turnOff(net, name, [link[1] ?? '', link[2] === 'down'], isAsking(name))
    }
  }
  return undefined
}

type Patch = Partial<Pick<Device, 'gateway' | 'routes' | 'config'>>

function changeOf(device: Device, command: string): Patch | undefined {
  const forwarding = /ip_forward\s*=\s*([01])/.exec(command)?.[1]
  if (forwarding !== undefined) return { config: { forwarding: forwarding === '1' } }
  const words = command.split(/\s+/)
  if (words[0] !== 'ip' || words[1] !== 'route') return undefined
  return routeChange(device, words[2] ?? '', words.slice(3))
}

function routeChange(device: Device, verb: string, words: readonly string[]): Patch | undefined {
  const types = ['blackhole', 'unreachable', 'prohibit'] as const
  const type = types.find((one) => one === words[0])
  const [target = '', ...rest] = type === undefined ? words : words.slice(1)
  const after = (word: string) => (rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined)
  const via = after('via') ?? after('dev')
  if (!/^(?:default|[\d.]+(?:\/\d+)?)$/.test(target)) return undefined
  const isDefault = target === 'default' || target === '0.0.0.0/0'
  if (isDefault && type === undefined) return { gateway: verb === 'del' || via === undefined ? 'none' : via }
  const others = (device.routes ?? []).filter((one) => one.destination !== target || verb === 'add')
  if (verb === 'del') return others.length < (device.routes ?? []).length ? { routes: others } : undefined
  const route: StaticRoute | undefined =
    type !== undefined
      ? { destination: target, action: type }
      : via === undefined
        ? undefined
        : { destination: target, action: 'via', via }
  return route && ['add', 'replace'].includes(verb) ? { routes: [...others, route] } : undefined
}

/** The router and whoever asks notice that their own line is down; of others nobody notices, they only do not answer. */
function turnOff(
  net: NetworkBuilder,
  name: string,
  [side, isDown]: readonly [string, boolean],
  isAsking: boolean,
): void {
  if (name !== 'fw' && !isAsking) {
    net.change(name, { power: !isDown })
    return
  }
  for (const [host, { zone }] of Object.entries(hosts)) {
    if (name === 'fw' ? zone === side : host === name) net.changeLink(host, 'fw', { cut: isDown })
  }
}

/** The recorder gave up before the first SYN was sent again, unless the case says otherwise; seconds. */
const shortWait = 0.95

function requestOf(net: NetworkBuilder, probe: Probe): Request {
  const from = net.id(probe.from === 'fw' ? 'fw-itself' : probe.from)
  const host = probe.dst_ip ?? places[probe.to] ?? probe.to.split(' ')[0] ?? ''
  const timeoutMs = (probe.client_timeout_s ?? (probe.proto === 'icmp' ? 2 : shortWait)) * 1000
  if (probe.proto === 'icmp') {
    return { type: 'ping', from, host, timeoutMs, ...(probe.ttl === undefined ? {} : { ttl: probe.ttl }) }
  }
  const port = probe.port ?? 0
  if (probe.proto === 'udp') return { type: 'udp', from, host, port, timeoutMs }
  // The recorder's client waits for the server's word: a connection that carries nothing is none.
  return { type: 'http', from, method: 'GET', url: `http://${host}:${port}/`, connectTimeoutMs: timeoutMs, timeoutMs }
}

const errno: Readonly<Record<string, string>> = {
  open: 'OPEN',
  answer: 'OPEN',
  echo: 'ECHO_REPLY',
  refused: 'ECONNREFUSED',
  'timed-out': 'TIMEOUT',
  'host-unreachable': 'EHOSTUNREACH',
  'net-unreachable': 'ENETUNREACH',
  'ttl-exceeded': 'EHOSTUNREACH',
}

const icmpNames: Readonly<Record<string, string>> = {
  'net-unreachable': 'ICMP_NET_UNREACH',
  'host-unreachable': 'ICMP_HOST_UNREACH',
  'protocol-unreachable': 'ICMP_PROT_UNREACH',
  'port-unreachable': 'ICMP_PORT_UNREACH',
  'net-prohibited': 'ICMP_PROHIBITED',
  'host-prohibited': 'ICMP_PROHIBITED',
  'admin-prohibited': 'ICMP_PROHIBITED',
  'ttl-exceeded': 'ICMP_TTL_EXCEEDED',
}

/** The last packet that came back to whoever asked. */
function returned(trace: Trace, host: string): Packet | undefined {
  return trace.hops.findLast(({ device, packetIn, leg }) => leg === 'response' && packetIn && device === host)?.packetIn
}

function resultOf(trace: Trace, probe: Probe, back: Packet | undefined): string {
  const { seen } = trace.verdict
  const detail = 'detail' in seen ? seen.detail : undefined
  if (detail === 'protocol' && probe.proto !== 'icmp') return 'ENOPROTOOPT'
  if (detail === 'invalid') return 'EINVAL'
  if (detail === 'not-permitted') return probe.proto === 'tcp' ? 'EACCES' : 'EPERM'
  if (probe.proto === 'icmp' && seen.type !== 'echo' && seen.type !== 'timed-out') {
    const icmp = back?.transport.type === 'icmp' ? icmpNames[back.transport.code] : undefined
    if (icmp !== undefined) return icmp
    if (seen.type === 'host-unreachable') return 'ICMP_HOST_UNREACH'
  }
  return errno[seen.type] ?? seen.type
}

/** Where the probe came in that was answered: under which address, and whom the server saw. */
function served(net: NetworkBuilder, trace: Trace): JsonObject {
  const isServer = ({ device }: Hop) => net.topology.devices[device]?.program.id === 'listener'
  const hop = trace.hops.findLast((one) => one.leg === 'request' && isServer(one))
  const packet = hop?.packetIn
  if (packet?.transport.type !== 'tcp' && packet?.transport.type !== 'udp') return {}
  const { source, destination } = packet.ip
  const port = packet.transport.destinationPort
  // On the firewall itself a redirected packet is told as it came in; where it went the connection table says.
  const isOnFirewall = hop && net.compiled().host(hop.device) === net.id('fw')
  const flow = isOnFirewall ? flowsOf(tableOf(net)).find((one) => one.original.source === source) : undefined
  const taken = flow ? `${flow.reply.source}:${flow.reply.sourcePort}` : `${destination}:${port}`
  return { answered_by: taken, source_seen_by_server: source }
}

/** No packet has come by: it has nothing to remember. */
const stateOf = (net: NetworkBuilder): State => (net.world.states[net.id('fw')]?.state ?? initialState()) as State
const tableOf = (net: NetworkBuilder): State['tracking'] => stateOf(net).tracking

/** Rules with a counter that rose, in the order of the ruleset. */
function hits(net: NetworkBuilder): readonly string[] {
  const { counters } = stateOf(net)
  const chains = (net.device('fw').config['chains'] ?? []) as readonly { name: string; rules?: readonly string[] }[]
  return chains.flatMap(({ name, rules = [] }, chain) =>
    rules.flatMap((rule, index) => {
      const isHit = /\bcounter\b/.test(rule) && (counters[`chains[${chain}].rules[${index}]`] ?? 0) > 0
      return isHit ? [`${name}[${index + 1}]`] : []
    }),
  )
}

/** An echo is an echo, whatever the recorder calls it. */
const success = new Set<unknown>(['OPEN', 'ECHO_REPLY'])

export const firewallNft: Adapter = {
  family: 'firewall_nft',
  answer(recording: Recording) {
    const { probe, changes = [], ruleset_id: ruleset } = recording.input as unknown as Input
    const reading = recording.real_config === undefined ? undefined : read(recording.real_config)
    const [missed] = reading?.notRead ?? []
    if (missed) return notModelled(`line ${missed.line}: ${missed.text} (${missed.why.code})`)
    const net = lab(reading?.config ?? { mode: 'ruleset' })
    if (ruleset.includes('ip_forward_off')) net.change('fw', { config: { forwarding: false } })
    for (const change of changes) {
      const unknown = apply(net, change, (name) => probe.from === name)
      if (unknown !== undefined) return notModelled(`${change.node}: ${unknown}`)
    }
    const trace = net.send(requestOf(net, probe))
    const back = returned(trace, net.id(probe.from === 'fw' ? 'fw-itself' : probe.from))
    const { seen } = trace.verdict
    return answered({
      result: resultOf(trace, probe, back),
      ...(seen.type === 'open' || seen.type === 'answer' ? served(net, trace) : {}),
      rules_hit: hits(net),
      ...(back ? { reply_ttl: String(back.ip.ttl), reported_by: back.ip.source } : {}),
      curl_exit: curlExit(seen) ?? null,
      t: Math.round(trace.durationMs / 100) / 10,
    })
  },
  /** Only what the recorder wrote down is compared. */
  compare(observed, got, recording) {
    const isPing = (recording.input['probe'] as JsonObject)['proto'] === 'icmp'
    const differing = Object.entries(observed as JsonObject).filter(([key, value]) => {
      const came = (got as JsonObject)[key]
      if (isPing && key === 'result' && success.has(value) && success.has(came)) return false
      return JSON.stringify(value) !== JSON.stringify(came)
    })
    return differing.length === 0
      ? undefined
      : differing
          .map(
            ([key, value]) =>
              `${key}: expected ${JSON.stringify(value)}, got ${JSON.stringify((got as JsonObject)[key])}`,
          )
          .join('; ')
  },
}
