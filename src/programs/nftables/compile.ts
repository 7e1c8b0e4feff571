import { canonical, parseAddress } from '../../protocols/ip/address.ts'
import { parseCidr, type Cidr } from '../../protocols/ip/cidr.ts'
import type { Wiring } from '../contract/wiring.ts'
import { compileLines } from './compile-lines.ts'
import { matches } from './decide.ts'
import { ruleRow, type ForwardingRow, type RuleRow, type Settings } from './fields.ts'
import type { AddressSet, Chain, ConnectionState, FormRule, Match, Origin, PortRange, Statement } from './ruleset.ts'
import type { Subject } from './subject.ts'

interface Compiled {
  readonly wiring: Wiring
  readonly chains: readonly Chain[]
}

const compiled = new WeakMap<Settings, Compiled>()

/** The chains that the settings stand for; the same settings and wiring are compiled once. */
export function chainsOf(settings: Settings, wiring: Wiring): readonly Chain[] {
  const known = compiled.get(settings)
  if (known?.wiring === wiring) return known.chains
  const chains = settings.mode === 'ruleset' ? compileLines(settings).chains : compileForm(settings, wiring)
  compiled.set(settings, { wiring, chains })
  return chains
}

function compileForm(settings: Settings, wiring: Wiring): readonly Chain[] {
  return [portForwarding(settings, wiring), input(settings, wiring), forward(settings), masquerading(settings, wiring)]
}

/** A rule of the form: what it asks, and what becomes of what fits. */
function formRule(setting: string, origin: Origin, match: Match, statement: Statement): FormRule {
  const parts = [(subject: Subject) => matches(match, subject), () => statement]
  return { setting, origin, match, statement, parts, asksState: match.states !== undefined }
}

function portForwarding(settings: Settings, wiring: Wiring): Chain {
  const to = addresses(publicAddresses(wiring))
  const rules = (settings.portForwarding ?? []).flatMap((row, index) => forwardingRule(row, index, to))
  return {
    name: 'prerouting',
    type: 'nat',
    hook: 'prerouting',
    priority: -100,
    policy: 'accept',
    rules,
    isTracking: true,
  }
}

/** A row without a port or a target redirects nothing yet. */
function forwardingRule(row: ForwardingRow, index: number, to: AddressSet): readonly FormRule[] {
  if (!row.enabled || row.port === undefined || row.to === undefined) return []
  const origin = { type: 'forwarding', number: index + 1, name: row.name } as const
  const match = { protocols: [row.protocol], to, ports: [{ first: row.port, last: row.port }] }
  return [formRule(`portForwarding[${index}]`, origin, match, { type: 'dnat', to: row.to, port: row.toPort })]
}

function forward({ rules, policy, stateful }: Settings): Chain {
  return {
    name: 'forward',
    type: 'filter',
    hook: 'forward',
    priority: 0,
    policy,
    policySetting: 'policy',
    rules: [...(stateful ? [known('stateful')] : []), ...userRules(rules ?? [])],
    isTracking: true,
  }
}

/** The rules of the form that are switched on, each with the number it has there. */
export function userRules(rows: readonly RuleRow[]): readonly FormRule[] {
  return rows.flatMap((row, index) => {
    if (!row.enabled) return []
    const origin = { type: 'rule', number: index + 1, name: row.name } as const
    return [formRule(`rules[${index}]`, origin, matchOf(row), statementOf(row))]
  })
}

const known = (type: 'stateful' | 'input-known'): FormRule =>
  formRule(
    type === 'stateful' ? 'stateful' : 'inputPolicy',
    { type },
    { states: ['established', 'related'] },
    { type: 'accept' },
  )

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

/** Who may talk to the machine itself: answers, its own rules, pings, the inside; the policy is for the rest. */
function input({ inputRules, inputPolicy, inputInside }: Settings, wiring: Wiring): Chain {
  const inside = wiring.interfaces.filter((one) => !one.public).map((one) => one.name)
  const setting = 'inputPolicy'
  const own = (inputRules ?? []).flatMap((row, index) => {
    if (!row.enabled) return []
    const origin = { type: 'input-rule', number: index + 1, name: row.name } as const
    const whole = ruleRow(row)
    return [formRule(`inputRules[${index}]`, origin, matchOf(whole), statementOf(whole))]
  })
  const rules: readonly FormRule[] = [
    known('input-known'),
    // What a machine says to itself is nobody else's business; every ruleset begins like this.
    formRule(setting, { type: 'input-local' }, { interfacesIn: ['lo'] }, { type: 'accept' }),
    ...own,
    formRule(setting, { type: 'input-echo' }, { protocols: ['icmp'], echo: true }, { type: 'accept' }),
    ...(inputInside === false
      ? []
      : [formRule('inputInside', { type: 'input-inside' }, { interfacesIn: inside }, { type: 'accept' })]),
  ]
  return {
    name: 'input',
    type: 'filter',
    hook: 'input',
    priority: 0,
    policy: inputPolicy,
    policySetting: setting,
    rules,
    isTracking: true,
  }
}

function masquerading({ masquerade, hairpin }: Settings, wiring: Wiring): Chain {
  const rules: FormRule[] = []
  const open = wiring.interfaces.filter((one) => one.public).map((one) => one.name)
  const statement = { type: 'masquerade' } as const
  if (masquerade) {
    const match = { interfacesOut: open, from: { type: 'private' } } as const
    rules.push(formRule('masquerade', { type: 'masquerade' }, match, statement))
  }
  for (const { name, cidr } of hairpin ? wiring.interfaces : []) {
    const block = cidr === undefined ? undefined : parseCidr(cidr)
    if (!block?.ok) continue
    const match = { interfacesOut: [name], from: { type: 'blocks', blocks: [block.value] } } as const
    rules.push(formRule('hairpin', { type: 'hairpin' }, match, statement))
  }
  return {
    name: 'postrouting',
    type: 'nat',
    hook: 'postrouting',
    priority: 100,
    policy: 'accept',
    rules,
    isTracking: true,
  }
}

/** Where the outside knows the firewall; one without a public side is addressed by any of its own. */
function publicAddresses(wiring: Wiring): readonly string[] {
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
function portRanges(text: string): readonly PortRange[] {
  return text.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-')
    const range = { first: Number(first.trim()), last: Number(last.trim()) }
    return range.first > 0 && range.last >= range.first ? [range] : []
  })
}
