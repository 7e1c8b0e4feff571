import { isDeviceId } from '../common/peers.ts'
import type { Wiring } from '../contract/wiring.ts'
import { serverRow, type ServerRow, type Settings } from './fields.ts'

/** A server as the balancer knows it. */
export interface Server {
  /** Stable name in the state: target and port. */
  readonly key: string
  /** Path of its setting: `servers[0]`. */
  readonly setting: string
  readonly row: ServerRow & { readonly server: string }
}

export interface Place {
  /** Unset: no cable leads there. */
  readonly address: string | undefined
  readonly port: number
}

/** What unset means: whoever answers HTTP at the end of the cables, in their order. */
export function derivedServers(wiring: Wiring): readonly ServerRow[] {
  return wiring.leadsTo.filter(({ serves }) => serves === 'http').map(({ id }) => serverRow({ server: id }))
}

/** The rows that name somebody; the same one twice is two servers. */
export function serversOf({ servers }: Pick<Settings, 'servers'>): readonly Server[] {
  const seen = new Map<string, number>()
  return (servers ?? []).flatMap((row, index): readonly Server[] => {
    const { server, port } = row
    if (server === undefined) return []
    const name = port === undefined ? server : `${server}:${port}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    const key = count === 1 ? name : `${name}#${count}`
    return [{ key, setting: `servers[${index}]`, row: { ...row, server } }]
  })
}

/**
 * Where a server is reached by a client that came to `port`. Mode `tcp` keeps the port (manual section 5, "server"),
 * unless nobody listens there: then unset means where the server speaks plain HTTP. Mode `http` has read the request,
 * so it goes where the server speaks what is wanted.
 */
export function placeOf({ row }: Server, port: number, { mode }: Pick<Settings, 'mode'>, wiring: Wiring): Place {
  const id = isDeviceId(row.server) ? row.server : wiring.ownerOf(row.server)
  const address = isDeviceId(row.server) ? wiring.addressOf(row.server) : row.server
  if (row.port !== undefined) return { address, port: row.port }
  const services = id === undefined ? [] : wiring.servicesOf(id)
  if (mode === 'tcp') {
    const sameOrPlain = services.find((one) => one.port === port) ?? services.find(({ speaks }) => speaks === 'http')
    return { address, port: sameOrPlain?.port ?? port }
  }
  const wanted = row.tls ? 'https' : 'http'
  const service = services.find(({ speaks }) => speaks === wanted)
  return { address, port: service?.port ?? (row.tls ? 443 : 80) }
}

/** Where checks go: like clients, and of several ports to the first one on which the server listens. */
export function checkPlaceOf(server: Server, settings: Settings, wiring: Wiring): Place {
  const ports = settings.frontends.map(({ port }) => port)
  const id = isDeviceId(server.row.server) ? server.row.server : wiring.ownerOf(server.row.server)
  const services = id === undefined ? [] : wiring.servicesOf(id)
  const port = ports.find((one) => services.some((service) => service.port === one)) ?? ports[0] ?? 80
  return placeOf(server, port, settings, wiring)
}
