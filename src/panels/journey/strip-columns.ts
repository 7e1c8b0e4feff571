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
    const { device, pass } = back.station
    const free = columns.findLast(
      ({ there, back: taken }) =>
        there?.station.device === device && there.station.pass === pass && !there.station.tried && !taken,
    )
    if (free) free.back = back
    else columns.splice(endOfPass(columns, pass), 0, { device, there: undefined, back })
  }
  return columns
}

const passOf = ({ there, back }: StripColumn): number => (there ?? back)?.station.pass ?? 0

/** Where a column that has only a way back belongs: behind the others of its exchange. */
const endOfPass = (columns: readonly StripColumn[], pass = 0): number =>
  columns.findLastIndex((column) => passOf(column) === pass) + 1

/** Whether another exchange of the sender begins with this column. */
export function beginsPass(columns: readonly StripColumn[], index: number): boolean {
  const [before, here] = [columns[index - 1], columns[index]]
  return before !== undefined && here !== undefined && passOf(before) !== passOf(here)
}
