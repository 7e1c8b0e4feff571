import type { Device, DeviceId } from '../model/topology.ts'
import { canonical, isAddress, parseAddress } from '../protocols/ip/address.ts'
import type { Cidr } from '../protocols/ip/cidr.ts'
import { contains, parseCidr } from '../protocols/ip/cidr.ts'
import { scopeOf } from '../protocols/ip/scope.ts'
import type { Interface } from './addressing.ts'
import { hostId } from './networks.ts'
import { isShorter, shortestWays, type RoutingInput, type Way } from './ways.ts'

/** How a route came to be; at equal prefix length the earlier of this list wins. */
export type RouteOrigin = 'connected' | 'static' | 'derived' | 'default'

export interface Route {
  readonly destination: Cidr
  readonly origin: RouteOrigin
  readonly action: 'via' | 'blackhole' | 'unreachable' | 'prohibit'
  /** Leaves by this interface. */
  readonly interface?: Interface
  /** Address of the next router; unset: the destination is on the network itself. */
  readonly gateway?: string
}

const anywhere = { 4: mustParse('0.0.0.0/0'), 6: mustParse('::/0') } as const
const originRank: Readonly<Record<RouteOrigin, number>> = { connected: 0, static: 1, derived: 2, default: 3 }

/** The routing table of one host: connected networks, static routes, derived ones, a default (DESIGN 5). */
export function routesOf(input: RoutingInput, id: DeviceId): readonly Route[] {
  const device = input.topology.devices[id]
  if (!device) return []
  const own = input.interfaces.get(id) ?? []
  const routes: Route[] = [...own.flatMap((one) => connectedRoutes(input, one)), ...staticRoutes(input, device, own)]
  const ways = shortestWays(input, id)
  // Who names a gateway by hand means it: nothing is derived beside it, unless the device is a router.
  if (device.gateway === undefined || input.traits.forwards(device)) routes.push(...derivedRoutes(input, id, ways, own))
  for (const version of [4, 6] as const) {
    const set = device.gateway
    const hop = set === undefined ? defaultGateway(input, ways, version) : resolveNextHop(input, id, own, set, version)
    if (hop) routes.push({ destination: anywhere[version], origin: 'default', action: 'via', ...hop })
  }
  return routes.toSorted(
    (a, b) => b.destination.prefix - a.destination.prefix || originRank[a.origin] - originRank[b.origin],
  )
}

/**
 * Longest prefix first (RFC 1812 5.2.4.3); interfaces whose cables are all cut have lost their routes. The default
 * route does not stand in for them where it only leads astray: to a neighbour, or to a private address.
 */
export function lookUpRoute(routes: readonly Route[], destination: string): Route | undefined {
  const all = matching(routes, destination)
  const found = all.find((route) => !isDown(route))
  if (found?.origin !== 'default') return found
  const leadsAstray = (route: Route) => isDown(route) && (route.origin === 'connected' || !isPublic(destination))
  return all.some(leadsAstray) ? undefined : found
}

/** Whether there would be a route if its line were not cut: then the router knows that it cannot deliver. */
export function isLineDown(routes: readonly Route[], destination: string): boolean {
  return matching(routes, destination).some(isDown)
}

function isPublic(destination: string): boolean {
  const address = parseAddress(destination)
  return address.ok && ['global', 'documentation'].includes(scopeOf(address.value))
}

function isDown(route: Route): boolean {
  return route.interface !== undefined && route.interface.ports.every((port) => port.link.cut)
}

function matching(routes: readonly Route[], destination: string): readonly Route[] {
  const address = parseAddress(destination)
  if (!address.ok) return []
  const { version } = address.value
  return routes.filter(
    (route) => route.destination.address.version === version && contains(route.destination, address.value),
  )
}

function mustParse(text: string): Cidr {
  const cidr = parseCidr(text)
  if (!cidr.ok) throw new Error(`Not a network: ${text}`)
  return cidr.value
}

function versionOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4
}

function hostRoute(address: string): Cidr {
  return mustParse(`${address}/${versionOf(address) === 6 ? 128 : 32}`)
}

function connectedRoutes(input: RoutingInput, own: Interface): readonly Route[] {
  if (own.cidr !== undefined) {
    return [{ destination: mustParse(own.cidr), origin: 'connected', action: 'via', interface: own }]
  }
  return peerAddresses(input, own).map((address) => ({
    destination: hostRoute(address),
    origin: 'connected',
    action: 'via',
    interface: own,
  }))
}

function peerAddresses(input: RoutingInput, own: Interface): readonly string[] {
  return own.ports.flatMap(
    (port) => input.interfaces.get(port.peer)?.find((one) => one.network === own.network)?.addresses ?? [],
  )
}

