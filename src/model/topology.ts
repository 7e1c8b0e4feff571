/** The thing a person builds: devices, links, zones and notes, as records by id. Knows no kind and no program. */

export type DeviceId = string
export type LinkId = string
export type ZoneId = string
export type NoteId = string

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value)

/** What runs on a device and decides how it behaves; `profile` is the recorded version, e.g. nginx `1.22`. */
export interface ProgramRef {
  readonly id: string
  readonly profile: string
  /** Number of the program's config migrations that `config` has been through. */
  readonly configVersion: number
}

/**
 * The address settings of one interface. `network` names the network that the wiring derives:
 * a zone's id, or the id of the one cable that is a network of its own.
 */
export interface InterfaceSettings {
  readonly network: string
  readonly name?: string
  /** IPv4 or IPv6 addresses without prefix length, the first is the primary one. */
  readonly addresses?: readonly string[]
}

/** `via` an address, a device or one of the host's interfaces, or one of the kernel's route types that end a packet. */
export interface StaticRoute {
  readonly destination: string
  readonly action: 'via' | 'blackhole' | 'unreachable' | 'prohibit'
  readonly via?: string
}

/** The closed set of faults that can be put on a device besides power and service. */
export type Fault =
  | { readonly type: 'hung' }
  | { readonly type: 'slow'; readonly ms: number }
  | { readonly type: 'answers'; readonly status: number }
  | { readonly type: 'resets' }
  | { readonly type: 'closes' }

/** A line of a pasted configuration that has no effect here. */
export interface UnreadLine {
  /** Counted from 1, in the text as it was pasted. */
  readonly line: number
  readonly text: string
}

/** How many of them a device keeps, and how much of each (UTF-16 code units): they only remind of what was there. */
export const unreadLimits = { lines: 500, text: 255 } as const

/** A packet filter that a host has beside what runs on it; `program` is one that filters (nftables). */
export interface OwnFilter {
  readonly program: ProgramRef
  /** Only what the person set, as in `Device.config`. */
  readonly config: JsonObject
}

export interface Device {
  readonly id: DeviceId
  readonly kind: string
  readonly name: string
  readonly position: Point
  readonly zone?: ZoneId
  readonly program: ProgramRef
  /** Only what the person set; unset means what the links lead to and the program's defaults. */
  readonly config: JsonObject
  /** What of a pasted configuration is not modelled: whatever this device takes part in is not told in full. */
  readonly notRead?: readonly UnreadLine[]
  /** Host off: nobody answers ARP. Default true. */
  readonly power?: boolean
  /** Process stopped on a running host: connections are refused. Default true. */
  readonly service?: boolean
  readonly fault?: Fault
  readonly interfaces?: readonly InterfaceSettings[]
  /** Its own packet filter; unset: none. Settings of its steps begin with `filter.`. */
  readonly filter?: OwnFilter
  /** Address or device of the default gateway, `none` for a host without one; unset means derived from the wiring. */
  readonly gateway?: string
  readonly routes?: readonly StaticRoute[]
  /** The device whose host this one runs on; it shares its interfaces and talks over loopback. */
  readonly runsOn?: DeviceId
}

/** A cable. Drawn from the side that opens connections to the side that answers; packets travel both ways. */
export interface Link {
  readonly id: LinkId
  readonly from: DeviceId
  readonly to: DeviceId
  /** One-way latency in ms, 0 … 60000; unset means the default of the kinds at its ends. */
  readonly latencyMs?: number
  /** Chance that a packet is lost, 0 … 100 percent. */
  readonly lossPercent?: number
  readonly cut?: boolean
}

export type Exposure = 'public' | 'dmz' | 'private'

/** A box around devices: one network (segment). */
export interface Zone {
  readonly id: ZoneId
  readonly name: string
  /** CIDR of the segment; unset means derived. */
  readonly cidr?: string
  readonly exposure: Exposure
  readonly position: Point
  readonly size: Size
}

export interface Note {
  readonly id: NoteId
  readonly text: string
  readonly position: Point
  readonly size?: Size
  /** A drawing beside the text; `person` is the user of the course's picture. */
  readonly icon?: 'person'
}

export interface Topology {
  readonly devices: Readonly<Record<DeviceId, Device>>
  readonly links: Readonly<Record<LinkId, Link>>
  readonly zones: Readonly<Record<ZoneId, Zone>>
  readonly notes: Readonly<Record<NoteId, Note>>
}

export const emptyTopology: Topology = { devices: {}, links: {}, zones: {}, notes: {} }

/** Orders running ids by their number (`d2` before `d10`), so that everything derived is stable. */
export function compareIds(a: string, b: string): number {
  return Number(a.replace(/^\D+/, '')) - Number(b.replace(/^\D+/, '')) || (a < b ? -1 : a > b ? 1 : 0)
}

/** The next running id with this prefix (`d`, `l`, `z`, `n`, `s`); `lastIds` keeps deleted ids from being reused. */
export function nextId(prefix: string, taken: Readonly<Record<string, unknown>>, last = 0): string {
  let highest = last
  for (const id of Object.keys(taken)) {
    if (id.startsWith(prefix)) highest = Math.max(highest, Number(id.slice(prefix.length)) || 0)
  }
  return `${prefix}${highest + 1}`
}
