import { describe, expect, it } from 'vitest'
import type { Packet } from '../../model/packet.ts'
import type { JsonObject } from '../../model/topology.ts'
import { answerTo, firewall, firewallWiring, hosts, ping, tcp, udp } from '../../testing/firewall.ts'

/** Rulesets as the form has them, probes and outcomes as recorded with nftables 1.0.6. */
const established = { state: 'established' }
const from = (device: string, rest: JsonObject = {}): JsonObject => ({ from: device, ...rest })
const web = { protocol: 'tcp', ports: '80' }
const vip = { protocol: 'tcp', port: 80, to: '10.0.1.10' }

const rulesets: Readonly<Record<string, JsonObject>> = {
  'nothing is allowed': { rules: [] },
  'port 80, stateful': { rules: [established, web] },
  'port 80, no way back': { rules: [web] },
  'the rest is rejected': { rules: [established, web, { action: 'reject' }] },
  'port 443 is rejected as host unreachable': {
    policy: 'accept',
    rules: [{ protocol: 'tcp', ports: '443', action: 'reject', rejectWith: 'host-unreachable' }],
  },
  'answers are dropped before the established rule': {
    rules: [from('10.0.1.0/24', { action: 'drop' }), established, web],
  },
  'a blocked client stands after the rule for all': {
    rules: [established, web, from('198.51.100.11', { action: 'drop' })],
  },
  'a block of clients is allowed': { rules: [established, from('198.51.100.8/30', web)] },
  'udp without a way back': { rules: [{ protocol: 'udp', ports: '53' }] },
  'the port changes on the way in': {
    portForwarding: [{ ...vip, toPort: 8080 }],
    rules: [established, { protocol: 'tcp', ports: '8080', to: '10.0.1.10' }],
  },
  'a rule names the public address': {
    portForwarding: [vip],
    rules: [established, { ...web, to: '198.51.100.2' }],
  },
  'a rule names the port before forwarding': {
    portForwarding: [{ ...vip, toPort: 8080 }],
    rules: [established, { ...web, to: '10.0.1.10' }],
  },
  'the inside is hidden': { masquerade: true, rules: [established, { interfaceIn: 'lan' }] },
  'two forwardings of one port': {
    policy: 'accept',
    rules: [],
    portForwarding: [vip, { ...vip, to: '10.0.1.11' }],
  },
  'a list of ports is dropped': {
    policy: 'accept',
    rules: [{ protocol: 'tcp', ports: '22, 5432', action: 'drop' }],
  },
  'the database is for the inside': {
    rules: [
      established,
      { from: '10.0.2.0/24', to: '10.0.1.10', protocol: 'tcp', ports: '5432' },
      { interfaceIn: 'wan', protocol: 'tcp', ports: '80,443' },
    ],
  },
}

type Host = keyof typeof hosts

interface Recorded {
  readonly id: string
  readonly rules: keyof typeof rulesets
  readonly probe: readonly [from: Host, to: Host, proto: 'tcp' | 'udp' | 'icmp', port: number]
  readonly result: string
  /** The forward rules whose counters rose. */
  readonly hits: readonly number[]
  readonly seen?: string
}

