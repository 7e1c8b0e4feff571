import type { Peer, Wiring } from '../contract/wiring.ts'
import { forwardingRow, ownRuleRow, ruleRow, type ForwardingRow, type OwnRuleRow, type RuleRow } from './fields.ts'

/** What is published of each role: protocol names, the same in every language. */
const published = {
  http: [
    { name: 'HTTP', protocol: 'tcp', port: 80 },
    { name: 'HTTPS', protocol: 'tcp', port: 443 },
  ],
  dns: [{ name: 'DNS', protocol: 'udp', port: 53 }],
} as const

// A type, not an interface: only types are known to be plain records.
type Derived = {
  readonly rules: readonly RuleRow[]
  readonly portForwarding: readonly ForwardingRow[]
  readonly inputRules: readonly OwnRuleRow[]
  readonly inputInside: boolean
}

/**
 * What unset means: the firewall publishes what its cables lead to, lets that in, and lets the inside out. Without a
 * side to the internet there is nothing to publish; then it lets in what its cables lead to. A server's own packet
 * filter lets in what the server serves.
 */
export function derive(wiring: Wiring): Derived {
  if (wiring.kind !== 'firewall') return ownFilter(wiring)
  const outside = wiring.interfaces.filter((one) => one.public)
  const own = { inputRules: [], inputInside: true }
  if (outside.length === 0) {
    return { ...own, rules: wiring.leadsTo.flatMap((peer) => allowed(peer, wiring)), portForwarding: [] }
  }
  const portForwarding = forwardings(wiring)
  const inside = wiring.interfaces.filter((one) => !one.public)
  const rules = [
    ...portForwarding.map(({ name, protocol, port, to }) => ruleRow({ name, protocol, to, ports: String(port) })),
    ...(inside.length > 1 ? inward(wiring) : []),
    // New ones only: answers are the memory's business, and without it they need a rule that somebody has written.
    ...outside.map(({ name }) => ruleRow({ interfaceOut: name, state: 'new' })),
  ]
  return { ...own, rules, portForwarding }
}

function ownFilter(wiring: Wiring): Derived {
  const inputRules = served(wiring.device, wiring).map((row) => ownRuleRow(row))
  return { rules: [], portForwarding: [], inputRules, inputInside: false }
}

function forwardings({ leadsTo }: Wiring): readonly ForwardingRow[] {
  return (['http', 'dns'] as const).flatMap((role) => {
    const to = leadsTo.find((peer) => peer.serves === role)?.id
    return to === undefined ? [] : published[role].map((row) => forwardingRow({ ...row, to }))
  })
}

/** Between two inside networks: a database that the cables lead to may be reached from inside, not from outside. */
function inward(wiring: Wiring): readonly RuleRow[] {
  const inside = wiring.interfaces.filter((one) => !one.public)
  const databases = wiring.leadsTo.filter((peer) => peer.serves === 'sql').flatMap((peer) => allowed(peer, wiring))
  return databases.flatMap((row) => inside.map(({ name }) => ({ ...row, interfaceIn: name })))
}

/** Lets in what a device serves, a rule for each protocol. */
function allowed(peer: Peer, wiring: Wiring): readonly RuleRow[] {
  return served(peer.id, wiring).map((row) => ruleRow({ ...row, to: peer.id }))
}

/** The ports that a device listens on, a row for each protocol. */
function served(id: string, wiring: Wiring): readonly Pick<OwnRuleRow, 'protocol' | 'ports'>[] {
  const services = wiring.servicesOf(id)
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const ports = services.filter((one) => one.protocol === protocol).map((one) => one.port)
    return ports.length === 0 ? [] : [{ protocol, ports: [...new Set(ports)].join(',') }]
  })
}
