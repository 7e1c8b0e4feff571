import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** PostgreSQL 15: a database server on the network. */
export const postgresql = declareProgram({
  id: 'postgresql',
  name: 'PostgreSQL',
  profiles: ['15'],
  serves: 'sql',
  forwards: false,
  fields,
  sections: [
    { code: 'access', fields: ['port', 'listenAddress', 'acceptsPassword', 'login'] },
    { code: 'data', fields: ['hasTables', 'mayUseTables', 'rows', 'queryMs'] },
    { code: 'limits', fields: ['maxConnections', 'otherConnections', 'tableLockedMs'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: () => ({}),
  services: ({ port, listenAddress }) => [
    {
      port,
      protocol: 'tcp',
      speaks: 'sql',
      tls: false,
      ...(listenAddress === 'localhost' ? { address: '127.0.0.1' } : {}),
    },
  ],
  findings: () => import('./findings.ts'),
})