const recorded: readonly Recorded[] = [
  { id: '008', rules: 'nothing is allowed', probe: ['client', 'server', 'tcp', 80], result: 'TIMEOUT', hits: [] },
  { id: '009', rules: 'nothing is allowed', probe: ['client', 'server', 'udp', 53], result: 'TIMEOUT', hits: [] },
  { id: '010', rules: 'nothing is allowed', probe: ['client', 'server', 'icmp', 0], result: 'TIMEOUT', hits: [] },
  { id: '011', rules: 'nothing is allowed', probe: ['server', 'client', 'tcp', 9000], result: 'TIMEOUT', hits: [] },
  { id: '012', rules: 'port 80, stateful', probe: ['client', 'server', 'tcp', 80], result: 'OPEN', hits: [1, 2] },
  { id: '013', rules: 'port 80, stateful', probe: ['client', 'server', 'tcp', 443], result: 'TIMEOUT', hits: [] },
  { id: '014', rules: 'port 80, stateful', probe: ['client', 'server', 'icmp', 0], result: 'TIMEOUT', hits: [] },
  { id: '016', rules: 'port 80, no way back', probe: ['client', 'server', 'tcp', 80], result: 'TIMEOUT', hits: [1] },
  { id: '020', rules: 'the rest is rejected', probe: ['client', 'server', 'tcp', 80], result: 'OPEN', hits: [1, 2] },
  {
    id: '021',
    rules: 'the rest is rejected',
    probe: ['client', 'server', 'tcp', 443],
    result: 'port-unreachable',
    hits: [3],
  },
  {
    id: '022',
    rules: 'the rest is rejected',
    probe: ['client', 'server', 'udp', 53],
    result: 'port-unreachable',
    hits: [3],
  },
  {
    id: '023',
    rules: 'the rest is rejected',
    probe: ['client', 'server', 'icmp', 0],
    result: 'port-unreachable',
    hits: [3],
  },
  {
    id: '028',
    rules: 'port 443 is rejected as host unreachable',
    probe: ['client', 'server', 'tcp', 443],
    result: 'host-unreachable',
    hits: [1],
  },
  {
    id: '032',
    rules: 'answers are dropped before the established rule',
    probe: ['client', 'server', 'tcp', 80],
    result: 'TIMEOUT',
    hits: [1, 3],
  },
  {
    id: '039',
    rules: 'a blocked client stands after the rule for all',
    probe: ['client2', 'server', 'tcp', 80],
    result: 'OPEN',
    hits: [1, 2],
  },
  {
    id: '040',
    rules: 'a blocked client stands after the rule for all',
    probe: ['client2', 'server', 'tcp', 443],
    result: 'TIMEOUT',
    hits: [3],
  },
  {
    id: '041',
    rules: 'a block of clients is allowed',
    probe: ['client', 'server', 'tcp', 80],
    result: 'OPEN',
    hits: [1, 2],
  },
  {
    id: '042',
    rules: 'a block of clients is allowed',
    probe: ['client2', 'server', 'tcp', 80],
    result: 'OPEN',
    hits: [1, 2],
  },
  { id: '060', rules: 'udp without a way back', probe: ['client', 'server', 'udp', 53], result: 'TIMEOUT', hits: [1] },
  {
    id: '093',
    rules: 'the port changes on the way in',
    probe: ['client', 'public_vip', 'tcp', 80],
    result: 'OPEN',
    hits: [1, 2],
    seen: hosts.client,
  },
  {
    id: '094',
    rules: 'a rule names the public address',
    probe: ['client', 'public_vip', 'tcp', 80],
    result: 'TIMEOUT',
    hits: [],
  },
  {
    id: '095',
    rules: 'a rule names the port before forwarding',
    probe: ['client', 'public_vip', 'tcp', 80],
    result: 'TIMEOUT',
    hits: [],
  },
  {
    id: '100',
    rules: 'the inside is hidden',
    probe: ['lan', 'client', 'tcp', 9000],
    result: 'OPEN',
    hits: [1, 2],
    seen: hosts.fw_wan,
  },
  {
    id: '101',
    rules: 'the inside is hidden',
    probe: ['lan', 'server', 'tcp', 80],
    result: 'OPEN',
    hits: [1, 2],
    seen: hosts.lan,
  },
  { id: '102', rules: 'the inside is hidden', probe: ['client', 'lan', 'tcp', 80], result: 'TIMEOUT', hits: [] },
  {
    id: '116',
    rules: 'two forwardings of one port',
    probe: ['client', 'public_vip', 'tcp', 80],
    result: 'OPEN',
    hits: [],
    seen: hosts.client,
  },
  {
    id: '118',
    rules: 'a list of ports is dropped',
    probe: ['client', 'server', 'tcp', 22],
    result: 'TIMEOUT',
    hits: [1],
  },
  {
    id: '119',
    rules: 'a list of ports is dropped',
    probe: ['client', 'server', 'tcp', 5432],
    result: 'TIMEOUT',
    hits: [1],
  },
  { id: '120', rules: 'a list of ports is dropped', probe: ['client', 'server', 'tcp', 443], result: 'OPEN', hits: [] },
  {
    id: '121',
    rules: 'the database is for the inside',
    probe: ['lan', 'server', 'tcp', 5432],
    result: 'OPEN',
    hits: [1, 2],
  },
  {
    id: '122',
    rules: 'the database is for the inside',
    probe: ['client', 'server', 'tcp', 5432],
    result: 'TIMEOUT',
    hits: [],
  },
  {
    id: '123',
    rules: 'the database is for the inside',
    probe: ['client', 'server', 'tcp', 443],
    result: 'OPEN',
    hits: [1, 3],
  },
  {
    id: '124',
    rules: 'the database is for the inside',
    probe: ['lan', 'server', 'tcp', 80],
    result: 'TIMEOUT',
    hits: [],
  },
]

function firstPacket([from, to, proto, port]: Recorded['probe']): Packet {
  if (proto === 'icmp') return ping(hosts[from], hosts[to])
  return (proto === 'tcp' ? tcp : udp)(hosts[from], hosts[to], [40_000, port])
}

/** Sends the first packet and its answer through, and tells what the prober got. */
function probe({ rules, probe }: Recorded) {
  // Every rule is spelt out in these, the established one too.
  const fw = firewall({ stateful: false, portForwarding: [], masquerade: false, ...rulesets[rules] }, firewallWiring())
  const sent = firstPacket(probe)
  const there = fw.pass(sent)
  const back = there.out && fw.pass(answerTo(there.out))
  const answers = back?.out?.ip.source === sent.ip.destination && back.out.ip.destination === sent.ip.source
  const hits = Object.keys(fw.state.counters).flatMap((key) => /^rules\[(\d+)\]$/.exec(key)?.slice(1) ?? [])
  return {
    result: there.with ?? (answers ? 'OPEN' : 'TIMEOUT'),
    hits: hits.map((index) => Number(index) + 1).toSorted((a, b) => a - b),
    seen: there.out?.ip.source,
    reached: there.out?.ip.destination,
  }
}

describe('recorded with nftables 1.0.6', () => {
  it.each(recorded)('$id: $rules, $probe: $result', (one) => {
    const outcome = probe(one)
    const { result, hits, seen = outcome.seen } = one
    expect(outcome).toMatchObject({ result, hits, seen })
  })

  it('of two forwardings of one port the first counts', () => {
    const one = recorded.find(({ id }) => id === '116')
    expect(one && probe(one).reached).toBe(hosts.server)
  })
})
