import { code, list, nested, seconds, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTable } from '../contract/state-table.ts'
import type en from './client-texts.en.ts'
import type { NameCache } from './client.ts'

const say = speaker<typeof en>('')

/** The names that a client still knows; `prefix` is the program under whose name the shared texts are said. */
export function nameTable(prefix: string, names: NameCache, now: number): StateTable {
  const own = (message: Message): Message => ({ ...message, code: `${prefix}${message.code}` })
  return {
    code: 'state.names',
    columns: ['state.names.name', 'state.names.type', 'state.names.addresses', 'state.names.left'],
    rows: Object.entries(names)
      .filter(([, { until }]) => until > now)
      .map(([key, { addresses, rcode, until }]) => {
        const [name = key, type = ''] = key.split(' ')
        const none = rcode === 'NXDOMAIN' ? say('state-no-name') : say('state-no-data')
        return [
          text(name),
          code(type),
          addresses.length > 0 ? list(addresses.map(code)) : nested(own(none)),
          seconds(Math.ceil((until - now) / 1000)),
        ]
      }),
  }
}
