import { choice, line, port, table, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import type { Section } from '../contract/program.ts'

const ruleColumns = {
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

/** What the form edits: one forward chain, port forwarding, masquerading, and who may talk to the firewall itself. */
export const fields = {
  /** Without a condition, a rule just added would let everything through before anything was filled in. */
  rules: table(ruleColumns, { ordered: true, newRow: { protocol: 'tcp', ports: '443' } }),
  policy: choice(['drop', 'accept'], { default: 'drop' }),
  stateful: toggle({ default: true }),
  portForwarding: table(forwardingColumns, { ordered: true }),
  masquerade: toggle({ default: true }),
  hairpin: toggle({ default: false }),
  inputPolicy: choice(['drop', 'accept'], { default: 'drop' }),
}

export type Settings = SettingsOf<typeof fields>
export type RuleRow = SettingsOf<typeof ruleColumns>
export type ForwardingRow = SettingsOf<typeof forwardingColumns>

export const sections: readonly Section[] = [
  { code: 'rules', fields: ['rules', 'policy', 'stateful'] },
  { code: 'translation', fields: ['portForwarding', 'masquerade', 'hairpin'] },
  { code: 'own', fields: ['inputPolicy'], advanced: true },
]

/** A rule with every unset column at its default. */
export function ruleRow(row: Partial<RuleRow>): RuleRow {
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
    interfaceOut: undefined,
    state: 'any',
    ...row,
  }
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
