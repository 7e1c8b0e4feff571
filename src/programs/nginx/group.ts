import { text, type Value } from '../../model/message.ts'
import { hostOf, placeOf, serversBehind, serverValue, type Place } from '../common/peers.ts'
import type { Wiring } from '../contract/wiring.ts'
import { newPeerState, type Peer } from './balance.ts'
import type { GroupServer, UpstreamGroup } from './directive.ts'
import type { NginxContext } from './exchange.ts'
import type { UpstreamRow } from './fields.ts'
import type { PassTarget } from './pass-target.ts'
import { plainRow } from './tree-simple.ts'

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
  readonly settings: UpstreamGroup
  readonly servers: readonly Server[]
  readonly host: string
}

/** What the cables lead to, as an upstream. */
export const derivedUpstreams = (wiring: Wiring): readonly UpstreamRow[] => serversBehind(wiring).map(plainRow)

/** The servers that a request may go to. Makes their memory where there is none. */
export function groupOf(target: PassTarget, { wiring, state }: Pick<NginxContext, 'wiring' | 'state'>): Group {
  const { group } = target
  const servers = group.servers.map(({ row, setting }, index): Server => {
    const name = nameOf(row, wiring)
    const place = placeOf(name, row.port, wiring)
    const key = peerKey(group, index, `${name}:${place.port}`)
    const memory = (state.peers[key] ??= newPeerState(row.weight))
    const label = row.host !== undefined && name === row.host ? text(row.host) : serverValue(name, wiring)
    return {
      row,
      state: memory,
      place: isKnown(name, wiring) ? place : { ...place, address: undefined },
      label,
      setting,
    }
  })
  const [only] = servers
  const isAlone = group.isImplicit === true && only !== undefined && servers.length === 1
  // In the simple form the setting names a device, not an address.
  const host = target.origin.group && isAlone ? hostOf(only.place) : target.proxyHost
  return { settings: group, servers, host }
}

/** Which server of which group: every group remembers its own. */
export const peerKey = (group: UpstreamGroup, index: number, place: string): string =>
  `${place}#${group.isImplicit ? 'only' : group.setting === 'upstreams' ? index : `${group.name}.${index}`}`

/** A name is that of a device here, as far as a cable leads to it. */
function nameOf({ server, host }: GroupServer, wiring: Wiring): string {
  if (host === undefined) return server ?? ''
  const wanted = host.toLowerCase()
  return [...wiring.leadsTo, ...wiring.ledFrom].find((peer) => peer.name.toLowerCase() === wanted)?.id ?? host
}

const isKnown = (name: string, wiring: Wiring): boolean =>
  /^[\d.]+$|:/.test(name) ||
  wiring.peer(name) !== undefined ||
  wiring.ownerOf(name) !== undefined ||
  /^d\d+$/.test(name)
