import { normaliseName } from '../../protocols/dns/name.ts'
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
  derive: (wiring) => ({
    forwardTo: wiring.leadsTo.filter((peer) => peer.serves === 'dns').map((peer) => peer.id),
  }),
  services: () => [
    { port: 53, protocol: 'udp', speaks: 'dns', tls: false },
    { port: 53, protocol: 'tcp', speaks: 'dns', tls: false },
  ],
  names: (settings) =>
    (settings.localData ?? []).flatMap(({ name }) => (name === undefined ? [] : [normaliseName(name)])),
  findings: () => import('./findings.ts'),
  stateTables: () => import('./state-tables.ts'),
})
