import type { DeviceId } from '../model/topology.ts'
import type { Endpoint } from '../programs/contract/outcome.ts'
import type { Service } from '../programs/contract/wiring.ts'
import type { Compiled } from './compile.ts'

/** What a port of a host has to say. */
export type Listening =
  | { readonly type: 'open'; readonly device: DeviceId; readonly service: Service }
  | { readonly type: 'stopped'; readonly device: DeviceId }
  /** Something listens there, but only on another address. */
  | { readonly type: 'elsewhere'; readonly device: DeviceId; readonly address: string }
  /** `isFilterStopped`: what its packet filter would hand on to others ends here. */
  | { readonly type: 'closed'; readonly device: DeviceId; readonly isFilterStopped: boolean }

/** Finds who listens on a port of a host: the device itself or one that runs on it. */
export function findService(compiled: Compiled, host: DeviceId, local: Endpoint, protocol: 'tcp' | 'udp'): Listening {
  const isFilterStopped =
    compiled.program(host)?.hostFilterFields !== undefined && compiled.device(host).service === false
  let other: Listening = { type: 'closed', device: host, isFilterStopped }
  for (const device of compiled.residentsOf(host)) {
    for (const service of compiled.servicesOf(device)) {
      if (service.protocol !== protocol || service.port !== local.port) continue
      if (service.address !== undefined && service.address !== local.address) {
        other = { type: 'elsewhere', device, address: service.address }
        continue
      }
      const { power, service: running } = compiled.device(device)
      if (power !== false && running !== false) return { type: 'open', device, service }
      other = { type: 'stopped', device }
    }
  }
  return other
}
