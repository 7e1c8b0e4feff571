import { normaliseName } from '../../protocols/dns/name.ts'
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
  derive: (wiring) => ({
    servers: wiring.leadsTo.filter((peer) => peer.serves === 'dns').map((peer) => peer.id),
  }),
  services: () => [
    { port: 53, protocol: 'udp', speaks: 'dns', tls: false },
    { port: 53, protocol: 'tcp', speaks: 'dns', tls: false },
  ],
  names: (settings) =>
    [...(settings.hosts ?? []), ...(settings.aliases ?? [])].flatMap(({ name }) =>
      name === undefined ? [] : [normaliseName(name)],
    ),
  findings: () => import('./findings.ts'),
  stateTables: () => import('./state-tables.ts'),
  configText: () => import('./config-text.ts'),
})
