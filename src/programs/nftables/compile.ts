import { canonical, parseAddress } from '../../protocols/ip/address.ts'
import { parseCidr, type Cidr } from '../../protocols/ip/cidr.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { ForwardingRow, RuleRow, Settings } from './fields.ts'
import type { AddressSet, Chain, ConnectionState, Match, PortRange, Rule, Statement } from './ruleset.ts'

const compiled = new WeakMap<Settings, { readonly wiring: Wiring; readonly chains: readonly Chain[] }>()

/** The chains that the form's settings stand for; the same settings and wiring are compiled once. */
export function chainsOf(settings: Settings, wiring: Wiring): readonly Chain[] {
  const known = compiled.get(settings)
  if (known?.wiring === wiring) return known.chains
  const chains = compile(settings, wiring)
  compiled.set(settings, { wiring, chains })
  return chains
}

function compile(settings: Settings, wiring: Wiring): readonly Chain[] {
  return [portForwarding(settings, wiring), input(settings, wiring), forward(settings), masquerading(settings, wiring)]
}

function portForwarding(settings: Settings, wiring: Wiring): Chain {
  const to = addresses(publicAddresses(wiring))
  const rules = (settings.portForwarding ?? []).flatMap((row, index) => forwardingRule(row, index, to))
  return { type: 'nat', hook: 'prerouting', priority: -100, policy: 'accept', rules }
}

/** A row without a port or a target redirects nothing yet. */
function forwardingRule(row: ForwardingRow, index: number, to: AddressSet): readonly Rule[] {
  if (!row.enabled || row.port === undefined || row.to === undefined) return []
  return [
    {
      setting: `portForwarding[${index}]`,
      origin: { type: 'forwarding', number: index + 1, name: row.name },
      match: { protocols: [row.protocol], to, ports: [{ first: row.port, last: row.port }] },
      statement: { type: 'dnat', to: row.to, port: row.toPort },
    },
  ]
}

function forward({ rules, policy, stateful }: Settings): Chain {
  return {
    type: 'filter',
    hook: 'forward',
    priority: 0,
    policy,
    policySetting: 'policy',
    rules: [...(stateful ? [known('stateful')] : []), ...userRules(rules ?? [])],
  }
}

/** The rules of the form that are switched on, each with the number it has there. */
export function userRules(rows: readonly RuleRow[]): readonly Rule[] {
  return rows.flatMap((row, index) => {
    if (!row.enabled) return []
    const origin = { type: 'rule', number: index + 1, name: row.name } as const
    return [{ setting: `rules[${index}]`, origin, match: matchOf(row), statement: statementOf(row) }]
  })
}

const known = (type: 'stateful' | 'input-known'): Rule => ({
  setting: type === 'stateful' ? 'stateful' : 'inputPolicy',
  origin: { type },
  match: { states: ['established', 'related'] },
  statement: { type: 'accept' },
})

const statesOf: Readonly<Record<RuleRow['state'], readonly ConnectionState[] | undefined>> = {
  any: undefined,
  new: ['new'],
  established: ['established', 'related'],
}

function matchOf(row: RuleRow): Match {
  // `reject with tcp reset` can only answer TCP; nft adds that condition by itself.
  const onlyTcp = row.action === 'reject' && row.rejectWith === 'tcp-reset' && row.protocol === 'any'
  const protocol = onlyTcp ? 'tcp' : row.protocol
  return {
    protocols: protocol === 'any' ? undefined : [protocol],
    interfacesIn: row.interfaceIn === undefined ? undefined : [row.interfaceIn],
    interfacesOut: row.interfaceOut === undefined ? undefined : [row.interfaceOut],
    from: row.from === undefined ? undefined : targetSet(row.from),
    to: row.to === undefined ? undefined : targetSet(row.to),
    ports: row.ports === undefined ? undefined : portRanges(row.ports),
    states: statesOf[row.state],
  }
}

function statementOf(row: RuleRow): Statement {
  return row.action === 'reject' ? { type: 'reject', with: row.rejectWith } : { type: row.action }
}

/** Who may talk to the firewall itself: answers, pings, the inside; the policy is for the rest. */
function input({ inputPolicy }: Settings, wiring: Wiring): Chain {
  const inside = wiring.interfaces.filter((one) => !one.public).map((one) => one.name)
  const setting = 'inputPolicy'
  const rules: readonly Rule[] = [
    known('input-known'),
    {
      setting,
      origin: { type: 'input-echo' },
      match: { protocols: ['icmp'], echo: true },
      statement: { type: 'accept' },
    },
    { setting, origin: { type: 'input-inside' }, match: { interfacesIn: inside }, statement: { type: 'accept' } },
  ]
  return { type: 'filter', hook: 'input', priority: 0, policy: inputPolicy, policySetting: setting, rules }
}

function masquerading({ masquerade, hairpin }: Settings, wiring: Wiring): Chain {
  const rules: Rule[] = []
  const open = wiring.interfaces.filter((one) => one.public).map((one) => one.name)
  if (masquerade) {
    const match = { interfacesOut: open, from: { type: 'private' } } as const
    rules.push({ setting: 'masquerade', origin: { type: 'masquerade' }, match, statement: { type: 'masquerade' } })
  }
  for (const { name, cidr } of hairpin ? wiring.interfaces : []) {
    const block = cidr === undefined ? undefined : parseCidr(cidr)
    if (!block?.ok) continue
    const match = { interfacesOut: [name], from: { type: 'blocks', blocks: [block.value] } } as const
    rules.push({ setting: 'hairpin', origin: { type: 'hairpin' }, match, statement: { type: 'masquerade' } })
  }
  return { type: 'nat', hook: 'postrouting', priority: 100, policy: 'accept', rules }
}

/** Where the outside knows the firewall; one without a public side is addressed by any of its own. */
export function publicAddresses(wiring: Wiring): readonly string[] {
  const open = wiring.interfaces.filter((one) => one.public).flatMap((one) => one.addresses)
  return open.length > 0 ? open : wiring.addresses
}

/** A device by id, an address, or a block of addresses. */
export function targetSet(target: string): AddressSet {
  return /^d\d+$/.test(target) ? { type: 'device', id: target } : addresses([target])
}

function addresses(texts: readonly string[]): AddressSet {
  return { type: 'blocks', blocks: texts.flatMap(blockOf) }
}

function blockOf(text: string): readonly Cidr[] {
  const address = parseAddress(text)
  const block = parseCidr(address.ok ? `${canonical(text)}/${address.value.version === 4 ? 32 : 128}` : text)
  return block.ok ? [block.value] : []
}

/** Reads `80, 443, 8000-8010`; what is no port or range is left out. */
export function portRanges(text: string): readonly PortRange[] {
  return text.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-')
    const range = { first: Number(first.trim()), last: Number(last.trim()) }
    return range.first > 0 && range.last >= range.first ? [range] : []
  })
}
