import { code, ms, nested, number, seconds, text, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTables } from '../contract/state-table.ts'
import { modelOf } from './compile.ts'
import type { Settings } from './fields.ts'
import { isUp } from './health.ts'
import type { Server } from './model.ts'
import type { ServerState, State } from './state.ts'
import type en from './texts.en.ts'
import { nameOf } from './words.ts'

const say = speaker<typeof en>('haproxy')

/** What the statistics page of HAProxy shows of each server, and what it wrote to its log. */
export const stateTables: StateTables<Settings, State> = (state, { settings, wiring, now, checks }) => {
  const servers = modelOf(settings).proxies.flatMap((proxy) => proxy.servers)
  const nameOfKey = (key: string): Value => {
    const server = servers.find((one) => one.key === key)
    return server ? nameOf(server, wiring) : text(key)
  }
  return [
    {
      code: 'state.servers',
      columns: [
        'state.servers.server',
        'state.servers.condition',
        'state.servers.connections',
        'state.servers.sessions',
        'state.servers.next-check',
        'state.servers.result',
        'state.servers.waiting',
      ],
      rows: servers.flatMap((server) => {
        const known = state.servers[server.key]
        if (!known) return []
        const due = checks[server.key]
        return [
          [
            nameOf(server, wiring),
            nested(conditionOf(known, server)),
            number(known.connections),
            number(known.sessions),
            due === undefined ? undefined : seconds(Math.max(0, Math.ceil((due - now) / 1000))),
            known.result === '' ? undefined : code(known.result),
            number(known.queue.length),
          ],
        ]
      }),
    },
    {
      code: 'state.log',
      columns: ['state.log.at', 'state.log.server', 'state.log.event', 'state.log.reason'],
      rows: state.log.map(({ at, server, event, reason }) => [
        ms(Math.round(at)),
        nameOfKey(server),
        nested(say(logCodes[event])),
        code(reason),
      ]),
    },
  ]
}

const logCodes = {
  up: 'state-log-up',
  down: 'state-log-down',
  drained: 'state-log-drained',
} as const

/** As HAProxy writes it: `UP 2/3` is up after two of three bad checks. */
function conditionOf({ health, isDrained }: ServerState, { isChecked, check }: Server) {
  const { rise, fall } = check
  if (!isChecked) return say('state-unchecked')
  if (!isUp(health, check)) {
    return health === 0 ? say('state-down') : say('state-coming', { good: number(health), rise: number(rise) })
  }
  if (isDrained) return say('state-drained')
  const lost = rise + fall - 1 - health
  return lost === 0 ? say('state-up') : say('state-going', { bad: number(lost), fall: number(fall) })
}
