import { isDeviceId } from '../common/peers.ts'
import type { Wiring } from '../contract/wiring.ts'
import { serverRow, type ServerRow } from './fields.ts'
import type { Proxy, Server } from './model.ts'

export interface Place {
  /** Unset: no cable leads there. */
  readonly address: string | undefined
  readonly port: number
}

/** What unset means: whoever answers HTTP at the end of the cables, in their order. */
export function derivedServers(wiring: Wiring): readonly ServerRow[] {
  return wiring.leadsTo.filter(({ serves }) => serves === 'http').map(({ id }) => serverRow({ server: id }))
}

type Way = Pick<Proxy, 'mode' | 'isNamed'>

/**
 * Where a server is reached by a client that came to `port`. Mode `tcp` keeps the port (manual section 5, "server"),
 * unless nobody listens there: then unset means where the server speaks plain HTTP. Mode `http` has read the request,
 * so it goes where the server speaks what is wanted.
 */
export function placeOf(
  server: Pick<Server, 'target' | 'port' | 'tls'>,
  port: number,
  { mode }: Way,
  wiring: Wiring,
): Place {
  const { target } = server
  const id = isDeviceId(target) ? target : wiring.ownerOf(target)
  const address = isDeviceId(target) ? wiring.addressOf(target) : target
  if (server.port !== undefined) return { address, port: server.port }
  const services = id === undefined ? [] : wiring.servicesOf(id)
  if (mode === 'tcp') {
    const sameOrPlain = services.find((one) => one.port === port) ?? services.find(({ speaks }) => speaks === 'http')
    return { address, port: sameOrPlain?.port ?? port }
  }
  const wanted = server.tls ? 'https' : 'http'
  const service = services.find(({ speaks }) => speaks === wanted)
  return { address, port: service?.port ?? (server.tls ? 443 : 80) }
}

/** Where checks go: like clients, and of several ports to the first one on which the server listens. */
export function checkPlaceOf(server: Server, proxy: Proxy, ports: readonly number[], wiring: Wiring): Place {
  const { address, port } = server.check
  const id = isDeviceId(server.target) ? server.target : wiring.ownerOf(server.target)
  const services = id === undefined ? [] : wiring.servicesOf(id)
  const used = ports.find((one) => services.some((service) => service.port === one)) ?? ports[0] ?? 80
  const place = placeOf(server, used, proxy, wiring)
  return { address: address ?? place.address, port: port ?? place.port }
}
