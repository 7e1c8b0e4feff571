import type { Kind } from '../kinds/contract.ts'
import { crc32 } from '../lib/crc32.ts'
import { encode } from '../lib/utf8.ts'
import type { Device, DeviceId, Link, LinkId, Topology } from '../model/topology.ts'
import type { AnyDefinition } from '../programs/contract/program.ts'
import type { Service, Wiring } from '../programs/contract/wiring.ts'
import { resolveSettings } from '../protocols/fields/resolve.ts'
import { assignInterfaces, zoneCidrs, type Interface } from './addressing.ts'
import { definitionRegistry } from './definitions.ts'
import { knownVersion, programOf } from './known.ts'
import { Layer2 } from './layer2.ts'
import { deriveNetworks, hostId, traitsOf, type Networks, type Traits } from './networks.ts'
import type { Registry } from './registry.ts'
import { routesOf, type Route } from './routing.ts'
import type { RoutingInput } from './ways.ts'
import { makeWiring } from './wiring.ts'

type Settings = Readonly<Record<string, unknown>>

/** One-way latency of a cable in ms where neither it nor the kinds at its ends say otherwise. */
const defaultLatencyMs = 0.5

/**
 * Everything that follows from a topology before any packet moves: networks, interfaces, routes, settings,
 * services. Parts are worked out when first asked for, and kept. Definitions of programs are enough for it; what runs
 * hands in programs with their behaviour, and gets them back.
 */
export class Compiled<P extends AnyDefinition = AnyDefinition> {
  readonly topology: Topology
  readonly registry: Registry<P>
  readonly traits: Traits
  readonly networks: Networks
  readonly interfaces: ReadonlyMap<DeviceId, readonly Interface[]>
  readonly layer2: Layer2
  private readonly owners = new Map<string, DeviceId>()
  private readonly routes = new Map<DeviceId, readonly Route[]>()
  private readonly settings = new Map<DeviceId, Settings>()
  private readonly deriving = new Set<DeviceId>()
  private readonly wirings = new Map<DeviceId, Wiring>()
  private readonly identities = new Map<DeviceId, string>()
  private readonly ownFilters = new Map<DeviceId, OwnFilterOf<P> | undefined>()
  private readonly residents = new Map<DeviceId, DeviceId[]>()

  constructor(drawn: Topology, registry: Registry<P>) {
    const topology = withoutInherited(drawn)
    this.topology = topology
    this.registry = registry
    this.traits = traitsOf(registry)
    this.networks = deriveNetworks(topology, this.traits)
    const asks = (device: Device) => {
      const serves = programOf(registry, device)?.serves
      return serves === undefined || serves === 'dns'
    }
    this.interfaces = assignInterfaces(topology, this.networks, zoneCidrs(topology), this.traits, asks)
    this.layer2 = new Layer2(topology, this.interfaces, this.traits)
    for (const [id, interfaces] of this.interfaces) {
      for (const { network, addresses } of interfaces) {
        for (const key of addresses.flatMap((address) => [address, ownerKey(network, address)])) {
          if (!this.owners.has(key)) this.owners.set(key, id)
        }
      }
    }
    for (const device of Object.values(topology.devices)) {
      const host = hostId(topology, device)
      this.residents.set(host, [...(this.residents.get(host) ?? []), device.id])
    }
  }

  device(id: DeviceId): Device {
    const device = this.topology.devices[id]
    if (!device) throw new Error(`No device ${id}`)
    return device
  }

  program(id: DeviceId): P | undefined {
    return programOf(this.registry, this.device(id))
  }

  kind(id: DeviceId): Kind | undefined {
    return this.registry.kinds.get(this.device(id).kind)
  }

  /** The device whose interfaces this one uses. */
  host(id: DeviceId): DeviceId {
    return hostId(this.topology, this.device(id))
  }

  /** Every device that runs on this host, the host first. */
  residentsOf(host: DeviceId): readonly DeviceId[] {
    const all = this.residents.get(host) ?? []
    return [host, ...all.filter((id) => id !== host)]
  }

  interfacesOf(id: DeviceId): readonly Interface[] {
    return this.interfaces.get(this.host(id)) ?? []
  }

  addressesOf(id: DeviceId): readonly string[] {
    return this.interfacesOf(id).flatMap((one) => one.addresses)
  }

  ownerOf(address: string): DeviceId | undefined {
    return this.owners.get(address)
  }

  /** Who answers when ARP asks for an address on this network (RFC 826); another network may have it too. */
  ownerOn(network: string, address: string): DeviceId | undefined {
    return this.owners.get(ownerKey(network, address))
  }

