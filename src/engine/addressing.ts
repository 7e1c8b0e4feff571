import type { Device, DeviceId, InterfaceSettings, Topology, Zone } from '../model/topology.ts'
import { compareIds } from '../model/topology.ts'
import type { NetworkInterface } from '../programs/contract/wiring.ts'
import { canonical, formatAddress, isAddress } from '../protocols/ip/address.ts'
import type { Cidr } from '../protocols/ip/cidr.ts'
import { formatCidr, hostAt, overlaps, parseCidr } from '../protocols/ip/cidr.ts'
import type { Attachment, Network, Networks, Traits } from './networks.ts'
import { hostId } from './networks.ts'

/** An interface with its name and addresses. */
export interface Interface extends NetworkInterface {
  readonly device: DeviceId
  readonly net: Network
  readonly ports: Attachment['ports']
}

/** Where automatic addresses outside zones begin (RFC 5737): the net's routers, those who ask, those who serve. */
const pools = { net: '192.0.2.', askers: '198.51.100.', servers: '203.0.113.' } as const
/** Public zones without a CIDR take slices of the upper half of 203.0.113.0/24. */
const publicZoneSlices = ['203.0.113.128/27', '203.0.113.160/27', '203.0.113.192/27', '203.0.113.224/27']

/** The CIDR of each zone: as set, else the next free private (or documentation) range; none if everything is taken. */
export function zoneCidrs(topology: Topology): ReadonlyMap<string, Cidr> {
  const result = new Map<string, Cidr>()
  const zones = Object.values(topology.zones).toSorted((a, b) => compareIds(a.id, b.id))
  for (const zone of zones) {
    const set = zone.cidr === undefined ? undefined : parseCidr(zone.cidr)
    if (set?.ok) result.set(zone.id, set.value)
  }
  for (const zone of zones) {
    if (result.has(zone.id)) continue
    const free = freeCidr(zone, [...result.values()])
    if (free) result.set(zone.id, free)
  }
  return result
}

function freeCidr(zone: Zone, taken: readonly Cidr[]): Cidr | undefined {
  for (const text of segments(zone)) {
    const cidr = parseCidr(text)
    if (cidr.ok && !taken.some((other) => overlaps(other, cidr.value))) return cidr.value
  }
  return undefined
}

/** What a zone without a CIDR may be, the likeliest first: z1 is 10.0.1.0/24. RFC 1918 has room for all. */
function* segments(zone: Zone): Generator<string> {
  if (zone.exposure === 'public') yield* publicZoneSlices
  const number = Number(zone.id.slice(1)) || 0
  for (const block of ['10.0', '192.168', '172.16']) {
    for (let i = 0; i < 256; i++) yield `${block}.${(number + i) % 256}.0/24`
  }
}

/** Gives every attachment a name and its addresses: what was set, else the next free one (DESIGN 5). */
export function assignInterfaces(
  topology: Topology,
  networks: Networks,
  cidrs: ReadonlyMap<string, Cidr>,
  traits: Traits,
  asks: (device: Device) => boolean,
): ReadonlyMap<DeviceId, readonly Interface[]> {
  const result = new Map<DeviceId, readonly Interface[]>()
  const devices = Object.values(topology.devices)
    .filter((device) => hostId(topology, device) === device.id)
    .toSorted((a, b) => compareIds(a.id, b.id))
  const automatic = automaticAddresses(topology, devices, networks, cidrs, traits, asks)
  for (const device of devices) {
    const attachments = networks.attachments.get(device.id) ?? []
    const settingsOf = ({ network }: Attachment) => device.interfaces?.find((one) => one.network === network.id)
    // A name given by hand is kept; derived ones make way for it.
    const names = new Set(attachments.flatMap((one) => settingsOf(one)?.name ?? []))
    const interfaces = attachments.map((attachment, index): Interface => {
      const settings = settingsOf(attachment)
      const set = addressesSet(settings)
      const cidr = attachment.network.zone ? cidrs.get(attachment.network.zone.id) : undefined
      const free = automatic.get(attachment)
      return {
        device: device.id,
        net: attachment.network,
        network: attachment.network.id,
        name: settings?.name ?? uniqueName(interfaceName(device, attachment, index, traits), names),
        addresses: set.length > 0 ? set : free === undefined ? [] : [free],
        cidr: cidr ? formatCidr(cidr) : undefined,
        public: attachment.network.public,
        links: attachment.ports.map((port) => port.link.id),
        ports: attachment.ports,
        mac: macOf(device.id, index),
      }
    })
    result.set(device.id, interfaces)
  }
  return result
}

const addressesSet = (settings: InterfaceSettings | undefined): readonly string[] =>
  (settings?.addresses ?? []).filter((one) => isAddress(one)).map((one) => canonical(one))

