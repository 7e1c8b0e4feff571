import type { Message } from '../model/message.ts'
import type { Packet, TcpFlag } from '../model/packet.ts'
import type { JsonObject } from '../model/topology.ts'
import type { Action } from '../model/trace.ts'
import type { StepOptions } from '../programs/contract/context.ts'
import type { FilterHook, FilterVerdict } from '../programs/contract/packet-filter.ts'
import type { NetworkInterface, Peer, Service, Wiring } from '../programs/contract/wiring.ts'
import { derive } from '../programs/nftables/derive.ts'
import { fields, type Settings } from '../programs/nftables/fields.ts'
import { filter, initialState } from '../programs/nftables/filter.ts'
import { resolveSettings } from '../protocols/fields/resolve.ts'
import { parseAddress } from '../protocols/ip/address.ts'
import { contains, parseCidr } from '../protocols/ip/cidr.ts'

/** Where who is, as in the recordings of the packet filter: a client outside, a server and a second one, a machine inside. */
export const hosts = {
  client: '198.51.100.10',
  client2: '198.51.100.11',
  server: '10.0.1.10',
  server2: '10.0.1.11',
  lan: '10.0.2.20',
  fw_wan: '198.51.100.1',
  fw_lan: '10.0.2.1',
  public_vip: '198.51.100.2',
} as const

const ids: Readonly<Record<string, string>> = {
  [hosts.client]: 'd1',
  [hosts.client2]: 'd2',
  [hosts.server]: 'd3',
  [hosts.server2]: 'd4',
  [hosts.lan]: 'd5',
}

const side = (name: string, addresses: readonly string[], cidr: string): NetworkInterface => ({
  name,
  addresses,
  cidr,
  network: name,
  public: name === 'wan',
  links: [],
  mac: '02:00:00:00:00:01',
})

const interfaces = [
  side('wan', [hosts.fw_wan, hosts.public_vip], '198.51.100.0/24'),
  side('dmz', ['10.0.1.1'], '10.0.1.0/24'),
  side('lan', [hosts.fw_lan], '10.0.2.0/24'),
]

export function peer(id: string, serves: Peer['serves']): Peer {
  return { id, kind: 'web-server', name: id, program: 'nginx', serves }
}

interface Wires {
  readonly leadsTo?: readonly Peer[]
  readonly sides?: readonly string[]
  readonly services?: Readonly<Record<string, readonly Service[]>>
}

/** The wiring of the recordings' firewall (`d9`); its cables lead to the server unless told otherwise. */
export function firewallWiring({ leadsTo = [peer('d3', 'http')], sides, services = {} }: Wires = {}): Wiring {
  const own = interfaces.filter((one) => sides?.includes(one.name) ?? true)
  const addresses = own.flatMap((one) => one.addresses)
  return {
    device: 'd9',
    kind: 'firewall',
    profile: '1.0.6',
    addresses,
    interfaces: own,
    leadsTo,
    ledFrom: [],
    nearest: () => undefined,
    entry: () => undefined,
    knownNames: () => [],
    peer: (id) => leadsTo.find((one) => one.id === id),
    addressOf: (id) => Object.keys(ids).find((address) => ids[address] === id),
    publicAddressOf: () => undefined,
    ownerOf: (address) => ids[address] ?? (addresses.includes(address) ? 'd9' : undefined),
    leadsToOf: () => [],
    servicesOf: (id) => services[id] ?? [],
  }
}

export interface ReportedStep {
  readonly action: Action
  readonly code: string
  readonly setting: string | undefined
  readonly message: Message
}

export interface Passage {
  /** The packet as it left; unset where it was stopped. */
  readonly out: Packet | undefined
  readonly verdict: FilterVerdict['verdict']
  readonly with: string | undefined
  readonly steps: readonly ReportedStep[]
}

