import { ms, nested } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTables } from '../contract/state-table.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('sqlite')

/** Who writes has the file to itself until then. */
export const stateTables: StateTables<unknown, { readonly writtenUntil: number }> = ({ writtenUntil }, { now }) => [
  {
    code: 'state.lock',
    columns: ['state.lock.held'],
    rows: writtenUntil > now ? [[nested(say('state-written', { left: ms(writtenUntil - now) }))]] : [],
  },
]