function staticRoutes(input: RoutingInput, device: Device, own: readonly Interface[]): readonly Route[] {
  return (device.routes ?? []).flatMap((route): readonly Route[] => {
    const destination = parseCidr(route.destination)
    const parsed = destination.ok
      ? destination.value
      : isAddress(route.destination)
        ? hostRoute(route.destination)
        : undefined
    if (!parsed) return []
    if (route.action !== 'via') return [{ destination: parsed, origin: 'static', action: route.action }]
    const { version } = parsed.address
    const hop = route.via === undefined ? undefined : resolveNextHop(input, device.id, own, route.via, version)
    return hop ? [{ destination: parsed, origin: 'static', action: 'via', ...hop }] : []
  })
}

interface NextHop {
  readonly interface: Interface
  /** Unset: whatever lies that way is asked for on the network itself. */
  readonly gateway?: string
}

/** A gateway named as a device, as an address on one of the host's networks, or only the interface that leads there. */
function resolveNextHop(
  input: RoutingInput,
  id: DeviceId,
  own: readonly Interface[],
  named: string,
  version: 4 | 6,
): NextHop | undefined {
  const asDevice = input.topology.devices[named]
  if (asDevice) return nextHopTo(input, id, own, hostId(input.topology, asDevice), version)
  const direct = own.find((one) => one.name === named)
  if (direct) return { interface: direct }
  const address = parseAddress(named)
  if (!address.ok || address.value.version !== version) return undefined
  const gateway = canonical(named)
  const out = own.find((one) =>
    one.cidr === undefined ? peerAddresses(input, one).includes(gateway) : contains(mustParse(one.cidr), address.value),
  )
  return out ? { interface: out, gateway } : undefined
}

function nextHopTo(
  input: RoutingInput,
  id: DeviceId,
  own: readonly Interface[],
  neighbour: DeviceId,
  version: 4 | 6,
): NextHop | undefined {
  for (const one of own) {
    if (!input.layer2.neighbours(one.network, id).has(neighbour)) continue
    const there = input.interfaces.get(neighbour)?.find((other) => other.network === one.network)
    const gateway = there?.addresses.find((address) => versionOf(address) === version)
    if (gateway !== undefined) return { interface: one, gateway }
  }
  return undefined
}

function derivedRoutes(
  input: RoutingInput,
  id: DeviceId,
  ways: ReadonlyMap<DeviceId, Way>,
  own: readonly Interface[],
): readonly Route[] {
  const connected = new Set(own.map((one) => one.network))
  const best = new Map<string, { way: Way; forwards: boolean; entry: Interface }>()
  for (const [device, way] of ways) {
    if (way.first === undefined) continue
    const target = input.topology.devices[device]
    const forwards = target !== undefined && input.traits.forwards(target)
    for (const entry of input.interfaces.get(device) ?? []) {
      if (connected.has(entry.network)) continue
      const known = best.get(entry.network)
      const better =
        !known || (forwards && !known.forwards) || (forwards === known.forwards && isShorter(way, known.way))
      if (better) best.set(entry.network, { way, forwards, entry })
    }
  }
  const hops = new Map<string, NextHop | undefined>()
  const hopOver = (first: DeviceId, version: 4 | 6): NextHop | undefined => {
    const key = `${first} ${version}`
    if (!hops.has(key)) hops.set(key, nextHopTo(input, id, own, first, version))
    return hops.get(key)
  }
  return [...best.values()].flatMap(({ way: { first }, entry }) =>
    destinationsOf(input, entry).flatMap((destination): readonly Route[] => {
      const hop = first === undefined ? undefined : hopOver(first, destination.address.version)
      return hop ? [{ destination, origin: 'derived', action: 'via', ...hop }] : []
    }),
  )
}

function destinationsOf(input: RoutingInput, entry: Interface): readonly Cidr[] {
  if (entry.cidr !== undefined) return [mustParse(entry.cidr)]
  return [...entry.addresses, ...peerAddresses(input, entry)].map(hostRoute)
}

/** Towards the public net; a host without any way there has none, and says "no route" for what it does not know. */
function defaultGateway(input: RoutingInput, ways: ReadonlyMap<DeviceId, Way>, version: 4 | 6): NextHop | undefined {
  let best: [DeviceId, Way] | undefined
  let start: DeviceId | undefined
  for (const [id, way] of ways) {
    if (way.first === undefined) start = id
    const device = input.topology.devices[id]
    if (!device || way.first === undefined || !input.traits.isPublicNet(device)) continue
    if (!best || isShorter(way, best[1])) best = [id, way]
  }
  if (!best || start === undefined || best[1].first === undefined) return undefined
  const startDevice = input.topology.devices[start]
  if (startDevice && input.traits.isPublicNet(startDevice)) return undefined
  return nextHopTo(input, start, input.interfaces.get(start) ?? [], best[1].first, version)
}
