import { dnsServices, namesOf, serversToAsk } from '../common/dns-server.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** unbound 1.17: looks names up for others, from the root or through forwarders, and keeps what it learns. */
export const unbound = declareProgram({
  id: 'unbound',
  name: 'unbound',
  profiles: ['1.17'],
  serves: 'dns',
  forwards: false,
  fields,
  sections: [
    { code: 'asking', fields: ['forwardTo', 'rootServers'] },
    { code: 'own', fields: ['localData', 'roundRobin'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: (wiring) => ({ forwardTo: serversToAsk(wiring) }),
  services: dnsServices,
  names: ({ localData = [] }) => namesOf(localData),
  findings: () => import('./findings.ts'),
  stateTables: () => import('./state-tables.ts'),
})
