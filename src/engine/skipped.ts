import type { Request } from '../model/request.ts'
import type { Topology } from '../model/topology.ts'
import type { Station, Trace } from '../model/trace.ts'
import { isSuccess } from '../model/verdict.ts'
import { freshWorld } from '../model/world.ts'
import { defaultRegistry, type Registry } from './registry.ts'
import { trace as traceFrom } from './run.ts'

/**
 * The stations of a journey with those that it did not need, because something was still known from before
 * (a DNS cache, a proxy's cache): what the same request visits from a fresh start, in that order.
 */
export function withSkippedStations(topology: Topology, trace: Trace, registry: Registry = defaultRegistry): Trace {
  if (!isSuccess(trace.verdict.seen) || !fromTheBeginning(trace)) return trace
  const reference = traceFrom(topology, trace.request, freshWorld(), registry).trace
  if (!isSuccess(reference.verdict.seen)) return trace
  return { ...trace, stations: merge(trace.stations, reference.stations) }
}

/** A request to a fixed server: with several equal ones another one may have its turn, which is not skipping. */
function fromTheBeginning({ request }: { readonly request: Request }): boolean {
  return request.type === 'http'
}

function merge(stations: readonly Station[], reference: readonly Station[]): readonly Station[] {
  const visited = new Set(stations.map((one) => one.device))
  const isOtherBranch = stations.some((one) => !reference.some((other) => other.device === one.device))
  const missing = reference.filter((one) => !visited.has(one.device))
  // Visiting another server of a group leaves out the first one's turn; only a shorter way skips stations.
  if (missing.length === 0 || isOtherBranch) return stations
  const result: Station[] = []
  let index = 0
  for (const one of reference) {
    if (!visited.has(one.device)) {
      result.push({ device: one.device, leg: one.leg, hops: [], skipped: true })
      continue
    }
    const at = stations.findIndex((other, position) => position >= index && other.device === one.device && other.leg === one.leg)
    if (at < 0) continue
    result.push(...stations.slice(index, at + 1))
    index = at + 1
  }
  return [...result, ...stations.slice(index)]
}
