import type { DeviceId, LinkId, Topology } from '../model/topology.ts'
import type { Interface } from './addressing.ts'
import type { Traits } from './networks.ts'

/** One cable of a way within a network, and the device at its far end. */
export interface Leap {
  readonly link: LinkId
  readonly device: DeviceId
}

/**
 * The way of a frame within one network: over a cable, or in a zone over the cables drawn there. Only forwarding
 * devices join cables of one zone (a bridge, IEEE 802.1D); an end host is not a switch. No cable, no way.
 */
export class Layer2 {
  private readonly ways = new Map<string, ReadonlyMap<DeviceId, readonly Leap[]>>()
  private readonly topology: Topology
  private readonly interfaces: ReadonlyMap<DeviceId, readonly Interface[]>
  private readonly traits: Traits

  constructor(topology: Topology, interfaces: ReadonlyMap<DeviceId, readonly Interface[]>, traits: Traits) {
    this.topology = topology
    this.interfaces = interfaces
    this.traits = traits
  }

  /** The cables from `from` to `to` within `network`; `undefined`: no way. Cut cables and dead bridges carry nothing. */
  way(network: string, from: DeviceId, to: DeviceId): readonly Leap[] | undefined {
    return this.reach(network, from, false).get(to)
  }

  /** Everybody that could be met in `network` from `from`, as it was wired: faults aside. */
  neighbours(network: string, from: DeviceId): ReadonlyMap<DeviceId, readonly Leap[]> {
    return this.reach(network, from, true)
  }

  private reach(network: string, from: DeviceId, asWired: boolean): ReadonlyMap<DeviceId, readonly Leap[]> {
    const key = `${network} ${from} ${asWired}`
    const known = this.ways.get(key)
    if (known) return known
    const found = this.search(network, from, asWired)
    this.ways.set(key, found)
    return found
  }

  private search(network: string, from: DeviceId, asWired: boolean): ReadonlyMap<DeviceId, readonly Leap[]> {
    const found = new Map<DeviceId, readonly Leap[]>([[from, []]])
    const open: DeviceId[] = [from]
    for (let at = open.shift(); at !== undefined; at = open.shift()) {
      if (at !== from && !this.bridges(at, asWired)) continue
      const way = found.get(at) ?? []
      for (const port of this.portsIn(network, at)) {
        if ((port.link.cut && !asWired) || found.has(port.peer)) continue
        found.set(port.peer, [...way, { link: port.link.id, device: port.peer }])
        open.push(port.peer)
      }
    }
    found.delete(from)
    return found
  }

  private bridges(id: DeviceId, asWired: boolean): boolean {
    const device = this.topology.devices[id]
    return device !== undefined && this.traits.forwards(device) && (asWired || device.power !== false)
  }

  private portsIn(network: string, device: DeviceId): Interface['ports'] {
    return this.interfaces.get(device)?.find((one) => one.network === network)?.ports ?? []
  }
}
