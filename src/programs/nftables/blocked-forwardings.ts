import type { Packet } from '../../model/packet.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import { contains, parseCidr } from '../../protocols/ip/cidr.ts'
import type { Wiring } from '../contract/wiring.ts'
import { chainsOf } from './compile.ts'
import { decide } from './decide.ts'
import type { ForwardingRow, Settings } from './fields.ts'
import type { Rule } from './ruleset.ts'

/** Somebody on the internet whom no rule names. */
const stranger = '198.51.100.250'

export interface BlockedForwarding {
  readonly rule: Rule
  readonly row: ForwardingRow
  /** Unset: the default policy. */
  readonly blocker: Rule | undefined
  readonly address: string
  readonly port: number
}

/** Port forwardings whose packets the rules then stop: asked of the rules themselves with a first packet from outside. */
export function blockedForwardings(settings: Settings, wiring: Wiring): readonly BlockedForwarding[] {
  const chains = chainsOf(settings, wiring)
  const outside = wiring.interfaces.find((one) => one.public)
  const rules = chains.flatMap((chain) => chain.rules).filter((rule) => rule.origin.type === 'forwarding')
  return rules.flatMap((rule) => {
    const row = settings.portForwarding?.find((_, index) => rule.setting === `portForwarding[${index}]`)
    const address = row?.to?.startsWith('d') ? wiring.addressOf(row.to) : row?.to
    const port = row?.toPort ?? row?.port
    if (!outside || row === undefined || address === undefined || port === undefined) return []
    const packet = firstPacket(row, address, port)
    const denials = waysTo(address, wiring).map((interfaceOut) => {
      const subject = { packet, state: 'new', interfaceIn: outside.name, interfaceOut, wiring } as const
      return decide(chains, 'forward', subject).find(({ statement }) => statement.type !== 'accept')
    })
    if (denials.length === 0 || denials.includes(undefined)) return []
    return [{ rule, row, blocker: denials[0]?.rule, address, port }]
  })
}

function firstPacket({ protocol }: ForwardingRow, destination: string, destinationPort: number): Packet {
  const ip = { source: stranger, destination, ttl: 64 }
  const ports = { sourcePort: 40_000, destinationPort }
  return protocol === 'tcp'
    ? { ip, transport: { type: 'tcp', ...ports, flags: ['SYN'] } }
    : { ip, transport: { type: 'udp', ...ports } }
}

/** The interfaces that lead to an address: the one of its network, else every inside one. */
function waysTo(address: string, wiring: Wiring): readonly string[] {
  const parsed = parseAddress(address)
  const inside = wiring.interfaces.filter((one) => !one.public)
  const holding = inside.filter(({ cidr }) => {
    const block = cidr === undefined ? undefined : parseCidr(cidr)
    return block?.ok && parsed.ok && contains(block.value, parsed.value)
  })
  return (holding.length > 0 ? holding : inside).map((one) => one.name)
}
