import { code, list, nested, seconds, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTable } from '../contract/state-table.ts'
import type client from './client-texts.en.ts'
import type dns from './dns-texts.en.ts'

interface RememberedName {
  readonly rcode: string
  /** Virtual ms at which it runs out. */
  readonly until: number
}

/** What both clients and resolvers say of a name without anything under it. */
const say = speaker<Pick<typeof client & typeof dns, 'state-no-name' | 'state-no-data'>>('')

/** Rows for names that are still known: `prefix` is the program under whose name the shared texts are said. */
export function rowsOfNames<N extends RememberedName>(
  prefix: string,
  names: Readonly<Record<string, N>>,
  now: number,
  dataOf: (known: N) => readonly string[],
): StateTable['rows'] {
  const own = (message: Message): Message => ({ ...message, code: `${prefix}${message.code}` })
  return Object.entries(names)
    .filter(([, { until }]) => until > now)
    .map(([key, known]) => {
      const [name = '', type = ''] = key.split(' ')
      const data = dataOf(known)
      const none = known.rcode === 'NXDOMAIN' ? say('state-no-name') : say('state-no-data')
      return [
        text(name === '' ? '.' : name),
        code(type),
        data.length > 0 ? list(data.map(code)) : nested(own(none)),
        seconds(Math.ceil((known.until - now) / 1000)),
      ]
    })
}
