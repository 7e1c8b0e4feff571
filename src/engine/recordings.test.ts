import { describe, expect, it } from 'vitest'
import type { Packet } from '../model/packet.ts'
import type { JsonObject } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { get } from '../protocols/http/headers.ts'
import { curlExit } from '../protocols/spelling.ts'
import { baseRules, e2eChain, endpoints, idOf, webs, type Change, type Tier } from '../testing/e2e-chain.ts'
import type { NetworkBuilder } from '../testing/network.ts'
import recording from '../testing/recordings/e2e_chain.json' with { type: 'json' }
import packets from '../testing/recordings/trace_packets.json' with { type: 'json' }

interface Fault {
  readonly changes?: Partial<Record<Tier, Change>>
  /** It happens while everything runs, and nobody has noticed yet. */
  readonly isSudden?: boolean
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string
  /** Health checks count among the recorded connections. */
  readonly withChecks?: boolean
}

const config = (settings: JsonObject): Change => ({ config: settings })
const both = (first: Tier, second: Tier, change: Change) => ({ [first]: change, [second]: change })
const firewall = (rules: readonly JsonObject[]) => ({ fw: config({ rules }) })
const [wanRule = {}, ...proxyRules] = baseRules
const stopped: Change = { service: false }
const onlyWeb = (tier: Tier) => both('px1', 'px2', config({ upstreams: [{ server: idOf(tier) }] }))
const deepCheck = { checkType: 'http', checkPath: '/db/', checkHost: 'www.example.test' }
const slowPage = (durationMs: number) =>
  both('app1', 'app2', config({ endpoints: [{ method: 'GET', path: '/slow/', durationMs }, ...endpoints] }))

/** From the title of a recording, whose fault is prose, to the settings that make it. */
const faults: Readonly<Record<string, Fault>> = {
  baseline_db_http: {},
  baseline_static: {},
  baseline_static_gzip: {
    changes: both('px1', 'px2', config({ gzip: true, gzipTypes: ['text/css'] })),
    headers: [['Accept-Encoding', 'gzip']],
  },
  proxy_cache_second_request_stops_at_proxy: {},
  dns_name_missing: { changes: { dns: config({ records: [], zones: ['example.test'] }) } },
  dns_private_ip: {
    changes: { dns: config({ records: [{ name: 'www.example.test', type: 'A', target: '10.0.1.10' }] }) },
  },
  dns_ok_again: {},
  client_no_default_route: { changes: { client: { gateway: '198.51.100.1' } } },
  fw_reject: { changes: firewall([{ ...wanRule, action: 'reject', rejectWith: 'tcp-reset' }, ...proxyRules]) },
  fw_reject_icmp: { changes: firewall([{ ...wanRule, action: 'reject' }, ...proxyRules]) },
  fw_dnat_wrong_host_filtered: {
    changes: { fw: config({ portForwarding: [{ protocol: 'tcp', port: 80, to: '10.0.1.99' }] }) },
  },
  fw_blocks_proxy_to_web: { changes: firewall([wanRule]) },
  fw_rejects_proxy_to_web: {
    changes: firewall([wanRule, { interfaceIn: 'dmz', interfaceOut: 'lan', action: 'reject' }]),
  },
  fw_client_blocked: { changes: firewall([{ from: '198.51.100.10', action: 'drop' }, ...baseRules]) },
  fw_only_443_http: { changes: firewall([{ ...wanRule, ports: '443' }, ...proxyRules]) },
  fw_only_443_https: { changes: firewall([{ ...wanRule, ports: '443' }, ...proxyRules]) },
  one_proxy_down_right_away: { changes: { px1: stopped }, isSudden: true },
  health_check_path_wrong_404: {
    changes: { lb: config({ checkType: 'http', checkPath: '/nope/', checkHost: 'www.example.test' }) },
    withChecks: true,
  },
  deep_health_check_ok: { changes: { lb: config(deepCheck) }, withChecks: true },
  deep_health_check_db_down: { changes: { lb: config(deepCheck), db: stopped }, withChecks: true },
  deep_health_check_without_host_header: {
    changes: { lb: config({ checkType: 'http', checkPath: '/db/' }) },
    withChecks: true,
  },
  lb_without_checks_single_proxy_down: {
    changes: { lb: config({ check: false, servers: [{ server: idOf('px1') }] }), px1: stopped },
  },
  proxy_wrong_upstream_port: {
    changes: both('px1', 'px2', config({ upstreams: webs.map((row) => ({ ...row, port: 81 })) })),
  },
  upload_too_large_at_proxy: {
    changes: both('px1', 'px2', config({ clientMaxBodyBytes: 1024 })),
    body: 'x'.repeat(2000),
  },
  proxy_does_not_pass_host: { changes: both('px1', 'px2', config({ proxyHost: '$proxy_host' })) },
  web1_down: { changes: { web1: stopped }, isSudden: true },
  both_web_down: { changes: both('web1', 'web2', stopped), isSudden: true },
  web_server_name_mismatch: { changes: both('web1', 'web2', config({ serverNames: ['other.example.test'] })) },
  web_403: {
    changes: { ...onlyWeb('web1'), web1: config({ locations: [{ path: '/', action: 'return', status: 403 }] }) },
  },
  app1_down_nginx_web: { changes: { ...onlyWeb('web1'), app1: stopped }, isSudden: true },
  apps_down_apache_web: { changes: { ...onlyWeb('web2'), ...both('app1', 'app2', stopped) }, isSudden: true },
  app_slow_proxy_times_out_first: {
    changes: { ...onlyWeb('web1'), ...slowPage(7500), web1: config({ readTimeoutMs: 8000 }) },
  },
  app_slow_but_within_all_timeouts: { changes: slowPage(1000) },
  db_password_wrong: { changes: { db: config({ acceptsPassword: false }) } },
  db_password_wrong_other_page_ok: { changes: { db: config({ acceptsPassword: false }) } },
  db_down: { changes: { db: stopped } },
  db_down_home_ok: { changes: { db: stopped } },
  tls_expired: { changes: { lb: config({ certificateState: 'expired' }) } },
  tls_not_configured: { changes: { lb: config({ frontends: [{ port: 80, tls: false }] }) } },
  baseline_again: {},
}

