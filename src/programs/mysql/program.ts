import { sqlServer } from '../common/sql-server.ts'
import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** MySQL 8.0 with InnoDB: a database server on the network. */
export const mysql = declareProgram({
  ...sqlServer('mysql', fields, ['rowsLockedMs', 'lockWaitMs']),
  name: 'MySQL',
  profiles: ['8.0'],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
})
