import { clientSections, deriveClient } from '../common/client-fields.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** Chromium 156. Name look-ups, port checks and pings are what the machine's own tools would do. */
export const chromium = declareProgram({
  id: 'chromium',
  name: 'Chromium',
  profiles: ['156'],
  serves: undefined,
  forwards: false,
  sends: true,
  fields,
  sections: [
    ...clientSections,
    { code: 'cache', fields: ['httpCache'] },
    { code: 'foreign', fields: ['thirdPartyCookies', 'corsRules', 'httpsFirst'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: deriveClient,
  services: () => [],
  stateTables: () => import('./state-tables.ts'),
})