interface Recorded {
  readonly curl_exit: number
  readonly http_code: number
  readonly t: number
  readonly content_encoding: string | null
  readonly proxy_logged_request: readonly string[]
  readonly tcp_connections_to: Readonly<Record<string, number>>
  readonly db_statement: boolean
}

const tiers = ['web', 'app', 'db'] as const
type Counts = Readonly<Record<(typeof tiers)[number], number>>

/** Which of two equal servers it was is free; how many connections a tier got is not. */
const recordedConnections = ({ tcp_connections_to: counts }: Recorded): Counts => {
  const sum = (tier: string) =>
    Object.entries(counts).reduce((all, [server, count]) => all + (server.startsWith(tier) ? count : 0), 0)
  return { web: sum('web'), app: sum('app'), db: sum('db') }
}

function connections(net: NetworkBuilder, trace: Trace): Counts {
  const count = (tier: string) =>
    trace.hops.filter(({ device, packetIn, bridged }) => {
      const isSyn = packetIn?.transport.type === 'tcp' && packetIn.transport.flags.join() === 'SYN'
      return isSyn && !bridged && net.nameOf(device).startsWith(tier)
    }).length
  return { web: count('web'), app: count('app'), db: count('db') }
}

/** Devices that got a message of this protocol inside the network of the servers. */
function receivers(net: NetworkBuilder, trace: Trace, protocol: 'http' | 'sql', of: string): readonly string[] {
  const got = trace.hops.filter(
    ({ device, leg, packetIn, bridged }) =>
      leg === 'request' && !bridged && packetIn?.message?.protocol === protocol && net.nameOf(device).startsWith(of),
  )
  return [...new Set(got.map(({ device }) => net.nameOf(device)))]
}

const ranQuery = (net: NetworkBuilder, trace: Trace) =>
  trace.hops.some(
    ({ device, packetIn }) =>
      net.nameOf(device) === 'db' && packetIn?.message?.protocol === 'sql' && packetIn.message.kind === 'query',
  )

function encodingOf(trace: Trace): string | null {
  const message = trace.hops.findLast((hop) => hop.packetIn?.message?.protocol === 'http')?.packetIn?.message
  if (message?.protocol !== 'http' || message.kind !== 'response') return null
  return get(message.headers, 'Content-Encoding') ?? null
}

function sendAll(
  { changes = {}, isSudden = false, headers = [], body }: Fault,
  url: string,
  method: string,
  times: number,
) {
  const net = e2eChain()
  if (isSudden) net.wait(1)
  for (const [tier, change] of Object.entries(changes)) net.change(tier, change)
  const more = { headers, ...(body === undefined ? {} : { body }) }
  return { net, traces: Array.from({ length: times }, () => net.get('client', url, { method, ...more })) }
}

function summary(net: NetworkBuilder, trace: Trace) {
  const { seen } = trace.verdict
  return {
    exit: curlExit(seen),
    status: seen.type === 'answer' ? seen.status : 0,
    encoding: encodingOf(trace),
    proxies: receivers(net, trace, 'http', 'px').length,
    query: ranQuery(net, trace),
    connections: connections(net, trace),
  }
}

function recorded(response: Recorded) {
  return {
    exit: response.curl_exit,
    status: response.http_code,
    encoding: response.content_encoding,
    proxies: response.proxy_logged_request.length,
    query: response.db_statement,
    connections: recordedConnections(response),
  }
}

