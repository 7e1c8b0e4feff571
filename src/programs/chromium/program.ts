import { clientProgram, clientSections } from '../common/client-fields.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** Chromium 156. Name look-ups, port checks and pings are what the machine's own tools would do. */
export const chromium = declareProgram({
  ...clientProgram,
  id: 'chromium',
  name: 'Chromium',
  profiles: ['156'],
  fields,
  sections: [
    ...clientSections,
    { code: 'cache', fields: ['httpCache'] },
    { code: 'foreign', fields: ['thirdPartyCookies', 'corsRules', 'httpsFirst'], advanced: true },
  ],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  stateTables: () => import('./state-tables.ts'),
})
