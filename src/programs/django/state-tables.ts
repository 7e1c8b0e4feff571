import { ms, nested, number } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTables } from '../contract/state-table.ts'
import type { DjangoSettings } from './fields.ts'
import type en from './texts.en.ts'
import type { State, WorkerState } from './worker.ts'

const say = speaker<typeof en>('django')

/** What gunicorn's workers are at. */
export const stateTables: StateTables<DjangoSettings, State> = ({ workers }, { now }) => [
  {
    code: 'state.workers',
    columns: ['state.workers.worker', 'state.workers.condition'],
    rows: workers.map((worker, index) => [number(index + 1), nested(conditionOf(worker, now))]),
  },
]

function conditionOf({ isBusy, freeAt, isWarm }: WorkerState, now: number) {
  if (isBusy || freeAt > now)
    return freeAt > now ? say('state-busy-for', { left: ms(freeAt - now) }) : say('state-busy')
  return isWarm ? say('state-free') : say('state-cold')
}
