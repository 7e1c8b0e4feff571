import { sqlServer } from '../common/sql-server.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** PostgreSQL 15: a database server on the network. */
export const postgresql = declareProgram({
  ...sqlServer('postgresql', fields, ['tableLockedMs']),
  name: 'PostgreSQL',
  profiles: ['15'],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
})
