import { choice, line, list, port, table, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import type { Section } from '../contract/program.ts'
import { limits } from './limits.ts'

const ownRuleColumns = {
  name: line({ maxLength: 60 }),
  enabled: toggle({ default: true }),
  action: choice(['accept', 'drop', 'reject'], { default: 'accept' }),
  rejectWith: choice(['port-unreachable', 'tcp-reset', 'host-unreachable', 'admin-prohibited'], {
    default: 'port-unreachable',
    when: { field: 'action', is: ['reject'] },
  }),
  protocol: choice(['any', 'tcp', 'udp', 'icmp'], { default: 'any' }),
  from: target({ blocks: true }),
  to: target({ blocks: true }),
  ports: line({ format: 'ports' }),
  interfaceIn: line({ maxLength: 15 }),
}

const ruleColumns = {
  ...ownRuleColumns,
  interfaceOut: line({ maxLength: 15 }),
  state: choice(['any', 'new', 'established'], { default: 'any' }),
}

const forwardingColumns = {
  name: line({ maxLength: 60 }),
  enabled: toggle({ default: true }),
  protocol: choice(['tcp', 'udp'], { default: 'tcp' }),
  port: port(),
  to: target(),
  toPort: port(),
}

const family = () => choice(['ip', 'ip6', 'inet'], { default: 'inet' })

/** A chain as nft has it. Without a hook it is one that others jump to. */
const chainColumns = {
  family: family(),
  table: line({ default: 'filter', maxLength: limits.name }),
  name: line({ maxLength: limits.name }),
  hook: choice(['none', 'prerouting', 'input', 'forward', 'output', 'postrouting'], { default: 'none' }),
  type: choice(['filter', 'nat', 'route'], { default: 'filter' }),
  priority: line({ default: 'filter', maxLength: 30 }),
  policy: choice(['accept', 'drop'], { default: 'accept' }),
  rules: list(line({ maxLength: limits.line }), { maxRows: limits.rules }),
}

/** A set or a map under a name; elements in nft's own spelling. */
const setColumns = {
  family: family(),
  table: line({ default: 'filter', maxLength: limits.name }),
  name: line({ maxLength: limits.name }),
  type: line({ default: 'ipv4_addr', maxLength: 200 }),
  value: line({ maxLength: 200 }),
  dynamic: toggle({ default: false }),
  timeout: line({ maxLength: 30 }),
  elements: list(line({ maxLength: limits.element }), { maxRows: limits.elements }),
}

const inForm = { when: { field: 'mode', is: ['form'] } } as const
const inRuleset = { when: { field: 'mode', is: ['ruleset'] } } as const

/**
 * What the form edits: one forward chain, port forwarding, masquerading, and who may talk to the machine itself; or,
 * instead of it, whole rulesets: chains with rules in nft's own language.
 */
export const fields = {
  mode: choice(['form', 'ruleset'], { default: 'form' }),
  /** Without a condition, a rule just added would let everything through before anything was filled in. */
  rules: table(ruleColumns, { ordered: true, newRow: { protocol: 'tcp', ports: '443' }, ...inForm }),
  policy: choice(['drop', 'accept'], { default: 'drop', ...inForm }),
  stateful: toggle({ default: true, ...inForm }),
  portForwarding: table(forwardingColumns, { ordered: true, ...inForm }),
  masquerade: toggle({ default: true, ...inForm }),
  hairpin: toggle({ default: false, ...inForm }),
  inputRules: table(ownRuleColumns, { ordered: true, ...inForm }),
  inputPolicy: choice(['drop', 'accept'], { default: 'drop', ...inForm }),
  inputInside: toggle(inForm),
  chains: table(chainColumns, { ordered: true, maxRows: limits.chains, ...inRuleset }),
  sets: table(setColumns, { maxRows: limits.chains, ...inRuleset }),
  forwarding: toggle({ default: true }),
}

export type Settings = SettingsOf<typeof fields>
export type RuleRow = SettingsOf<typeof ruleColumns>
export type OwnRuleRow = SettingsOf<typeof ownRuleColumns>
export type ForwardingRow = SettingsOf<typeof forwardingColumns>
export type ChainRow = SettingsOf<typeof chainColumns>
export type SetRow = SettingsOf<typeof setColumns>

export const sections: readonly Section[] = [
  { code: 'rules', fields: ['mode', 'rules', 'policy', 'stateful', 'chains', 'sets'] },
  { code: 'translation', fields: ['portForwarding', 'masquerade', 'hairpin'] },
  { code: 'own', fields: ['inputRules', 'inputPolicy', 'inputInside', 'forwarding'], advanced: true },
]

/** A rule for the machine itself with every unset column at its default. */
export function ownRuleRow(row: Partial<OwnRuleRow>): OwnRuleRow {
  return {
    name: undefined,
    enabled: true,
    action: 'accept',
    rejectWith: 'port-unreachable',
    protocol: 'any',
    from: undefined,
    to: undefined,
    ports: undefined,
    interfaceIn: undefined,
    ...row,
  }
}

/** A rule with every unset column at its default. */
export function ruleRow(row: Partial<RuleRow>): RuleRow {
  return { ...ownRuleRow({}), interfaceOut: undefined, state: 'any', ...row }
}

/** A port forwarding with every unset column at its default. */
export function forwardingRow(row: Partial<ForwardingRow>): ForwardingRow {
  return {
    name: undefined,
    enabled: true,
    protocol: 'tcp',
    port: undefined,
    to: undefined,
    toPort: undefined,
    ...row,
  }
}
