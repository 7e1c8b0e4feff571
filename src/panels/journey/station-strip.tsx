import { useEffect, useRef, type RefObject } from 'react'
import { useDeviceName, useT, type T } from '../../i18n/use-t.tsx'
import type { Station, Trace } from '../../model/trace.ts'
import { givenUpAt, toneAt } from '../../store/blame.ts'
import { seek } from '../../store/playback.ts'
import { stationAt, stopAt } from '../../store/positions.ts'
import { cx } from '../../ui/cx.ts'
import { keyed } from '../../ui/keyed.ts'
import { visitedBefore } from './rows.ts'
import { beginsPass, stripColumns, type StripStation } from './strip-columns.ts'

interface StationStripProps {
  readonly trace: Trace
  readonly hop: number | undefined
}

const backKeys = { back: 'journey.back', waited: 'journey.gives-up-waiting', 'at-once': 'journey.gives-up' } as const

/** The journey's stations to jump to: there above, back below; skipped ones greyed, with the reason. */
export function StationStrip({ trace, hop }: StationStripProps) {
  const t = useT()
  const deviceName = useDeviceName()
  const columns = stripColumns(trace)
  const active = hop === undefined ? -1 : (stationAt(trace, hop)?.index ?? -1)
  const nameOf = (device: string | undefined) => (device === undefined ? '' : deviceName(device))
  const before = (index: number) => nameOf(visitedBefore(trace, index)?.device)
  const rest = { trace, active, before }
  const strip = useStationInView(active)
  return (
    <nav
      ref={strip}
      aria-label={t('journey.stations')}
      className="no-scrollbar overflow-x-auto border-b border-line px-3 py-1 motion-safe:scroll-smooth"
    >
      <ol
        className="grid grid-flow-col gap-x-2 [--station:6.25rem] medium:gap-x-1 narrow:[--station:8.25rem]"
        style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(var(--station), 1fr))` }}
      >
        {keyed(columns).map(({ key, item: { device, there, back } }, index) => {
          const name = nameOf(device)
          return (
            <li
              key={key}
              className={cx('flex min-w-0 flex-col', beginsPass(columns, index) && 'border-l border-edge pl-2')}
            >
              {there ? (
                <StationButton {...rest} placed={there} name={name} word={name} />
              ) : (
                <span className="h-6 touch:h-9" />
              )}
              {back ? (
                <StationButton
                  {...rest}
                  placed={back}
                  name={name}
                  word={t(backKeys[givenUpAt(trace, back.index) ?? 'back'])}
                />
              ) : null}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** So much of the strip is to be seen before and behind the station at hand; px. */
const margin = 24

/** Moves the strip, and nothing else of the page, so that the station at hand is in view wherever one steps. */
function useStationInView(active: number): RefObject<HTMLElement | null> {
  const strip = useRef<HTMLElement>(null)
  useEffect(() => {
    const box = strip.current
    const now = box?.querySelector(`[data-station="${active}"]`)
    if (!box) return
    if (!now) {
      box.scrollLeft = 0
      return
    }
    const { left, width } = box.getBoundingClientRect()
    const station = now.getBoundingClientRect()
    const isInView = station.left >= left + margin && station.right <= left + width - margin
    // How it moves is the style's business: at once for who asks for no motion.
    if (!isInView) box.scrollLeft += station.left - left - (width - station.width) / 2
  }, [active])
  return strip
}

interface StationButtonProps {
  readonly placed: StripStation
  readonly name: string
  readonly word: string
  readonly trace: Trace
  readonly active: number
  /** Who was visited last before a station: what it remembered made the next ones needless. */
  readonly before: (index: number) => string
}

function StationButton({ placed, name, word, trace, active, before }: StationButtonProps) {
  const t = useT()
  const { station, index } = placed
  const number = index + 1
  const isSkipped = station.skipped === true
  const isNow = index === active
  const isTried = station.tried === true
  const target = stopAt(trace, index)
  const stop = target === undefined ? undefined : trace.hops[target]
  const isBad = stop !== undefined && toneAt(trace, 'stations', stop) === 'bad'
  const isGivenUp = givenUpAt(trace, index) !== undefined
  const label = [
    isGivenUp ? `${t('journey.station-there', { number, name })}, ${word}` : labelOf(t, station, number, name),
    // What was tried in vain says so already.
    isBad && !isTried ? t('journey.bad') : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
  const reason = isSkipped ? t('journey.skipped', { name: before(index) }) : undefined
  return (
    <button
      type="button"
      aria-label={reason === undefined ? label : `${label}: ${reason}`}
      data-station={index}
      aria-current={isNow ? 'step' : undefined}
      title={reason ?? (isTried || isBad ? label : undefined)}
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
          isBad && !isNow && 'border-bad text-bad',
          isTried && !isNow && 'border-dashed',
          !isSkipped && !isBad && !isNow && index < active && 'border-transparent bg-accent-soft text-accent',
          !isSkipped && !isBad && !isNow && index > active && 'border-edge text-muted',
        )}
      >
        {number}
      </span>
      <span className={cx('truncate text-xs', isSkipped && 'line-through')}>
        {`${isBad ? '✗ ' : ''}${station.leg === 'response' && !isGivenUp ? '← ' : ''}${word}`}
      </span>
    </button>
  )
}

function labelOf(t: T, { leg, tried }: Station, number: number, name: string): string {
  if (leg === 'response') return t('journey.station-back', { number, name })
  return tried ? t('journey.station-tried', { number, name }) : t('journey.station-there', { number, name })
}
