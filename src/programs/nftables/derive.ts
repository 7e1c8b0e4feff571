import type { Peer, Wiring } from '../contract/wiring.ts'
import { forwardingRow, ruleRow, type ForwardingRow, type RuleRow } from './fields.ts'

/** What is published of each role: protocol names, the same in every language. */
const published = {
  http: [
    { name: 'HTTP', protocol: 'tcp', port: 80 },
    { name: 'HTTPS', protocol: 'tcp', port: 443 },
  ],
  dns: [{ name: 'DNS', protocol: 'udp', port: 53 }],
} as const

/**
 * What unset means: the firewall publishes what its cables lead to, lets that in, and lets the inside out. Without a
 * side to the internet there is nothing to publish; then it lets in what its cables lead to.
 */
export function derive(wiring: Wiring): { rules: readonly RuleRow[]; portForwarding: readonly ForwardingRow[] } {
  const outside = wiring.interfaces.filter((one) => one.public)
  if (outside.length === 0)
    return { rules: wiring.leadsTo.flatMap((peer) => allowed(peer, wiring)), portForwarding: [] }
  const portForwarding = forwardings(wiring)
  const inside = wiring.interfaces.filter((one) => !one.public)
  const rules = [
    ...portForwarding.map(({ name, protocol, port, to }) => ruleRow({ name, protocol, to, ports: String(port) })),
    ...(inside.length > 1 ? inward(wiring) : []),
    // New ones only: answers are the memory's business, and without it they need a rule that somebody has written.
    ...outside.map(({ name }) => ruleRow({ interfaceOut: name, state: 'new' })),
  ]
  return { rules, portForwarding }
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
  const services = wiring.servicesOf(peer.id)
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const ports = services.filter((one) => one.protocol === protocol).map((one) => one.port)
    return ports.length === 0 ? [] : [ruleRow({ protocol, to: peer.id, ports: [...new Set(ports)].join(',') })]
  })
}
