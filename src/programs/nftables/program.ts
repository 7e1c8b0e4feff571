import { declareProgram } from '../contract/program.ts'
import { derive } from './derive.ts'
import { fields, sections } from './fields.ts'

/** Linux' packet filter. The form edits one forward chain, port forwarding and masquerading. */
export const nftables = declareProgram({
  id: 'nftables',
  name: 'nftables',
  profiles: ['1.0.6'],
  serves: 'network',
  forwards: true,
  isForwarding: ({ forwarding }) => forwarding,
  hostFilterFields: ['mode', 'inputRules', 'inputPolicy', 'inputInside', 'chains', 'sets'],
  fields,
  sections,
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive,
  services: () => [],
  publishes: ({ portForwarding }) =>
    (portForwarding ?? []).flatMap(({ enabled, to }) => (enabled && to?.startsWith('d') ? [to] : [])),
  stateTables: () => import('./state-tables.ts'),
  configText: () => import('./config-text.ts'),
  findings: () => import('./findings.ts'),
})