  routesOf(id: DeviceId): readonly Route[] {
    const host = this.host(id)
    const known = this.routes.get(host)
    if (known) return known
    const found = routesOf(this.routingInput(), host)
    this.routes.set(host, found)
    return found
  }

  /** One-way latency of a cable, ms. */
  latency(id: LinkId): number {
    const link = this.topology.links[id]
    return link === undefined ? defaultLatencyMs : latencyOf(link, this)
  }

  wiringOf(id: DeviceId): Wiring {
    const known = this.wirings.get(id)
    if (known) return known
    const made = makeWiring(this, id)
    this.wirings.set(id, made)
    return made
  }

  /** A device's settings with every unset one filled in: from the wiring, then the program's defaults. */
  settingsOf(id: DeviceId): Settings {
    const known = this.settings.get(id)
    if (known) return known
    const program = this.program(id)
    if (!program) return {}
    // Two devices that derive from each other: the second one sees the first without its derived part.
    if (this.deriving.has(id)) return resolveSettings(program.fields, this.device(id).config, {})
    this.deriving.add(id)
    const settings = resolveSettings(program.fields, this.device(id).config, program.derive(this.wiringOf(id)))
    this.deriving.delete(id)
    this.settings.set(id, settings)
    return settings
  }

  servicesOf(id: DeviceId): readonly Service[] {
    return this.program(id)?.services(this.settingsOf(id), this.wiringOf(id)) ?? []
  }

  /** Changes whenever the device's program, version or config does: a state that belongs to another one is dropped. */
  identityOf(id: DeviceId): string {
    const known = this.identities.get(id)
    if (known) return known
    const identity = identify(this.device(id))
    this.identities.set(id, identity)
    return identity
  }

  /** The packet filter that a host has beside its program, with its settings. */
  ownFilterOf(id: DeviceId): OwnFilterOf<P> | undefined {
    if (this.ownFilters.has(id)) return this.ownFilters.get(id)
    const filter = this.device(id).filter
    const program = filter && knownVersion(this.registry.programs, filter.program)
    const found =
      program?.serves !== 'network' || filter === undefined
        ? undefined
        : {
            program,
            settings: resolveSettings(program.fields, filter.config, program.derive(this.wiringOf(id))),
            identity: identify(filter),
          }
    this.ownFilters.set(id, found)
    return found
  }

  private routingInput(): RoutingInput {
    const { topology, interfaces, layer2, traits } = this
    return { topology, interfaces, layer2, traits, latency: (link) => this.latency(link) }
  }
}

export interface OwnFilterOf<P> {
  readonly program: P
  readonly settings: Settings
  readonly identity: string
}

function identify({ program, config }: Pick<Device, 'program' | 'config'>): string {
  return `${program.id}@${program.profile}#${crc32(encode(JSON.stringify(config))).toString(16)}`
}

function ownerKey(network: string, address: string): string {
  return `${network} ${address}`
}

function latencyOf(link: Link, compiled: Compiled): number {
  if (link.latencyMs !== undefined) return link.latencyMs
  const ends = [link.from, link.to].map((id) => {
    const device = compiled.topology.devices[id]
    return device === undefined ? 0 : (compiled.registry.kinds.get(device.kind)?.cableLatencyMs ?? 0)
  })
  return Math.max(...ends) || defaultLatencyMs
}

type AnyRegistry = Registry<AnyDefinition>

const cache = new WeakMap<Topology, Map<AnyRegistry, Compiled>>()

/** A setting may name what it likes: `constructor` is no device, though every object answers to it. */
const withoutInherited = ({ devices, links, zones, notes }: Topology): Topology => ({
  devices: bare(devices),
  links: bare(links),
  zones: bare(zones),
  notes: bare(notes),
})

function bare<T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const copy = { ...rows }
  Object.setPrototypeOf(copy, null)
  return copy
}

/**
 * Derives interfaces, routes, settings and services of a topology once, and keeps them as long as it lives; without a
 * registry from the definitions alone.
 */
export function compile(topology: Topology): Compiled
export function compile<P extends AnyDefinition>(topology: Topology, registry: Registry<P>): Compiled<P>
export function compile(topology: Topology, registry: AnyRegistry = definitionRegistry): Compiled {
  const byRegistry = cache.get(topology) ?? new Map<AnyRegistry, Compiled>()
  cache.set(topology, byRegistry)
  const known = byRegistry.get(registry)
  if (known) return known
  const made = new Compiled(topology, registry)
  byRegistry.set(registry, made)
  return made
}
