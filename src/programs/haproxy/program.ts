import { declareProgram } from '../contract/program.ts'
import { fields, sections } from './fields.ts'
import { derivedServers } from './servers.ts'
import { services } from './sockets.ts'

/** HAProxy 2.6: load balancer, and reverse proxy in mode `http`. */
export const haproxy = declareProgram({
  id: 'haproxy',
  name: 'HAProxy',
  profiles: ['2.6'],
  serves: 'http',
  forwards: false,
  fields,
  sections,
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: (wiring) => ({ servers: derivedServers(wiring) }),
  services,
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
  configText: () => import('./config-text.ts'),
})
