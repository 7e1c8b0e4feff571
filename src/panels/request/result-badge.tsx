import { Clock } from 'lucide'
import { useEffect, useRef } from 'react'
import { useCatalogue, useDeviceName, useT, useTell } from '../../i18n/use-t.tsx'
import type { Trace } from '../../model/trace.ts'
import { isSuccess } from '../../model/verdict.ts'
import { blameOf } from '../../store/blame.ts'
import { last } from '../../store/playback.ts'
import { setDock, togglePanel, useSession, type Session } from '../../store/session-store.ts'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { late } from '../../ui/late.tsx'
import { Menu } from '../../ui/menu.tsx'
import { notify } from '../../ui/toaster.tsx'
import { seenWords } from '../journey/verdict-words.ts'
import { useLastKnown } from '../last-known.ts'
import { settingPlace } from '../names.ts'
import { withTexts } from '../with-texts.ts'
import { isPartial as isPartialTrace, markOf, summaryOf } from './outcome.ts'

const selectTrace = (session: Session) => session.trace
const selectBatch = (session: Session) => session.batch
const selectStale = (session: Session) => session.stale
const selectPassed = (session: Session) => session.passed
const selectClock = (session: Session) => session.world.clock

/** What came of the last request, at once and in one line: `✓ 200 OK · 82 ms`, `✗ Time-out · Firewall, rule 4`. */
export function ResultBadge() {
  const trace = useSession(selectTrace)
  const isStale = useSession(selectStale)
  return (
    <>
      <output className="flex min-w-0 items-center">{trace ? <Badge trace={trace} isStale={isStale} /> : null}</output>
      <BatchSummary />
    </>
  )
}

/** Says how all requests of one Send ended to who does not see their marks; there before there is anything to say. */
function BatchSummary() {
  const t = useT()
  const batch = useSession(selectBatch)
  return (
    <output className="sr-only">
      {/* Another batch that ended alike is said as well. */}
      {batch.length > 1 ? <span key={batch[0]?.startedAt}>{summaryOf(batch, t)}</span> : null}
    </output>
  )
}

function Badge({ trace, isStale }: { readonly trace: Trace; readonly isStale: boolean }) {
  const t = useT()
  const tell = useTell()
  const deviceName = useDeviceName()
  const catalogue = useCatalogue()
  const { seen } = trace.verdict
  const isGood = isSuccess(seen)
  const blame = blameOf(trace)
  const culprit = useLastKnown(blame?.device)
  const setting = blame?.step.setting
  const time = tell.value({ t: 'ms', value: trace.durationMs })
  const seenPart = seenWords(t, seen)
  const place = culprit && setting !== undefined ? settingPlace(culprit, setting, catalogue, t) : undefined
  // Where there was no answer at all, who is to blame says more than what was seen.
  const saysSeen = isGood || seen.type === 'answer' || !culprit
  const isPartial = isPartialTrace(trace)
  const { sign, look } = markOf(trace)
  const words = [saysSeen ? seenPart : undefined, ...(isGood ? [time] : [culprit && deviceName(culprit.id), place])]
  return (
    <button
      type="button"
      aria-label={[
        t(isGood ? 'result.good' : 'result.bad'),
        saysSeen ? undefined : seenPart,
        ...words,
        isPartial ? t('result.partial') : undefined,
      ]
        .filter((word) => word !== undefined)
        .join(' ')}
      title={isPartial ? t('result.partial') : isGood ? t('result.show') : [seenPart, time].join(' · ')}
      className={cx(
        'flex min-h-7 max-w-80 min-w-0 items-center gap-1.5 rounded-lg px-2.5 text-sm font-semibold touch:min-h-11',
        look,
        isStale && 'opacity-60',
      )}
      onClick={() => {
        togglePanel('dock', true)
        setDock('journey')
        last()
      }}
    >
      <span aria-hidden="true">{sign}</span>
      <span className="truncate">{words.filter((word) => word !== undefined).join(' · ')}</span>
    </button>
  )
}

const ClockMenu = late(() => withTexts(import('./clock-menu.tsx')))

/** Says that time has passed before what was sent, each time that it has. */
function usePassedTime() {
  const t = useT()
  const tell = useTell()
  const passed = useSession(selectPassed)
  const told = useRef(passed)
  useEffect(() => {
    if (!passed || told.current === passed) return
    told.current = passed
    notify({ text: t('clock.passed', { time: tell.value({ t: 'ms', value: passed.ms }) }) })
  }, [passed, t, tell])
}

/** The diagram's clock: how far it has come, and the way to let time pass or to begin afresh. */
export function ClockChip() {
  const t = useT()
  const tell = useTell()
  const clock = useSession(selectClock)
  usePassedTime()
  return (
    <Menu
      renderTrigger={(props) => (
        <button
          type="button"
          title={t('clock.title')}
          className="flex min-h-7 shrink-0 items-center gap-1.5 rounded-lg px-2 text-xs whitespace-nowrap text-muted tabular-nums hover:bg-hover hover:text-ink touch:min-h-11"
          {...props}
        >
          <Icon of={Clock} size={0.95} />
          <span className="sr-only">{t('clock.label')}</span>
          {clock === 0 ? null : tell.value({ t: 'ms', value: clock })}
        </button>
      )}
    >
      <ClockMenu />
    </Menu>
  )
}
