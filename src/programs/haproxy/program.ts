import { defineProgram } from '../contract/program.ts'
import type { Service } from '../contract/wiring.ts'
import { checks } from './checks.ts'
import { modelOf } from './compile.ts'
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
  configText: () => import('./config-text.ts'),
})

/** In mode `tcp` it does not know what is spoken. A place is bound once, by the first frontend that names it. */
function services(settings: Settings): readonly Service[] {
  const binds = modelOf(settings).proxies.flatMap(({ mode, binds: own }) => own.map((bind) => ({ ...bind, mode })))
  // Without the key that belongs to its certificate HAProxy does not start.
  if (binds.some(({ tls }) => tls) && settings.certificateKey !== 'fits') return []
  return binds
    .filter(
      ({ port, address }, index) => binds.findIndex((one) => one.port === port && one.address === address) === index,
    )
    .map(({ port, tls, address, mode }): Service => {
      const place = { port, protocol: 'tcp', ...(address === undefined ? {} : { address }) } as const
      return mode === 'tcp' ? { ...place, speaks: 'tcp', tls } : { ...place, speaks: tls ? 'https' : 'http', tls }
    })
}
