import { certificateSettings } from '../common/tls-fields.ts'
import { declareProgram } from '../contract/program.ts'
import { fields, isStructured, sections } from './fields.ts'
import { derivedServers } from './servers.ts'
import { services } from './sockets.ts'

const stays = new Set<string>(['sections', ...certificateSettings])
const simpleSettings = Object.keys(fields).filter((name) => !stays.has(name))

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
  // Sections with a frontend stand in the place of the simple form.
  rests: (settings) => (isStructured(settings) ? simpleSettings : []),
  services,
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
  configText: () => import('./config-text.ts'),
})
