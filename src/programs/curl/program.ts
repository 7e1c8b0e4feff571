import { clientProgram, clientSections } from '../common/client-fields.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** curl 7.88 with the system's resolver. */
export const curl = declareProgram({
  ...clientProgram,
  id: 'curl',
  name: 'curl',
  profiles: ['7.88'],
  fields,
  sections: [
    { code: 'options', fields: ['insecure', 'followRedirects', 'maxRedirects', 'cachesNames'] },
    ...clientSections,
  ],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  stateTables: () => import('./state-tables.ts'),
})
