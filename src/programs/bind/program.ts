import { dnsServices, namesOf } from '../common/dns-server.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** BIND 9.18 as an authoritative server (`recursion no`). */
export const bind = declareProgram({
  id: 'bind',
  name: 'BIND',
  profiles: ['9.18'],
  serves: 'dns',
  forwards: false,
  fields,
  sections: [
    { code: 'records', fields: ['records'] },
    { code: 'zones', fields: ['zones', 'negativeTtl'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive(wiring) {
    const entry = wiring.entry()
    if (!entry) return {}
    return { records: [{ name: 'www.example.com', type: 'A', target: entry.id, value: undefined, ttl: 300 } as const] }
  },
  services: dnsServices,
  names: ({ records = [] }) =>
    namesOf(records.filter(({ type }) => type === 'A' || type === 'AAAA' || type === 'CNAME')),
  findings: () => import('./findings.ts'),
  configText: () => import('./config-text.ts'),
})
