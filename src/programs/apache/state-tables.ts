import { nested, seconds } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { serverValue } from '../common/peers.ts'
import type { StateTables } from '../contract/state-table.ts'
import { plainRow, type ApacheSettings } from './fields.ts'
import type { ApacheState } from './state.ts'
import type en from './texts.en.ts'
import { isInError } from './workers.ts'

const say = speaker<typeof en>('apache')

/** What Apache's balancer-manager shows of each member. */
export const stateTables: StateTables<ApacheSettings, ApacheState> = ({ workers }, { settings, wiring, now }) => [
  {
    code: 'state.members',
    columns: ['state.members.server', 'state.members.condition'],
    rows: Object.entries(workers).map(([key, state]) => {
      const [, setting = '', server = key] = /^(\S+) (.*):\d+$/.exec(key) ?? []
      const rows = settings.upstreams ?? []
      const row = rows[Number(/^upstreams\[(\d+)\]$/.exec(setting)?.[1])] ?? plainRow(server)
      const left = (state.failedAt ?? 0) + row.retryMs - now
      return [
        serverValue(server, wiring),
        nested(
          isInError({ row, state }, now)
            ? say('state-error', { left: seconds(Math.ceil(left / 1000)) })
            : say('state-ok'),
        ),
      ]
    }),
  },
]
