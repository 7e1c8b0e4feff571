import { compile, type Compiled } from '../engine/compile.ts'
import { kindOf } from '../kinds/registry.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Device, DeviceId, ZoneId } from '../model/topology.ts'
import { definitionOf } from '../programs/definitions.ts'
import { topologyOf } from '../store/analysis.ts'

/** What stands under a device's name. */
export type Subtitle = { readonly type: 'address' | 'program'; readonly text: string } | { readonly type: 'public-net' }

interface Addresses {
  readonly devices: ReadonlyMap<DeviceId, string>
  readonly zones: ReadonlyMap<ZoneId, string>
}

const known = new WeakMap<Compiled, Addresses>()

/** Every device's primary address and every zone's network, as derived from the wiring. */
function addressesOf(diagram: Diagram): Addresses {
  const compiled = compile(topologyOf(diagram))
  const found = known.get(compiled) ?? derive(compiled)
  known.set(compiled, found)
  return found
}

function derive(compiled: Compiled): Addresses {
  const devices = new Map<DeviceId, string>()
  const zones = new Map<ZoneId, string>()
  for (const id of Object.keys(compiled.topology.devices)) {
    const interfaces = compiled.interfacesOf(id)
    // The address that the world knows it by comes first.
    const primary = interfaces.find((one) => one.public) ?? interfaces[0]
    const address = primary?.addresses[0]
    if (address !== undefined) devices.set(id, address)
    for (const { network, cidr } of interfaces) if (cidr !== undefined) zones.set(network, cidr)
  }
  return { devices, zones }
}

/** The second line of a card: its address, what the internet is, or what runs on it. */
export function subtitleOf(diagram: Diagram, device: Device): Subtitle {
  if (kindOf(device.kind)?.isPublicNet) return { type: 'public-net' }
  const program = definitionOf(device.program.id)
  const address = program?.embedded ? undefined : addressesOf(diagram).devices.get(device.id)
  if (address !== undefined) return { type: 'address', text: address }
  return { type: 'program', text: program?.name ?? device.program.id }
}

/** A zone's network as set, else as derived once something lies in it. */
export const networkOf = (diagram: Diagram, id: ZoneId): string | undefined =>
  diagram.zones[id]?.cidr ?? addressesOf(diagram).zones.get(id)
