import { dnsServices, namesOf, serversToAsk } from '../common/dns-server.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** dnsmasq 2.90: names of a small network, and everything else handed on and kept. */
export const dnsmasq = declareProgram({
  id: 'dnsmasq',
  name: 'dnsmasq',
  profiles: ['2.90'],
  serves: 'dns',
  forwards: false,
  fields,
  sections: [
    { code: 'asking', fields: ['servers', 'cacheSize'] },
    { code: 'own', fields: ['hosts', 'domains', 'aliases'] },
    { code: 'rules', fields: ['localDomains', 'stopRebind', 'localTtl'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: (wiring) => ({ servers: serversToAsk(wiring) }),
  services: dnsServices,
  names: ({ hosts = [], aliases = [] }) => namesOf([...hosts, ...aliases]),
  findings: () => import('./findings.ts'),
  stateTables: () => import('./state-tables.ts'),
  configText: () => import('./config-text.ts'),
})
