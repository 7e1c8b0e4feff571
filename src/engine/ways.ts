import type { DeviceId, Topology } from '../model/topology.ts'
import { compareIds } from '../model/topology.ts'
import type { Interface } from './addressing.ts'
import type { Layer2 } from './layer2.ts'
import type { Traits } from './networks.ts'

/** What routes are derived from. */
export interface RoutingInput {
  readonly topology: Topology
  readonly interfaces: ReadonlyMap<DeviceId, readonly Interface[]>
  readonly layer2: Layer2
  readonly traits: Traits
  latency(link: string): number
}

/** A way over a device that does not forward is only taken where there is no other: that is where packets fall. */
const notARouterCost = 1000

/** How far away a device is, and who is the first on the way there. */
export interface Way {
  readonly cost: number
  readonly latency: number
  /** The first neighbour on the way; `undefined` at the start. */
  readonly first: DeviceId | undefined
}

/**
 * Fewest hops, then latency, then id, to every device; ends of it do not forward unless there is no other way. All
 * that is as many hops away is found at once, from everybody who could be the one before.
 */
export function shortestWays(input: RoutingInput, start: DeviceId): ReadonlyMap<DeviceId, Way> {
  const done = new Map<DeviceId, Way>([[start, { cost: 0, latency: 0, first: undefined }]])
  const missing = new Members(input, start)
  /** By the cost of what is found from them, in the order in which they were reached. */
  const sources = new Map<number, DeviceId[]>([[1, [start]]])
  while (sources.size > 0) {
    const cost = Math.min(...sources.keys())
    const found = foundFrom(input, sources.get(cost) ?? [], cost, done, missing)
    sources.delete(cost)
    for (const [id, way] of [...found].toSorted(byLatencyThenId)) {
      done.set(id, way)
      missing.remove(id)
      const device = input.topology.devices[id]
      const next = cost + (device && input.traits.forwards(device) ? 1 : notARouterCost)
      const others = sources.get(next)
      if (others) others.push(id)
      else sources.set(next, [id])
    }
  }
  return done
}

/** The best way to each device that is not reached yet, over one of these neighbours. */
function foundFrom(
  input: RoutingInput,
  sources: readonly DeviceId[],
  cost: number,
  done: ReadonlyMap<DeviceId, Way>,
  missing: Members,
): ReadonlyMap<DeviceId, Way> {
  const found = new Map<DeviceId, Way>()
  for (const id of sources) {
    const way = done.get(id)
    for (const one of input.interfaces.get(id) ?? []) {
      if (!way || missing.isComplete(one.network)) continue
      for (const [neighbour, leaps] of input.layer2.neighbours(one.network, id)) {
        if (done.has(neighbour)) continue
        const latency = way.latency + leaps.reduce((sum, leap) => sum + input.latency(leap.link), 0)
        const candidate: Way = { cost, latency, first: way.first ?? neighbour }
        const before = found.get(neighbour)
        if (!before || isShorter(candidate, before)) found.set(neighbour, candidate)
      }
    }
  }
  return found
}

function byLatencyThenId([a, one]: readonly [DeviceId, Way], [b, other]: readonly [DeviceId, Way]): number {
  return one.latency - other.latency || compareIds(a, b)
}

/** How many devices of each network have not been reached: a network without any has nothing more to tell. */
class Members {
  private readonly input: RoutingInput
  private readonly counts = new Map<string, number>()

  constructor(input: RoutingInput, start: DeviceId) {
    this.input = input
    for (const interfaces of input.interfaces.values()) {
      for (const { network } of interfaces) this.counts.set(network, (this.counts.get(network) ?? 0) + 1)
    }
    this.remove(start)
  }

  remove(id: DeviceId): void {
    for (const { network } of this.input.interfaces.get(id) ?? []) {
      this.counts.set(network, (this.counts.get(network) ?? 0) - 1)
    }
  }

  isComplete(network: string): boolean {
    return this.counts.get(network) === 0
  }
}

export function isShorter(a: Way, b: Way): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.latency < b.latency)
}
