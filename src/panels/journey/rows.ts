import type { Hop, Station, Trace } from '../../model/trace.ts'
import { toldAt } from '../../store/blame.ts'
import { stopAt, stopsOf } from '../../store/positions.ts'
import type { Detail } from '../../store/session-store.ts'

/** A line of the list: something that happened, or a station that was not needed. */
export type Row =
  | { readonly type: 'event'; readonly number: number; readonly hop: Hop; readonly told: Hop }
  | { readonly type: 'skipped'; readonly number: number; readonly station: Station; readonly index: number }

/** The lines of the list. Stations bear the numbers of the strip, those that were skipped included. */
export function rowsOf(trace: Trace, detail: Detail): readonly Row[] {
  if (detail === 'events') {
    return stopsOf(trace, detail).flatMap((index, row) => eventRow(trace, detail, index, row + 1))
  }
  return trace.stations.flatMap((station, index): readonly Row[] => {
    const number = index + 1
    if (station.skipped) return [{ type: 'skipped', number, station, index }]
    return eventRow(trace, detail, stopAt(trace, index), number)
  })
}

function eventRow(trace: Trace, detail: Detail, index: number | undefined, number: number): readonly Row[] {
  const hop = index === undefined ? undefined : trace.hops[index]
  return hop ? [{ type: 'event', number, hop, told: toldAt(trace, detail, hop) }] : []
}

/** Who was visited last before a station: what it remembered made the next ones needless. */
export const visitedBefore = ({ stations }: Trace, index: number): Station | undefined =>
  stations.findLast((one, at) => at < index && !one.skipped)
