import type { DeviceId, LinkId } from '../../model/topology.ts'
import type { Role } from '../../protocols/fields/field.ts'

/** A listening service. `address` unset: on every address of the device. */
export interface Service {
  readonly port: number
  readonly protocol: 'tcp' | 'udp' | 'file'
  /** What is spoken on it, for the reader and for the port checks. */
  readonly speaks: 'http' | 'https' | 'dns' | 'sql' | 'tcp'
  readonly tls: boolean
  readonly address?: string
}

/** Another device as a program sees it. */
export interface Peer {
  readonly id: DeviceId
  readonly kind: string
  readonly name: string
  readonly program: string
  readonly serves: Role | undefined
}

export interface NetworkInterface {
  /** `wan`, `eth0`, `lan` … */
  readonly name: string
  readonly addresses: readonly string[]
  /** CIDR of the segment; unset on a cable of its own, which is point to point. */
  readonly cidr: string | undefined
  readonly network: string
  /** Leads to the public net: an internet is on the other end. */
  readonly public: boolean
  readonly links: readonly LinkId[]
  /** Locally administered, derived from the device and interface number. */
  readonly mac: string
}

/**
 * What the wiring says about one device, for `derive`: what unset settings mean. Plain data and look-ups;
 * asking the same again gives the same.
 */
export interface Wiring {
  readonly device: DeviceId
  readonly kind: string
  readonly profile: string
  /** Every address of this device. */
  readonly addresses: readonly string[]
  readonly interfaces: readonly NetworkInterface[]
  /** Devices that this one's cables lead to (`from` here), in the order of the cables. */
  readonly leadsTo: readonly Peer[]
  /** Devices whose cables lead here. */
  readonly ledFrom: readonly Peer[]
  /** The device with that role that is fewest cables away, then lowest id. */
  nearest(role: Role): Peer | undefined
  /** Where requests from outside come in: what a public name should lead to. */
  entry(): Peer | undefined
  /** Every name that some DNS server of the diagram knows: what a certificate covers unless set. */
  knownNames(): readonly string[]
  peer(id: DeviceId): Peer | undefined
  /** Devices that another one's cables lead to, in the order of the cables. */
  leadsToOf(id: DeviceId): readonly Peer[]
  /** The address at which `id` is reached from here; through a publishing firewall, its public one. */
  addressOf(id: DeviceId): string | undefined
  /** The address at which the public net reaches `id`: its own public one, or that of the firewall that publishes it. */
  publicAddressOf(id: DeviceId): string | undefined
  /** Whose address this is. */
  ownerOf(address: string): DeviceId | undefined
  /** Services of a device, from its program and settings. */
  servicesOf(id: DeviceId): readonly Service[]
}
