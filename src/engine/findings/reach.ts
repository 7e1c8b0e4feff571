import type { DeviceId } from '../../model/topology.ts'
import type { Compiled } from '../compile.ts'

/**
 * Every host from which packets could get to one of `goals` as things are wired, over devices that forward and no
 * others. Searched from the goals, once for all: asking each host for its routes would be quadratic.
 */
export function whoReaches(compiled: Compiled, goals: readonly DeviceId[]): ReadonlySet<DeviceId> {
  const found = new Set(goals.map((id) => compiled.host(id)))
  const open = [...found]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { network } of compiled.interfacesOf(id)) {
      for (const neighbour of compiled.layer2.neighbours(network, id).keys()) {
        if (found.has(neighbour)) continue
        found.add(neighbour)
        if (compiled.traits.forwards(compiled.device(neighbour))) open.push(neighbour)
      }
    }
  }
  return found
}
