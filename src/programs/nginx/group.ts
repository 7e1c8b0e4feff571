import type { Value } from '../../model/message.ts'
import { hostOf, placeOf, serversBehind, serverValue, type Place } from '../common/peers.ts'
import type { Wiring } from '../contract/wiring.ts'
import { newPeerState, type Peer } from './balance.ts'
import type { NginxSettings, UpstreamRow } from './fields.ts'
import type { LocationMatch } from './location.ts'
import type { NginxState } from './state.ts'

/** A server behind, ready to be asked. */
export interface Server extends Peer {
  readonly place: Place
  /** For messages. */
  readonly label: Value
  /** The setting that names it. */
  readonly setting: string
}

/** The servers that a location hands on to; `host` is what `$proxy_host` says. */
export interface Group {
  readonly servers: readonly Server[]
  readonly host: string
}

/** A server as it stands when nothing more is said of it. */
export const plainRow = (server: string): UpstreamRow => ({
  server,
  port: undefined,
  weight: 1,
  maxFails: 1,
  failTimeoutMs: 10_000,
  backup: false,
  down: false,
})

/** What the cables lead to, as an upstream. */
export const derivedUpstreams = (wiring: Wiring): readonly UpstreamRow[] => serversBehind(wiring).map(plainRow)

/** The servers for a location: its own one, else all upstreams. Makes their memory where there is none. */
export function groupFor(match: LocationMatch, settings: NginxSettings, wiring: Wiring, state: NginxState): Group {
  const { server } = match.row
  const rows = (settings.upstreams ?? []).map((row, index) => ({ row, setting: `upstreams[${index}]` }))
  const known = rows.filter(({ row }) => row.server !== undefined)
  const own = known.find(({ row }) => row.server === server)?.row
  const chosen =
    server === undefined
      ? known
      : // A proxy_pass to one server is no upstream group: nothing marks it as backup or down.
        [{ row: { ...plainRow(server), port: own?.port }, setting: `locations[${match.index ?? 0}].server` }]
  const servers = chosen.map(({ row, setting }, index) => {
    const place = placeOf(row.server ?? '', row.port, wiring)
    const key = `${row.server ?? ''}:${place.port}#${server === undefined ? index : 'only'}`
    const memory = (state.peers[key] ??= newPeerState(row.weight))
    return { row, state: memory, place, label: serverValue(row.server ?? '', wiring), setting }
  })
  const [only] = servers
  return { servers, host: only && servers.length === 1 ? hostOf(only.place) : 'backend' }
}
