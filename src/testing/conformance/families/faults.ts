import type { NetworkBuilder } from '../../network.ts'
import type { Script } from '../scripted.ts'

/** Says who answered. */
export const servedByHeader = 'X-Served-By'

/** What a recorder's server does under a fault, in the recorder's word for it: `status=503`, `delay=2.5`, `rst=1`. */
export function behaviourUnder(fault: string | undefined, letter: string): ReturnType<Script> {
  const [kind = '', value = ''] = (fault ?? '').split('=')
  const headers = [[servedByHeader, letter]] as const
  const fine = { status: 200, body: letter, headers }
  switch (kind) {
    case 'status':
      return { status: Number(value), headers }
    case 'delay':
      return { ...fine, delayMs: Number(value) * 1000 }
    case 'close':
      return 'close'
    case 'rst':
      return 'reset'
    case 'hang':
      return 'silence'
    case 'bad':
    case 'junk':
    case 'garbage':
      return { raw: badAnswers[value] ?? 'this is no HTTP\r\n\r\n' }
    case 'bad2':
      return { raw: badAnswers['2'] ?? '' }
    case 'big':
      return { ...fine, headers: [...headers, ['X-Big', 'x'.repeat(Number(value) > 1 ? Number(value) : 20_000)]] }
    case 'half':
      return { ...fine, headers: [...headers, ['Content-Length', '100']], body: 'half', bytes: 50 }
    default:
      return fine
  }
}

/** `bad=1` is no HTTP from the first byte on, `bad=2` has a header line that is none. */
const badAnswers: Readonly<Record<string, string>> = {
  2: 'HTTP/1.1 200 OK\r\nbroken header line\r\n\r\n',
}

const silentRoute = { destination: '10.20.0.0/25', action: 'blackhole' } as const

/** What happens to a server besides what it answers: by the recorder's word for it. */
export const serverChanges: Readonly<Record<string, (net: NetworkBuilder, server: string) => void>> = {
  dead: (net, server) => net.change(server, { service: false }),
  kill: (net, server) => net.change(server, { service: false }),
  start: (net, server) => net.change(server, { service: true }),
  blackhole: (net, server) => net.change(server, { routes: [silentRoute] }),
  heal: (net, server) => net.change(server, { routes: [] }),
}
