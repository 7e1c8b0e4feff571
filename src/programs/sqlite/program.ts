import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** SQLite 3.40: no server, a library in the app that reads and writes one file. */
export const sqlite = declareProgram({
  id: 'sqlite',
  name: 'SQLite',
  profiles: ['3.40'],
  serves: 'sql',
  forwards: false,
  embedded: true,
  fields,
  sections: [
    { code: 'file', fields: ['fileName', 'hasDirectory', 'hasTables', 'rows'] },
    { code: 'locks', fields: ['otherLock', 'busyTimeoutMs'], advanced: true },
    { code: 'speed', fields: ['queryMs'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: () => ({}),
  services: ({ fileName }) => [{ port: 0, protocol: 'file', speaks: 'sql', tls: false, address: fileName }],
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
})
