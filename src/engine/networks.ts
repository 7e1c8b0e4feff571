import type { Device, DeviceId, Link, LinkId, Topology, Zone } from '../model/topology.ts'
import { compareIds } from '../model/topology.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import { programOf } from './known.ts'
import type { Registry } from './registry.ts'

/** One segment (a zone) or one cable of its own, which is point to point. */
export interface Network {
  readonly id: string
  readonly type: 'segment' | 'cable'
  /** The public net is on it. */
  readonly public: boolean
  readonly zone: Zone | undefined
}

/** One end of a cable, at an interface. */
export interface Port {
  readonly link: Link
  readonly peer: DeviceId
}

/** A device's cables into one network, before it has a name and addresses. */
export interface Attachment {
  readonly device: DeviceId
  readonly network: Network
  readonly ports: readonly Port[]
}

export interface Networks {
  readonly networks: ReadonlyMap<string, Network>
  readonly attachments: ReadonlyMap<DeviceId, readonly Attachment[]>
  readonly networkOfLink: ReadonlyMap<LinkId, Network>
}

/** What the rules of the wiring need to know of a device, beyond the topology. */
export interface Traits {
  forwards(device: Device): boolean
  isPublicNet(device: Device): boolean
  /** Has no host of its own: its cable is file access. */
  embedded(device: Device): boolean
}

export function traitsOf(registry: Registry<AnyDefinition>): Traits {
  return {
    forwards: (device) => programOf(registry, device)?.forwards ?? false,
    isPublicNet: (device) => registry.kinds.get(device.kind)?.isPublicNet ?? false,
    embedded: (device) => programOf(registry, device)?.embedded ?? false,
  }
}

/** Derives every network from the cables and zones (DESIGN 5, "Interfaces"). */
export function deriveNetworks(topology: Topology, traits: Traits): Networks {
  const networks = new Map<string, Network>()
  const networkOfLink = new Map<LinkId, Network>()
  const ports = new Map<DeviceId, Map<string, Port[]>>()

  for (const link of sortedLinks(topology)) {
    const from = topology.devices[link.from]
    const to = topology.devices[link.to]
    if (!from || !to || from === to || traits.embedded(from) || traits.embedded(to)) continue
    const [fromHost, toHost] = [hostId(topology, from), hostId(topology, to)]
    if (fromHost === toHost) continue
    const found = networkOf(link, from, to, topology, traits)
    const network = networks.get(found.id) ?? found
    networks.set(network.id, network)
    networkOfLink.set(link.id, network)
    addPort(ports, fromHost, network.id, { link, peer: toHost })
    addPort(ports, toHost, network.id, { link, peer: fromHost })
  }
  return { networks, networkOfLink, attachments: toAttachments(ports, networks) }
}

/**
 * The device whose interfaces this one uses: itself, or the one it runs on in the end. A host that is gone, or a
 * circle of them, counts as none.
 */
export function hostId(topology: Topology, device: Device): DeviceId {
  const seen = new Set([device.id])
  let host = device
  while (host.runsOn !== undefined) {
    const below = topology.devices[host.runsOn]
    if (!below || seen.has(below.id)) return below ? device.id : host.id
    seen.add(below.id)
    host = below
  }
  return host.id
}

function sortedLinks(topology: Topology): readonly Link[] {
  return Object.values(topology.links).toSorted((a, b) => compareIds(a.id, b.id))
}

/** A cable belongs to a zone, or is a network of its own. */
function networkOf(link: Link, from: Device, to: Device, topology: Topology, traits: Traits): Network {
  const isPublic = traits.isPublicNet(from) || traits.isPublicNet(to)
  const zone = isPublic ? undefined : zoneOfCable(from, to, topology, traits)
  if (zone) return { id: zone.id, type: 'segment', public: zone.exposure === 'public', zone }
  return { id: link.id, type: 'cable', public: isPublic, zone: undefined }
}

function zoneOfCable(from: Device, to: Device, topology: Topology, traits: Traits): Zone | undefined {
  const fromZone = from.zone === undefined ? undefined : topology.zones[from.zone]
  const toZone = to.zone === undefined ? undefined : topology.zones[to.zone]
  if (fromZone === toZone) return toZone
  const fromForwards = traits.forwards(from)
  const toForwards = traits.forwards(to)
  // Two routers of different zones are joined by a cable of its own, as a transfer network.
  if (fromForwards && toForwards) return undefined
  if (fromForwards) return toZone
  if (toForwards) return fromZone
  return toZone ?? fromZone
}

function addPort(ports: Map<DeviceId, Map<string, Port[]>>, device: DeviceId, network: string, port: Port): void {
  const ofDevice = ports.get(device) ?? new Map<string, Port[]>()
  ports.set(device, ofDevice)
  const ofNetwork = ofDevice.get(network)
  if (ofNetwork) ofNetwork.push(port)
  else ofDevice.set(network, [port])
}

function toAttachments(
  ports: ReadonlyMap<DeviceId, ReadonlyMap<string, Port[]>>,
  networks: ReadonlyMap<string, Network>,
): ReadonlyMap<DeviceId, readonly Attachment[]> {
  const result = new Map<DeviceId, readonly Attachment[]>()
  for (const [device, byNetwork] of ports) {
    const attachments: Attachment[] = []
    for (const [id, ofNetwork] of byNetwork) {
      const network = networks.get(id)
      if (network) attachments.push({ device, network, ports: ofNetwork })
    }
    // The public side first, as a firewall's `wan` is.
    result.set(
      device,
      attachments.toSorted((a, b) => Number(b.network.public) - Number(a.network.public)),
    )
  }
  return result
}
