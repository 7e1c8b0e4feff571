import { text, type Value } from '../../model/message.ts'
import { hostOf, isDeviceId, placeOf, serverValue, type Place } from '../common/peers.ts'
import type { Wiring } from '../contract/wiring.ts'
import { newPeerState, type Peer } from './balance-peers.ts'
import type { GroupServer, UpstreamGroup } from './directive.ts'
import type { Exchange } from './exchange.ts'
import type { PassTarget } from './pass-target.ts'
import { isShared } from './upstream-workers.ts'

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

/** The servers that a request may go to. Makes their memory where there is none. */
export function groupOf(target: PassTarget, { context, worker }: Pick<Exchange, 'context' | 'worker'>): Group {
  const { wiring, state } = context
  const { group } = target
  const owner = worker === 0 || isShared(group) ? '' : `@${worker}`
  const servers = group.servers.map(({ row, setting }, index): Server => {
    const found = nameOf(row, wiring)
    const place = placeOf(found, portOf(group, row), wiring)
    const key = `${peerKey(group, index, `${found}:${place.port}`)}${owner}`
    const memory = (state.peers[key] ??= newPeerState(row.weight))
    const isHost = row.host !== undefined && found === row.host
    return {
      row,
      state: memory,
      name: writtenName(row, place),
      place: isKnown(found, wiring) ? place : { ...place, address: undefined },
      label: isHost ? text(found) : serverValue(found, wiring),
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
const peerKey = (group: UpstreamGroup, index: number, place: string): string =>
  `${place}#${group.isImplicit ? 'only' : group.setting === 'upstreams' ? index : `${group.name}.${index}`}`

/** What the name under which a server is remembered says; no index where `proxy_pass` names the server itself. */
export function partsOfKey(key: string): {
  readonly server: string
  readonly group: string | undefined
  readonly index: number | undefined
  readonly worker: number | undefined
} {
  const [, server = key, group, index, worker] = /^(.*?):\d+#(?:(.*)\.)?(only|\d+)(?:@(\d+))?$/.exec(key) ?? []
  return {
    server,
    group,
    index: index === undefined || index === 'only' ? undefined : Number(index),
    worker: worker === undefined ? undefined : Number(worker),
  }
}

/** In an `upstream` block an address or a name without a port means port 80; a device has a port of its own. */
function portOf({ setting }: UpstreamGroup, { server = '', host, port }: GroupServer): number | undefined {
  const isWritten = setting !== 'upstreams' && (host !== undefined || !isDeviceId(server))
  return port ?? (isWritten ? 80 : undefined)
}

/** As the directive has it: the port only where it is written. */
function writtenName({ server = '', host, port }: GroupServer, { address = '' }: Place): string {
  const name = host ?? (isDeviceId(server) ? address : server)
  const bracketed = name.includes(':') ? `[${name}]` : name
  return port === undefined ? bracketed : `${bracketed}:${port}`
}

const nameOf = ({ server, host }: GroupServer, wiring: Wiring): string =>
  host === undefined ? (server ?? '') : (deviceNamed(host, wiring) ?? host)

/** A name is that of a device to which a cable leads, from here or hither. */
export function deviceNamed(host: string, wiring: Wiring): string | undefined {
  const wanted = host.toLowerCase()
  return [...wiring.leadsTo, ...wiring.ledFrom].find((peer) => peer.name.toLowerCase() === wanted)?.id
}

const isKnown = (name: string, wiring: Wiring): boolean =>
  /^[\d.]+$|:/.test(name) ||
  wiring.peer(name) !== undefined ||
  wiring.ownerOf(name) !== undefined ||
  /^d\d+$/.test(name)
