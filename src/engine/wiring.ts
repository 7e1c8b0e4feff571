import type { DeviceId } from '../model/topology.ts'
import { compareIds } from '../model/topology.ts'
import type { Peer, Wiring } from '../programs/contract/wiring.ts'
import type { Role } from '../protocols/fields/field.ts'
import { parseAddress } from '../protocols/ip/address.ts'
import { scopeOf } from '../protocols/ip/scope.ts'
import type { Compiled } from './compile.ts'
import { programOf } from './known.ts'

/** What the wiring says about one device (programs/contract/wiring.ts). */
export function makeWiring(compiled: Compiled, id: DeviceId): Wiring {
  const device = compiled.device(id)
  const peer = (other: DeviceId) => peerOf(compiled, other)
  return {
    device: id,
    kind: device.kind,
    profile: device.program.profile,
    get addresses() {
      return compiled.addressesOf(id)
    },
    get interfaces() {
      return compiled.interfacesOf(id)
    },
    leadsTo: leadsTo(compiled, id),
    ledFrom: neighbours(compiled, id, 'to'),
    nearest: (role) => nearest(compiled, id, role),
    entry: () => entryOf(compiled),
    knownNames: () => knownNames(compiled),
    peer,
    leadsToOf: (other) => neighbours(compiled, other, 'from'),
    addressOf: (other) => addressOf(compiled, id, other),
    publicAddressOf: (other) => publicAddressOf(compiled, other),
    ownerOf: (address) => compiled.ownerOf(address),
    servicesOf: (other) => (compiled.topology.devices[other] ? compiled.servicesOf(other) : []),
  }
}

function peerOf(compiled: Compiled, id: DeviceId): Peer | undefined {
  const device = compiled.topology.devices[id]
  if (!device) return undefined
  const program = programOf(compiled.registry, device)
  return { id, kind: device.kind, name: device.name, program: device.program.id, serves: program?.serves }
}

function neighbours(compiled: Compiled, id: DeviceId, end: 'from' | 'to'): readonly Peer[] {
  const other = end === 'from' ? 'to' : 'from'
  const ids = Object.values(compiled.topology.links)
    .filter((link) => link[end] === id)
    .toSorted((a, b) => compareIds(a.id, b.id))
    .map((link) => link[other])
  return [...new Set(ids)].flatMap((one) => peerOf(compiled, one) ?? [])
}

/**
 * Whom a device's cables lead to. A firewall on the way is not whom one wants to reach: behind it stand those that its
 * own cables lead to. A firewall itself sees its own cables only, and nobody is led on through the internet.
 */
function leadsTo(compiled: Compiled, id: DeviceId): readonly Peer[] {
  const direct = neighbours(compiled, id, 'from')
  if (compiled.traits.forwards(compiled.device(id))) return direct
  const found = new Map(direct.map((one) => [one.id, one]))
  for (const one of found.values()) {
    const device = compiled.device(one.id)
    if (!compiled.traits.forwards(device) || compiled.traits.isPublicNet(device)) continue
    for (const behind of neighbours(compiled, one.id, 'from')) {
      if (behind.id !== id && !found.has(behind.id)) found.set(behind.id, behind)
    }
  }
  return [...found.values()]
}

/** Breadth first over the cables, in the order of ids. */
function nearest(compiled: Compiled, start: DeviceId, role: Role): Peer | undefined {
  const seen = new Set([start])
  let ring: readonly DeviceId[] = [start]
  while (ring.length > 0) {
    const next = new Set<DeviceId>()
    for (const id of ring) {
      for (const other of cableNeighbours(compiled, id)) if (!seen.has(other)) next.add(other)
    }
    ring = [...next].toSorted(compareIds)
    for (const id of ring) {
      seen.add(id)
      const found = peerOf(compiled, id)
      if (found?.serves === role) return found
    }
  }
  return undefined
}

const cables = new WeakMap<object, ReadonlyMap<DeviceId, readonly DeviceId[]>>()

function cableNeighbours(compiled: Compiled, id: DeviceId): readonly DeviceId[] {
  const known = cables.get(compiled)
  if (known) return known.get(id) ?? []
  const map = new Map<DeviceId, DeviceId[]>()
  const add = (a: DeviceId, b: DeviceId) => map.set(a, [...(map.get(a) ?? []), b])
  for (const link of Object.values(compiled.topology.links)) {
    add(link.from, link.to)
    add(link.to, link.from)
  }
  cables.set(compiled, map)
  return map.get(id) ?? []
}

/** What a firewall publishes first; else the foremost web service, the one that no other one leads to. */
function entryOf(compiled: Compiled): Peer | undefined {
  const ids = Object.keys(compiled.topology.devices).toSorted(compareIds)
  for (const id of ids) {
    const published = publishedBy(compiled, id).find((other) => compiled.topology.devices[other])
    if (published !== undefined) return peerOf(compiled, published)
  }
  const web = ids.filter((id) => peerOf(compiled, id)?.serves === 'http')
  const foremost = web.find((id) => !neighbours(compiled, id, 'to').some((one) => one.serves === 'http'))
  const chosen = foremost ?? web[0]
  return chosen === undefined ? undefined : peerOf(compiled, chosen)
}

function publishedBy(compiled: Compiled, id: DeviceId): readonly DeviceId[] {
  const program = compiled.program(id)
  return program?.publishes?.(compiled.settingsOf(id)) ?? []
}

function knownNames(compiled: Compiled): readonly string[] {
  const names = new Set<string>()
  for (const id of Object.keys(compiled.topology.devices).toSorted(compareIds)) {
    for (const name of compiled.program(id)?.names?.(compiled.settingsOf(id)) ?? []) names.add(name)
  }
  return [...names]
}

/** On a common network its address there; from the public side a published device's public address; else its first. */
function addressOf(compiled: Compiled, from: DeviceId, to: DeviceId): string | undefined {
  if (!compiled.topology.devices[to]) return undefined
  const target = compiled.host(to)
  const source = compiled.host(from)
  // Programs of one host talk over loopback, where a service may listen that no other host reaches.
  if (target === source) return (to === from ? compiled.addressesOf(to)[0] : undefined) ?? '127.0.0.1'
  for (const one of compiled.interfacesOf(from)) {
    if (!compiled.layer2.neighbours(one.network, source).has(target)) continue
    const there = compiled.interfacesOf(to).find((other) => other.network === one.network)?.addresses[0]
    if (there !== undefined) return there
  }
  const first = compiled.addressesOf(to)[0]
  const isOutside = compiled.interfacesOf(from).some((one) => one.public)
  return isOutside && first !== undefined && isPrivate(first) ? (publicAddressOf(compiled, to) ?? first) : first
}

function publicAddressOf(compiled: Compiled, id: DeviceId): string | undefined {
  if (!compiled.topology.devices[id]) return undefined
  const own = compiled.interfacesOf(id).find((one) => one.public)?.addresses[0]
  if (own !== undefined) return own
  for (const other of Object.keys(compiled.topology.devices).toSorted(compareIds)) {
    if (!publishedBy(compiled, other).includes(id)) continue
    const outside = compiled.interfacesOf(other).find((one) => one.public)?.addresses[0]
    if (outside !== undefined) return outside
  }
  return compiled.addressesOf(id).find((address) => !isPrivate(address))
}

function isPrivate(address: string): boolean {
  const parsed = parseAddress(address)
  return parsed.ok && !['global', 'documentation'].includes(scopeOf(parsed.value))
}
