import type { DeviceId, LinkId } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import type { StationMark } from '../picture/draw-device.ts'
import type { Travelled } from '../picture/draw-link.ts'
import { toneAt } from '../store/blame.ts'
import { stationAt, stopAt } from '../store/positions.ts'

/** A station's number at its device, and where a click on it leads. */
export interface Mark extends StationMark {
  /** The hop that shows it; a skipped station has none. */
  readonly hop: number | undefined
  /** It went wrong here, as list and strip say. */
  readonly isBad?: true
}

/** Remembers the last result: every card and cable asks the same at each step. */
function perMoment<T>(derive: (trace: Trace, hop: number | undefined) => T) {
  let last: { readonly trace: Trace; readonly hop: number | undefined; readonly result: T } | undefined
  return (trace: Trace, hop: number | undefined): T => {
    if (last?.trace !== trace || last.hop !== hop) last = { trace, hop, result: derive(trace, hop) }
    return last.result
  }
}

/** Which cables the journey has gone over up to a hop, there or (also) back. */
export const travelledLinks = perMoment((trace, hop): ReadonlyMap<LinkId, Travelled> => {
  const links = new Map<LinkId, Travelled>()
  if (hop === undefined) return links
  for (const { id, via, leg, purpose } of trace.hops) {
    if (id > hop || via === undefined || purpose === 'check') continue
    links.set(via, leg === 'request' ? 'there' : 'back')
  }
  return links
})

/** The numbers of the stations at each device, as far as the journey has come. */
export const stationMarks = perMoment((trace, hop): ReadonlyMap<DeviceId, readonly Mark[]> => {
  const marks = new Map<DeviceId, Mark[]>()
  const now = hop === undefined ? -1 : (stationAt(trace, hop)?.index ?? -1)
  for (const [index, station] of trace.stations.entries()) {
    const state = station.skipped ? 'to-come' : index < now ? 'passed' : index === now ? 'now' : 'to-come'
    const own = marks.get(station.device) ?? []
    const stop = stopAt(trace, index)
    const shown = stop === undefined ? undefined : trace.hops[stop]
    const isBad = shown !== undefined && toneAt(trace, 'stations', shown) === 'bad'
    marks.set(station.device, [...own, { number: index + 1, state, hop: stop, ...(isBad && { isBad }) }])
  }
  return marks
})

/** The journey for an export: all of it, or as far as playback has come. */
export function overlayOf(trace: Trace, hop: number | undefined) {
  const shown = hop ?? trace.hops.length - 1
  return { links: travelledLinks(trace, shown), stations: stationMarks(trace, shown) }
}
