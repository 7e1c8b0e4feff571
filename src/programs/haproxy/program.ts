import { defineProgram } from '../contract/program.ts'
import type { Service } from '../contract/wiring.ts'
import { checks } from './checks.ts'
import { fields, sections, type Settings } from './fields.ts'
import { handle } from './handle.ts'
import { derivedServers } from './servers.ts'
import { initialState } from './state.ts'

/** HAProxy 2.6: load balancer, and reverse proxy in mode `http`. */
export const haproxy = defineProgram({
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
  initialState,
  derive: (wiring) => ({ servers: derivedServers(wiring) }),
  services,
  handle,
  checks,
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
})

/** In mode `tcp` it does not know what is spoken. A port is bound once, by the first frontend that names it. */
function services({ mode, frontends }: Settings): readonly Service[] {
  return frontends
    .filter(({ port }, index) => frontends.findIndex((one) => one.port === port) === index)
    .map(({ port, tls }): Service => {
      if (mode === 'tcp') return { port, protocol: 'tcp', speaks: 'tcp', tls: false }
      return { port, protocol: 'tcp', speaks: tls ? 'https' : 'http', tls }
    })
}
