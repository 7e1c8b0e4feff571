import { code, ms, number } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { commandTag, refuse, sqlError, sqlResult, writes } from '../common/sql-answers.ts'
import type { Context, Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import type { Behaviour } from '../contract/program.ts'
import type { SqliteSettings } from './fields.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('sqlite')

// A type, not an interface: only types are known to be plain JSON.
type State = {
  /** Virtual ms until which those who write now have the file to themselves. */
  writtenUntil: number
}
type Sqlite = Context<SqliteSettings, State>

const initialState = (): State => ({ writtenUntil: 0 })

export const behaviour: Behaviour<SqliteSettings, State> = { initialState, handle }

function* handle(context: Sqlite, { message }: Incoming): Process<Reply> {
  const { fileName, hasDirectory, hasTables, queryMs, rows } = context.settings
  const file = code(fileName)
  if (message.protocol !== 'sql') {
    return { type: 'close', because: context.step('failed', say('not-sql', { file })) }
  }
  if (!hasDirectory) {
    return refuse(context, say('no-directory', { file }), 'unable to open database file', 'hasDirectory')
  }
  const isWrite = writes(message.text)
  // The statement is compiled first, and for that the schema is read, which an exclusive lock forbids.
  const locked = yield* waitForLock(context, isWrite)
  if (locked) return sqlError('database is locked', locked)
  if (!hasTables) {
    return refuse(context, say('no-table', { file }), 'no such table: produkte', 'hasTables')
  }
  context.step('worked', say(isWrite ? 'written' : 'read', { file, query: code(message.text), time: ms(queryMs) }))
  yield* context.work(queryMs)
  const found = isWrite ? 1 : rows
  const because = context.step('answered', say(isWrite ? 'changed' : 'rows', { rows: number(found) }))
  // SQLite hands its rows over without a tag; this one stands for them.
  return sqlResult(commandTag(isWrite, found), found, because)
}

/** Waits for whoever writes; the step that says so where the patience for that ends. */
function* waitForLock(context: Sqlite, isWrite: boolean): Process<StepRef | undefined> {
  const { settings, state } = context
  const patience = settings.busyTimeoutMs
  const isShutOut = settings.otherLock === 'exclusive' || (isWrite && settings.otherLock === 'write')
  const turn = isWrite ? Math.max(0, state.writtenUntil - context.now()) : 0
  if (isShutOut || turn > patience) {
    yield* context.work(patience)
    const words = say(isWrite ? 'locked' : 'locked-for-all', { time: ms(patience) })
    return context.step('failed', words, { setting: isShutOut ? 'otherLock' : 'busyTimeoutMs' })
  }
  // Who comes next waits for this one too.
  if (isWrite) state.writtenUntil = context.now() + turn + settings.queryMs
  if (turn > 0) {
    context.step('worked', say('waits-for-writer', { time: ms(turn) }))
    yield* context.work(turn)
  }
  return undefined
}
