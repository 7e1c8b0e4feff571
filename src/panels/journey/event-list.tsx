import { useEffect, useRef } from 'react'
import { plain } from '../../i18n/format.ts'
import { decimal } from '../../i18n/numbers.ts'
import { useDeviceName, useLanguage, useT, useTell } from '../../i18n/use-t.tsx'
import type { Trace } from '../../model/trace.ts'
import { toneAt } from '../../store/blame.ts'
import { seek } from '../../store/playback.ts'
import { stopIndex, stopsOf } from '../../store/positions.ts'
import type { Detail } from '../../store/session-store.ts'
import { tellingSteps } from '../../store/telling.ts'
import { cx } from '../../ui/cx.ts'
import { isAboutName, isAboutRequest, layerOf, protocolOf, readersOf } from './hop-words.ts'
import { LayerChip } from './layer-chip.tsx'
import { rowsOf, visitedBefore, type Row } from './rows.ts'
import { sentAgain } from './sent-again.ts'

interface EventListProps {
  readonly trace: Trace
  /** Index of the hop that is shown. */
  readonly hop: number | undefined
  readonly detail: Detail
}

/** Everything that happened, one line each; a click on a line shows that moment. */
export function EventList({ trace, hop, detail }: EventListProps) {
  const t = useT()
  const rows = rowsOf(trace, detail)
  const readers = readersOf(trace)
  const active = rows.findIndex((row) => row.type === 'event' && row.hop.id === shownHop(trace, detail, hop))
  const list = useKeepInView(active)
  return (
    <div ref={list} className="slim-scroll relative h-full overflow-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{t('journey.events')}</caption>
        <thead className="sticky top-0 z-10 bg-panel text-left text-xs text-muted">
          <tr>
            <th scope="col" className="w-9 px-2 py-1.5 text-right font-semibold">
              <span className="sr-only">{t('journey.number')}</span>
            </th>
            <th scope="col" className="w-16 px-2 py-1.5 text-right font-semibold">
              {t('journey.ms')}
            </th>
            <th scope="col" className="px-2 py-1.5 font-semibold">
              {t('journey.from-to')}
            </th>
            <th scope="col" className="w-16 px-2 py-1.5 font-semibold medium:hidden">
              {t('journey.protocol')}
            </th>
            <th scope="col" className="w-26 px-2 py-1.5 font-semibold narrow:hidden">
              {t('journey.layer')}
            </th>
            <th scope="col" className="px-2 py-1.5 font-semibold">
              {t('journey.what')}
            </th>
            <th scope="col" className="w-8 px-2 py-1.5">
              <span className="sr-only">{t('journey.result')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) =>
            row.type === 'skipped' ? (
              <SkippedRow key={`skipped ${row.index}`} trace={trace} row={row} />
            ) : (
              <EventRow
                key={row.hop.id}
                trace={trace}
                row={row}
                detail={detail}
                canRead={readers.has(row.hop.device)}
                isActive={index === active}
                isToCome={index > active}
              />
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** The hop of the line that stands for a moment. */
function shownHop(trace: Trace, detail: Detail, hop: number | undefined): number | undefined {
  return stopsOf(trace, detail)[stopIndex(trace, detail, hop)]
}

interface EventRowProps {
  readonly trace: Trace
  readonly row: Extract<Row, { type: 'event' }>
  readonly detail: Detail
  /** The device is an end of the TLS session. */
  readonly canRead: boolean
  readonly isActive: boolean
  readonly isToCome: boolean
}

/** So many steps are told at most. */
const mostSteps = { stations: 4, events: 2 } as const

const signs = { good: '✓', bad: '✗', plain: '' } as const
const signColors = { good: 'text-good', bad: 'text-bad', plain: '' } as const
const signKeys = { good: 'journey.good', bad: 'journey.bad' } as const

function EventRow({ trace, row, detail, canRead, isActive, isToCome }: EventRowProps) {
  const t = useT()
  const tell = useTell()
  const language = useLanguage()
  const deviceName = useDeviceName()
  const { number, hop, told } = row
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : deviceName(id))
  const own = nameOf(hop.device) ?? ''
  const ends = hop.packetIn ? (hop.packetOut ? [own] : [nameOf(hop.previous), own]) : [own, nameOf(hop.next)]
  const steps = tellingSteps(told, mostSteps[detail])
  const again = sentAgain(trace, hop)
  const words = [
    ...(again ? [t('journey.sent-again', { ...again })] : []),
    ...steps.map((step) => plain(tell(step)).replace(/\.$/, '')),
  ]
  const sign = toneAt(trace, detail, hop)
  const isRequest = isAboutRequest(trace, hop, steps)
  const isName = isAboutName(trace, hop)
  const layer = isRequest || isName ? 'application' : layerOf(told, canRead)
  return (
    <tr
      aria-current={isActive ? 'step' : undefined}
      className={cx(
        'relative align-top transition-colors duration-120',
        isActive ? 'bg-accent-soft' : 'hover:bg-hover',
        isToCome && !isActive && 'text-muted',
      )}
    >
      <td className="px-2 py-1.5 text-right text-xs text-muted tabular-nums">{number}</td>
      <td className="px-2 py-1.5 text-right tabular-nums">{decimal(language, hop.at, 1, 1)}</td>
      <td className="max-w-48 truncate px-2 py-1.5 medium:max-w-36 narrow:max-w-24">
        {ends.filter((end) => end !== undefined).join(' → ')}
      </td>
      <td className="px-2 py-1.5 medium:hidden">{isRequest ? 'HTTP' : isName ? 'DNS' : protocolOf(told, layer)}</td>
      <td className="px-2 py-1.5 narrow:hidden">
        <LayerChip layer={layer} />
      </td>
      <td className="px-2 py-1">
        <button
          type="button"
          className="min-h-6 py-0.5 text-left text-pretty after:absolute after:inset-0 touch:min-h-9"
          onClick={() => seek(hop.id)}
        >
          {words.join(' · ')}
        </button>
      </td>
      <td className={cx('px-2 py-1.5 text-center font-semibold', signColors[sign])}>
        <span aria-hidden="true">{signs[sign]}</span>
        {sign === 'plain' ? null : <span className="sr-only">{t(signKeys[sign])}</span>}
      </td>
    </tr>
  )
}

interface SkippedRowProps {
  readonly trace: Trace
  readonly row: Extract<Row, { type: 'skipped' }>
}

const none = '–'

/** A station that was not needed keeps its number and its place. */
function SkippedRow({ trace, row: { number, station, index } }: SkippedRowProps) {
  const t = useT()
  const deviceName = useDeviceName()
  const nameOf = (id: string | undefined) => (id === undefined ? '' : deviceName(id))
  return (
    <tr className="align-top text-faint">
      <td className="px-2 py-1.5 text-right text-xs tabular-nums">{number}</td>
      <td className="px-2 py-1.5 text-right">{none}</td>
      <td className="max-w-48 truncate px-2 py-1.5 line-through medium:max-w-36 narrow:max-w-24">
        {nameOf(station.device)}
      </td>
      <td className="px-2 py-1.5 medium:hidden">{none}</td>
      <td className="px-2 py-1.5 narrow:hidden">{none}</td>
      <td className="px-2 py-1.5">{t('journey.skipped', { name: nameOf(visitedBefore(trace, index)?.device) })}</td>
      <td className="px-2 py-1.5 text-center">{none}</td>
    </tr>
  )
}

/** Scrolls the list, and nothing else, so that the active line stays in view. */
function useKeepInView(active: number) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = list.current
    const row = box?.querySelectorAll<HTMLElement>('tbody tr')[active]
    if (!box || !row) return
    const head = 28
    const [top, bottom] = [row.offsetTop - head, row.offsetTop + row.offsetHeight]
    if (top < box.scrollTop) box.scrollTop = top
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
  }, [active])
  return list
}
