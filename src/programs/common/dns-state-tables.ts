import { code, list, nested, seconds, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTable } from '../contract/state-table.ts'
import type { DnsCache } from './dns-cache.ts'
import type en from './dns-texts.en.ts'

const say = speaker<typeof en>('')

/** What a resolver has learnt and not yet forgotten; `prefix` is the program under whose name the texts are said. */
export function cacheTable(prefix: string, cache: DnsCache, now: number): StateTable {
  const own = (message: Message): Message => ({ ...message, code: `${prefix}${message.code}` })
  return {
    code: 'state.cache',
    columns: ['state.cache.name', 'state.cache.type', 'state.cache.data', 'state.cache.left'],
    rows: Object.entries(cache)
      .filter(([, { until }]) => until > now)
      .map(([key, { records, rcode, until }]) => {
        const [name = '', type = ''] = key.split(' ')
        const none = rcode === 'NXDOMAIN' ? say('state-no-name') : say('state-no-data')
        return [
          text(name === '' ? '.' : name),
          code(type),
          records.length > 0 ? list(records.map(({ data }) => code(data))) : nested(own(none)),
          seconds(Math.ceil((until - now) / 1000)),
        ]
      }),
  }
}