/**
 * The next free address for everything that has none set, in the order in which the cables were drawn: whoever was
 * there first keeps his when another cable comes.
 */
function automaticAddresses(
  topology: Topology,
  devices: readonly Device[],
  networks: Networks,
  cidrs: ReadonlyMap<string, Cidr>,
  traits: Traits,
  asks: (device: Device) => boolean,
): ReadonlyMap<Attachment, string | undefined> {
  const pool = new AddressPool(topology)
  const open = devices.flatMap((device) =>
    (networks.attachments.get(device.id) ?? [])
      .filter(({ network }) => addressesSet(device.interfaces?.find((one) => one.network === network.id)).length === 0)
      .map((attachment) => ({ device, attachment, first: firstCable(attachment) })),
  )
  const inOrder = open.toSorted((a, b) => compareIds(a.first, b.first) || compareIds(a.device.id, b.device.id))
  return new Map(
    inOrder.map(({ device, attachment }) => {
      const cidr = attachment.network.zone ? cidrs.get(attachment.network.zone.id) : undefined
      return [attachment, pool.next(...candidatesFor(device, cidr, traits, asks))]
    }),
  )
}

/** The cable by which a device came into a network. */
const firstCable = ({ ports }: Attachment): string => ports.map(({ link }) => link.id).toSorted(compareIds)[0] ?? ''

/** Gives out every address once; those that were set by hand are never given out. */
class AddressPool {
  private readonly taken: ReadonlySet<string>
  private readonly givenOut = new Set<string>()
  /** Where each row of candidates stands, so that a thousand devices do not begin a thousand times. */
  private readonly rows = new Map<string, Iterator<string>>()

  constructor(topology: Topology) {
    const interfaces = Object.values(topology.devices).flatMap((device) => device.interfaces ?? [])
    const set = interfaces.flatMap((one) => one.addresses ?? []).filter((text) => isAddress(text))
    this.taken = new Set(set.map((text) => canonical(text)))
  }

  /** The next free one of a row of candidates; `undefined`: all are taken. */
  next(row: string, candidates: () => Iterator<string>): string | undefined {
    const known = this.rows.get(row) ?? candidates()
    this.rows.set(row, known)
    for (let one = known.next(); !one.done; one = known.next()) {
      if (this.taken.has(one.value) || this.givenOut.has(one.value)) continue
      this.givenOut.add(one.value)
      return one.value
    }
    return undefined
  }
}

function candidatesFor(
  device: Device,
  cidr: Cidr | undefined,
  traits: Traits,
  asks: (device: Device) => boolean,
): [row: string, candidates: () => Iterator<string>] {
  const forwards = traits.forwards(device)
  if (cidr) return [`${formatCidr(cidr)} ${forwards}`, () => segmentCandidates(cidr, forwards)]
  const pool = traits.isPublicNet(device) ? pools.net : asks(device) ? pools.askers : pools.servers
  return [pool, () => cableCandidates(pool)]
}

/** Routers from .1 up, hosts from .10 up, where the network is large enough for that. */
function* segmentCandidates(cidr: Cidr, forwards: boolean): Generator<string> {
  const start = forwards ? 0 : 9
  for (let i = start; i < 65_536; i++) {
    const host = hostAt(cidr, i)
    if (!host) break
    yield formatAddress(host)
  }
  for (let i = 0; i < start; i++) {
    const host = hostAt(cidr, i)
    if (host) yield formatAddress(host)
  }
}

function* cableCandidates(pool: string): Generator<string> {
  const last = pool === pools.servers ? 126 : 254
  for (let i = 10; i <= last; i++) yield `${pool}${i}`
  for (let i = 1; i < 10; i++) yield `${pool}${i}`
}

/**
 * What an interface is called where nobody named it: as the Linux kernel counts them (eth0, eth1 …), in the order of the
 * cables, public ones first; those of a firewall by their side, as its rules name them.
 */
function interfaceName(device: Device, attachment: Attachment, index: number, traits: Traits): string {
  if (!traits.forwards(device) || traits.isPublicNet(device)) return `eth${index}`
  if (attachment.network.public) return 'wan'
  return attachment.network.zone?.exposure === 'dmz' ? 'dmz' : 'lan'
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let n = 2; taken.has(unique); n++) unique = `${name}${n}`
  taken.add(unique)
  return unique
}

/** A locally administered MAC (IEEE 802, second bit of the first octet), derived so that it repeats. */
function macOf(device: DeviceId, index: number): string {
  const number = Number(device.replace(/^\D+/, '')) || 0
  const octets = [0x02, 0x00, 0x00, (number >> 8) & 255, number & 255, index & 255]
  return octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':')
}
