import { clientSections, deriveClient } from '../common/client-fields.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** curl 7.88 with the system's resolver. */
export const curl = declareProgram({
  id: 'curl',
  name: 'curl',
  profiles: ['7.88'],
  serves: undefined,
  forwards: false,
  sends: true,
  fields,
  sections: [
    { code: 'options', fields: ['insecure', 'followRedirects', 'maxRedirects', 'cachesNames'] },
    ...clientSections,
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: deriveClient,
  services: () => [],
  stateTables: () => import('./state-tables.ts'),
})