/** In four cases the recorded connections are those of health checks too; the request's own are one to each tier. */
function expected(response: Recorded, withChecks: boolean) {
  const all = recorded(response)
  if (!withChecks) return all
  const own = response.http_code === 200 ? 1 : 0
  return { ...all, proxies: own, connections: { web: own, app: own, db: own } }
}

describe('the recorded chain', () => {
  it('has settings for every recorded fault, and no others', () => {
    expect(Object.keys(faults).toSorted()).toEqual(recording.cases.map((one) => one.title).toSorted())
  })

  it.each(recording.cases.map((one) => [one.title, one.fault, one] as const))(
    '%s (%s) ends as recorded',
    (title, _fault, one) => {
      const fault = faults[title]!
      const { net, traces } = sendAll(fault, one.url, one.method, one.responses.length)
      expect(traces.map((trace) => summary(net, trace))).toEqual(
        one.responses.map((response) => expected(response, fault.withChecks ?? false)),
      )
      for (const [index, trace] of traces.entries()) {
        expect(Math.abs(trace.durationMs / 1000 - (one.responses[index]?.t ?? 0))).toBeLessThanOrEqual(1)
      }
    },
  )
})

/** What a packet carries, as tcpdump tells one from another; `undefined`: a handshake. */
function carried({ message, encrypted }: Packet): string | undefined {
  if (!message) return undefined
  if (encrypted || message.protocol === 'tls') return 'tls'
  return message.protocol === 'sql' ? 'sql' : `${message.protocol} ${message.kind}`
}

/** Where each packet was first seen, by tiers, in the order of time. */
function tierOrder(net: NetworkBuilder, trace: Trace): readonly string[] {
  const known = new Set<string>()
  const order: string[] = []
  for (const { device, packetIn, packetOut } of trace.hops) {
    for (const packet of [packetIn, packetOut]) {
      const what = packet && carried(packet)
      const key = `${device} ${packet?.ip.source} ${packet?.ip.destination} ${what}`
      if (what === undefined || known.has(key)) continue
      known.add(key)
      order.push(net.nameOf(device).replace(/\d$/, '').replace('net', 'inet'))
    }
  }
  return order
}

/** Without what the firewall saw between the inner tiers, where tcpdump missed some, and without repetitions. */
function outline(order: readonly string[]): readonly string[] {
  const kept = order.filter((tier, index) => {
    const around = new Set([order[index - 1], order[index + 1]])
    return tier !== 'dns' && (tier !== 'fw' || around.has('inet') || around.has('fw'))
  })
  return kept.filter((tier, index) => tier !== kept[index - 1])
}

describe('the packets of a request', () => {
  it.each(packets.cases.map((one) => [one.title, one] as const))(
    'of a %s pass the hosts in the recorded order',
    (_title, one) => {
      const net = e2eChain()
      for (let i = 0; i < one.warm_up_requests; i++) net.get('client', one.url)
      const trace = net.get('client', one.url)
      expect(trace.verdict.seen).toMatchObject({ type: 'answer', status: one.http_code })
      expect(outline(tierOrder(net, trace))).toEqual(outline(one.tier_order))
    },
  )

  it('of a TLS session show its beginning and hide the rest from whoever is between', () => {
    const net = e2eChain()
    const trace = net.get('client', 'https://www.example.test/db/')
    const outside = trace.hops.filter(({ device, purpose }) => net.nameOf(device) === 'fw' && purpose !== 'lookup')
    const fromClient = outside.flatMap(({ packetIn }) => (packetIn?.ip.source === '198.51.100.10' ? packetIn : []))
    const hellos = fromClient.filter(({ message }) => message?.protocol === 'tls')
    expect(hellos.length).toBeGreaterThan(0)
    const back = trace.hops.flatMap(({ packetIn }) => (packetIn?.message?.protocol === 'tls' ? packetIn : []))
    expect(back.every(({ encrypted }) => encrypted === undefined)).toBe(true)
    const pages = fromClient.filter(({ message }) => message?.protocol === 'http')
    expect(pages.length).toBeGreaterThan(0)
    expect(pages.every(({ encrypted }) => encrypted !== undefined)).toBe(true)
  })

  it('of the page with everything are the course’s 16 stations, each passed once there and once back', () => {
    const net = e2eChain()
    const stations = net.get('client', 'http://www.example.test/db/').stations
    const names = stations.map(({ device }) => net.nameOf(device).replace(/\d$/, ''))
    const there = ['client', 'dns', 'net', 'fw', 'lb', 'px', 'web', 'app', 'db']
    expect(names).toEqual([...there, ...there.filter((one) => one !== 'dns' && one !== 'db').toReversed()])
  })
})