/** A firewall with its memory, which packets are sent through, hook by hook. */
export function firewall(config: JsonObject, wiring: Wiring = firewallWiring()) {
  const settings: Settings = resolveSettings(fields, config, derive(wiring))
  const state = initialState()
  let now = 0

  function pass(packet: Packet, own = false): Passage {
    const steps: ReportedStep[] = []
    const interfaceIn = own ? undefined : interfaceFor(packet.ip.source)
    const at = (hook: FilterHook, seen: Packet, interfaceOut?: string): FilterVerdict =>
      filter(seen, {
        settings,
        state,
        wiring,
        hook,
        interfaceIn,
        interfaceOut,
        now: () => now,
        step: (action, message, options?: StepOptions) => {
          const code = message.code.replace('nftables.', '')
          return { hop: 0, step: steps.push({ action, code, setting: options?.setting, message }) - 1 }
        },
      })
    const stopped = (by: Exclude<FilterVerdict, { verdict: 'accept' }>): Passage => ({
      out: undefined,
      verdict: by.verdict,
      with: by.verdict === 'reject' ? by.with : undefined,
      steps,
    })
    const arrived = at(own ? 'output' : 'prerouting', packet)
    if (arrived.verdict !== 'accept') return stopped(arrived)
    const { destination } = arrived.packet.ip
    if (!own && wiring.addresses.includes(destination)) {
      const input = at('input', arrived.packet)
      return input.verdict === 'accept'
        ? { out: input.packet, verdict: 'accept', with: undefined, steps }
        : stopped(input)
    }
    const interfaceOut = interfaceFor(destination)
    const forwarded = own ? arrived : at('forward', arrived.packet, interfaceOut)
    if (forwarded.verdict !== 'accept') return stopped(forwarded)
    const left = at('postrouting', forwarded.packet, interfaceOut)
    return left.verdict === 'accept' ? { out: left.packet, verdict: 'accept', with: undefined, steps } : stopped(left)
  }

  return {
    settings,
    state,
    /** A packet that comes in from the side where its source is. */
    pass: (packet: Packet) => pass(packet),
    /** A packet that the firewall itself makes. */
    send: (packet: Packet) => pass(packet, true),
    wait: (ms: number) => {
      now += ms
    },
  }
}

function interfaceFor(address: string): string {
  const parsed = parseAddress(address)
  const found = interfaces.find(({ cidr }) => {
    const block = parseCidr(cidr ?? '')
    return block.ok && parsed.ok && contains(block.value, parsed.value)
  })
  return found?.name ?? 'wan'
}

export function tcp(
  from: string,
  to: string,
  [fromPort, toPort]: readonly [number, number],
  flags: readonly TcpFlag[] = ['SYN'],
): Packet {
  const transport = { type: 'tcp', sourcePort: fromPort, destinationPort: toPort, flags } as const
  return { ip: { source: from, destination: to, ttl: 64 }, transport }
}

export function udp(from: string, to: string, [fromPort, toPort]: readonly [number, number]): Packet {
  return {
    ip: { source: from, destination: to, ttl: 64 },
    transport: { type: 'udp', sourcePort: fromPort, destinationPort: toPort },
  }
}

export function ping(from: string, to: string, code: 'echo-request' | 'echo-reply' = 'echo-request'): Packet {
  return { ip: { source: from, destination: to, ttl: 64 }, transport: { type: 'icmp', code } }
}

/** What whoever gets a packet sends back: SYN-ACK, a datagram, an echo. */
export function answerTo({ ip, transport }: Packet, flags: readonly TcpFlag[] = ['SYN', 'ACK']): Packet {
  if (transport.type === 'tcp')
    return tcp(ip.destination, ip.source, [transport.destinationPort, transport.sourcePort], flags)
  if (transport.type === 'udp') return udp(ip.destination, ip.source, [transport.destinationPort, transport.sourcePort])
  return ping(ip.destination, ip.source, 'echo-reply')
}
