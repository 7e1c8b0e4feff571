import type { Station, Trace } from '../../model/trace.ts'

export interface StripStation {
  readonly station: Station
  /** Place among all stations, from 0. */
  readonly index: number
}

/** One device on the strip: its station on the way there above, on the way back below. */
export interface StripColumn {
  readonly device: string
  readonly there: StripStation | undefined
  readonly back: StripStation | undefined
}

/** Puts each station of the way back under that of the way there; what came another way gets a column of its own. */
export function stripColumns({ stations }: Trace): readonly StripColumn[] {
  const placed = stations.map((station, index) => ({ station, index }))
  const columns = placed
    .filter(({ station }) => station.leg === 'request')
    .map((there): { -readonly [K in keyof StripColumn]: StripColumn[K] } => ({
      device: there.station.device,
      there,
      back: undefined,
    }))
  for (const back of placed.filter(({ station }) => station.leg === 'response')) {
    const { device } = back.station
    const free = columns.findLast((column) => column.device === device && column.back === undefined)
    if (free) free.back = back
    else columns.push({ device, there: undefined, back })
  }
  return columns
}

/** The hop to show for a station: the one at which playback stops there. */
export const hopOf = ({ hops }: Station, stops: readonly number[]): number | undefined =>
  stops.find((stop) => hops.includes(stop)) ?? hops[0]
