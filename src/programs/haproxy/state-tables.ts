import { nested, number, seconds } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTables } from '../contract/state-table.ts'
import type { Settings } from './fields.ts'
import { isUp } from './health.ts'
import { serversOf } from './servers.ts'
import type { ServerState, State } from './state.ts'
import type en from './texts.en.ts'
import { nameOf } from './words.ts'

const say = speaker<typeof en>('haproxy')

/** What the statistics page of HAProxy shows of each server. */
export const stateTables: StateTables<Settings, State> = (state, { settings, wiring, now, checks }) => [
  {
    code: 'state.servers',
    columns: [
      'state.servers.server',
      'state.servers.condition',
      'state.servers.connections',
      'state.servers.sessions',
      'state.servers.next-check',
    ],
    rows: serversOf(settings).flatMap((server) => {
      const known = state.servers[server.key]
      if (!known) return []
      const due = checks[server.key]
      return [
        [
          nameOf(server, wiring),
          nested(conditionOf(known, settings)),
          number(known.connections),
          number(known.sessions),
          due === undefined ? undefined : seconds(Math.max(0, Math.ceil((due - now) / 1000))),
        ],
      ]
    }),
  },
]

/** As HAProxy writes it: `UP 2/3` is up after two of three bad checks. */
function conditionOf({ health }: ServerState, settings: Settings) {
  const { rise, fall } = settings
  if (!settings.check) return say('state-unchecked')
  if (!isUp(health, settings)) {
    return health === 0 ? say('state-down') : say('state-coming', { good: number(health), rise: number(rise) })
  }
  const lost = rise + fall - 1 - health
  return lost === 0 ? say('state-up') : say('state-going', { bad: number(lost), fall: number(fall) })
}
