import type { Request } from '../model/request.ts'
import type { Topology } from '../model/topology.ts'
import type { Station, Trace } from '../model/trace.ts'
import { isSuccess, type Seen } from '../model/verdict.ts'
import { freshWorld } from '../model/world.ts'
import type { Registry } from './registry.ts'
import { simulate } from './simulate.ts'

/**
 * The stations of a journey with those that it did not need, because something was still known from before
 * (a DNS cache, a proxy's cache): what the same request visits from a fresh start, in that order.
 */
export function withSkippedStations(topology: Topology, trace: Trace, registry: Registry): Trace {
  if (!isAnswered(trace) || !fromTheBeginning(trace)) return trace
  const { request } = trace
  const [reference] = simulate(topology, [{ type: 'request', at: 0, request }], freshWorld(), registry).traces
  if (!reference || !isComparable(trace.verdict.seen, reference.verdict.seen)) return trace
  return { ...trace, stations: mergePasses(trace.stations, reference.stations) }
}

/** Somebody gave an answer: a good one, or any where the sender had it all by itself (a kept 404). */
function isAnswered({ verdict: { seen }, stations }: Trace): boolean {
  return isSuccess(seen) || (seen.type === 'answer' && stations.length === 1)
}

/** A fresh start comes to an answer of the same kind. */
function isComparable(seen: Seen, reference: Seen): boolean {
  if (isSuccess(seen)) return isSuccess(reference)
  return seen.type === 'answer' && reference.type === 'answer' && seen.status === reference.status
}

/** A request to a fixed server: with several equal ones another one may have its turn, which is not skipping. */
function fromTheBeginning({ request }: { readonly request: Request }): boolean {
  return request.type === 'http'
}

/**
 * Merges exchange by exchange, the last ones with each other: one that was not needed (a preflight that was still
 * known) was no part of the way to the answer. Whom a fresh start would try in vain was not spared either.
 */
function mergePasses(stations: readonly Station[], reference: readonly Station[]): readonly Station[] {
  const [own, other] = [passesOf(stations), passesOf(reference.filter(({ tried }) => !tried))]
  return own.flatMap((pass, index) => {
    const fresh = other[other.length - own.length + index]
    return fresh ? merge(pass, fresh) : pass
  })
}

function passesOf(stations: readonly Station[]): readonly (readonly Station[])[] {
  const passes: Station[][] = []
  for (const station of stations) (passes[station.pass ?? 0] ??= []).push(station)
  return passes
}

/** Puts the reference's stations that were not visited between those that were, in the reference's order. */
function merge(stations: readonly Station[], reference: readonly Station[]): readonly Station[] {
  const isVisited = (one: Station) => stations.some((other) => other.device === one.device)
  const isKnown = (one: Station) => reference.some((other) => other.device === one.device)
  const result: Station[] = []
  let index = 0
  let missing: Station[] = []
  /** Up to the place where both ways meet again. Where another server had its turn, nobody was skipped. */
  const close = (end: number) => {
    const between = stations.slice(index, end)
    if (between.every(isKnown)) result.push(...missing.map((one) => skipped(one, stations[0]?.pass)))
    result.push(...between)
    missing = []
    index = end
  }
  for (const one of reference) {
    if (!isVisited(one)) {
      missing.push(one)
      continue
    }
    const at = stations.findIndex(
      (other, position) => position >= index && other.device === one.device && other.leg === one.leg,
    )
    if (at < 0) continue
    close(at)
    close(at + 1)
  }
  close(stations.length)
  return result
}

function skipped({ device, leg }: Station, pass: number | undefined): Station {
  return { device, leg, hops: [], skipped: true, ...(pass === undefined ? {} : { pass }) }
}
