import type { Action, Hop, Purpose, Station, Step, Trace } from '../model/trace.ts'
import type { Detail } from './session-store.ts'

/** A station of the journey and its place among all of them, skipped ones included. */
export interface ActiveStation {
  readonly index: number
  readonly station: Station
}

interface Places {
  readonly stations: readonly number[]
  readonly events: readonly number[]
  /** Per hop, the index of its station; a hop that no station has belongs to the one before it. */
  readonly stationOf: readonly (number | undefined)[]
  readonly active: readonly ActiveStation[]
  /** Per station, the hop at which playback stops there; a skipped one has none. */
  readonly stopOf: readonly (number | undefined)[]
}

const known = new WeakMap<Trace, Places>()

function placesOf(trace: Trace): Places {
  const found = known.get(trace)
  if (found) return found
  const own = new Map<number, number>()
  for (const [index, { hops }] of trace.stations.entries()) for (const hop of hops) own.set(hop, index)
  let last = trace.stations.length > 0 ? 0 : undefined
  const stationOf = trace.hops.map((_, hop) => (last = own.get(hop) ?? last))
  const stopOf = stationStops(trace)
  const places: Places = {
    stations: stopOf.filter((stop) => stop !== undefined),
    events: trace.hops.map((_, hop) => hop),
    stationOf,
    active: trace.stations.map((station, index) => ({ index, station })),
    stopOf,
  }
  known.set(trace, places)
  return places
}

/**
 * Where playback stops in each station: at the message itself rather than at a handshake before it, but never later
 * than in the next station, so that time only goes forward (a client asks the DNS before it sends its request).
 */
function stationStops({ stations, hops: all }: Trace): readonly (number | undefined)[] {
  let next = Infinity
  const stops = stations.toReversed().map((station) => {
    const message = mainHop(station, all)
    const isLate = message !== undefined && message >= next
    const stop = isLate ? (station.hops.findLast((hop) => hop < next) ?? message) : message
    next = stop ?? next
    return stop
  })
  return stops.toReversed()
}

/** What a station is about: the message, else the preflight or the handshake that it got no further than. */
const aims: readonly Purpose[] = ['message', 'preflight', 'tls']

function mainHop({ device, leg, hops, tried }: Station, all: readonly Hop[]): number | undefined {
  // Of a try in vain it is what became of it there, not what the one who tried makes of that.
  const pool = tried ? hops.filter((hop) => all[hop]?.device === device) : hops
  for (const aim of aims) {
    // What a sender makes of a question in vain is not what it set out with.
    const isIt = (hop: number) => all[hop]?.purpose === aim && (leg === 'response' || all[hop]?.leg === leg)
    // Who is passed twice on the way back stands where the answer leaves for good.
    const found = leg === 'request' ? pool.find(isIt) : pool.findLast(isIt)
    if (found !== undefined) return found
  }
  return pool[0] ?? hops[0]
}

/** The hops at which playback stops, in order; skipped stations have none. */
export function stopsOf(trace: Trace, detail: Detail): readonly number[] {
  return placesOf(trace)[detail]
}

/** Where in the stops a hop is; −1 before the first. In stations, a hop counts for the whole station. */
export function stopIndex(trace: Trace, detail: Detail, hop: number | undefined): number {
  if (hop === undefined) return -1
  const { events, stationOf } = placesOf(trace)
  if (detail === 'events') return events.indexOf(hop)
  const station = stationOf[hop]
  return stopsOf(trace, detail).findIndex((stop) => stationOf[stop] === station)
}

/** The hop at which playback stops in a station; none where it was skipped. */
export const stopAt = (trace: Trace, station: number): number | undefined => placesOf(trace).stopOf[station]

/** The station that a hop belongs to. */
export function stationAt(trace: Trace, hop: number): ActiveStation | undefined {
  const { stationOf, active } = placesOf(trace)
  const index = stationOf[hop]
  return index === undefined ? undefined : active[index]
}

/**
 * A hop with what is to be told of it. At the level of stations that is what its device did in the whole station: a
 * rule is asked at the first packet of a connection and not at the message, which would only say so. Of each action
 * those steps count that came first.
 */
export function toldHop(trace: Trace, detail: Detail, hop: Hop): Hop {
  const station = detail === 'stations' ? stationAt(trace, hop.id)?.station : undefined
  if (!station) return hop
  const first = new Map<Action, number>()
  const steps: Step[] = []
  for (const id of station.hops) {
    const one = trace.hops[id]
    if (one?.device !== hop.device || one.id > hop.id) continue
    for (const step of one.steps) {
      if (!first.has(step.action)) first.set(step.action, id)
      if (first.get(step.action) === id || id === hop.id) steps.push(step)
    }
  }
  return { ...hop, steps: [...withoutRepeats(steps, hop), ...reactionTo(trace, station, hop)] }
}

/** What the one who tried in vain made of it: whom it leaves out now, and whose turn it is. */
function reactionTo(trace: Trace, { tried, hops }: Station, hop: Hop): readonly Step[] {
  const last = hops.at(-1)
  if (!tried || last === undefined || last <= hop.id) return []
  return trace.hops[last]?.steps ?? []
}

/** What the message itself adds stays; what it only confirms (let through before, translated as before) goes. */
function withoutRepeats(steps: readonly Step[], { steps: own }: Hop): readonly Step[] {
  const before = new Set(steps.filter((step) => !own.includes(step)).map(({ action }) => action))
  const confirmed: ReadonlySet<Action> = new Set(['permitted', 'translated'])
  return steps.filter((step) => !own.includes(step) || !confirmed.has(step.action) || !before.has(step.action))
}
