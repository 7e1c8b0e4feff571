import { useT } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import type { Trace } from '../../model/trace.ts'
import { useDocument } from '../../store/document-store.ts'
import { seek } from '../../store/playback.ts'
import { stationAt, stopsOf } from '../../store/positions.ts'
import { cx } from '../../ui/cx.ts'
import { keyed } from '../../ui/keyed.ts'
import { hopOf, stripColumns, type StripStation } from './strip-columns.ts'

interface StationStripProps {
  readonly trace: Trace
  readonly hop: number | undefined
}

const selectDevices = (diagram: Diagram) => diagram.devices

/** The journey's stations to jump to: there above, back below; skipped ones greyed, with the reason. */
export function StationStrip({ trace, hop }: StationStripProps) {
  const t = useT()
  const devices = useDocument(selectDevices)
  const columns = stripColumns(trace)
  const stops = stopsOf(trace, 'stations')
  const active = hop === undefined ? -1 : (stationAt(trace, hop)?.index ?? -1)
  const nameOf = (device: string | undefined) => (device === undefined ? '' : (devices[device]?.name ?? device))
  const before = (index: number) => nameOf(trace.stations.findLast((one, at) => at < index && !one.skipped)?.device)
  const rest = { stops, active, before }
  return (
    <nav aria-label={t('journey.stations')} className="no-scrollbar overflow-x-auto border-b border-line px-3 py-1">
      <ol
        className="grid grid-flow-col gap-x-2 [--station:6.25rem] medium:gap-x-1 narrow:[--station:8.25rem]"
        style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(var(--station), 1fr))` }}
      >
        {keyed(columns).map(({ key, item: { device, there, back } }) => {
          const name = nameOf(device)
          return (
            <li key={key} className="flex min-w-0 flex-col">
              {there ? (
                <StationButton {...rest} placed={there} name={name} word={name} />
              ) : (
                <span className="h-6 touch:h-9" />
              )}
              {back ? <StationButton {...rest} placed={back} name={name} word={t('journey.back')} /> : null}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

interface StationButtonProps {
  readonly placed: StripStation
  readonly name: string
  readonly word: string
  readonly stops: readonly number[]
  readonly active: number
  /** Who was visited last before a station: what it remembered made the next ones needless. */
  readonly before: (index: number) => string
}

function StationButton({ placed, name, word, stops, active, before }: StationButtonProps) {
  const t = useT()
  const { station, index } = placed
  const number = index + 1
  const isSkipped = station.skipped === true
  const isNow = index === active
  const target = hopOf(station, stops)
  const label =
    station.leg === 'request'
      ? t('journey.station-there', { number, name })
      : t('journey.station-back', { number, name })
  const reason = isSkipped ? t('journey.skipped', { name: before(index) }) : undefined
  return (
    <button
      type="button"
      aria-label={reason === undefined ? label : `${label}: ${reason}`}
      aria-current={isNow ? 'step' : undefined}
      title={reason}
      disabled={target === undefined}
      className={cx(
        'flex h-6 min-w-0 items-center gap-1.5 rounded-full pr-2 medium:gap-1 medium:pr-0.5 text-left hover:bg-hover disabled:hover:bg-transparent touch:h-9',
        isNow ? 'font-semibold text-ink' : 'text-muted',
      )}
      onClick={() => {
        if (target !== undefined) seek(target)
      }}
    >
      <span
        className={cx(
          'grid size-[1.2rem] shrink-0 place-items-center rounded-full border text-tiny font-semibold tabular-nums',
          isSkipped && 'border-dashed border-edge text-faint',
          !isSkipped && isNow && 'border-accent bg-accent text-on-accent',
          !isSkipped && !isNow && index < active && 'border-transparent bg-accent-soft text-accent',
          !isSkipped && !isNow && index > active && 'border-edge text-muted',
        )}
      >
        {number}
      </span>
      <span className={cx('truncate text-xs', isSkipped && 'line-through')}>
        {station.leg === 'response' ? `← ${word}` : word}
      </span>
    </button>
  )
}
