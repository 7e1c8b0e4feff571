import { code, ms, number } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { duration, integer, line, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import type { Context, Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { defineProgram } from '../contract/program.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('sqlite')

const fields = {
  fileName: line({ maxLength: 200, default: 'db.sqlite3' }),
  hasTables: toggle({ default: true }),
  rows: integer({ min: 0, max: 1_000_000, default: 12 }),
  queryMs: duration({ max: 600_000, default: 2 }),
}

type Settings = SettingsOf<typeof fields>

/** SQLite 3.40: no server, a library in the app that reads and writes one file. */
export const sqlite = defineProgram({
  id: 'sqlite',
  name: 'SQLite',
  profiles: ['3.40'],
  serves: 'sql',
  forwards: false,
  embedded: true,
  fields,
  sections: [
    { code: 'file', fields: ['fileName', 'hasTables', 'rows'] },
    { code: 'speed', fields: ['queryMs'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  initialState: () => null,
  derive: () => ({}),
  services: ({ fileName }) => [{ port: 0, protocol: 'file', speaks: 'sql', tls: false, address: fileName }],
  handle,
  findings: () => import('./findings.ts'),
})

function* handle(context: Context<Settings, null>, { message }: Incoming): Process<Reply> {
  const { fileName, hasTables, queryMs, rows } = context.settings
  const file = code(fileName)
  if (message.protocol !== 'sql') {
    return { type: 'close', because: context.step('failed', say('not-sql', { file })) }
  }
  if (!hasTables) {
    const because = context.step('failed', say('no-table', { file }), { setting: 'hasTables' })
    return { type: 'answer', message: { protocol: 'sql', kind: 'error', text: 'no such table: produkte' }, because }
  }
  const isWrite = !/^select\b/i.test(message.text)
  context.step('worked', say(isWrite ? 'written' : 'read', { file, query: code(message.text), time: ms(queryMs) }))
  yield* context.work(queryMs)
  const found = isWrite ? 1 : rows
  const because = context.step('answered', say(isWrite ? 'changed' : 'rows', { rows: number(found) }))
  return {
    type: 'answer',
    message: { protocol: 'sql', kind: 'result', text: tag(isWrite, found), rows: found },
    because,
  }
}

/** What a result says of itself, as PostgreSQL's command tag does; SQLite hands its rows over without one. */
const tag = (isWrite: boolean, rows: number): string => (isWrite ? `INSERT 0 ${rows}` : `SELECT ${rows}`)
