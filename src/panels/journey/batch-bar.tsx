import { useT, useTell } from '../../i18n/use-t.tsx'
import type { Trace } from '../../model/trace.ts'
import { showOfBatch } from '../../store/journey.ts'
import { cx } from '../../ui/cx.ts'
import { isPartial, markOf, summaryOf } from '../request/outcome.ts'
import { seenWords } from './verdict-words.ts'

interface BatchBarProps {
  readonly batch: readonly Trace[]
  readonly shown: Trace
}

/** All journeys of one Send: how they ended, in the order of sending; a click shows one of them. */
export default function BatchBar({ batch, shown }: BatchBarProps) {
  const t = useT()
  const tell = useTell()
  return (
    <section aria-label={t('batch.title')} className="flex items-center gap-3 border-b border-line px-4 py-1">
      <p className="shrink-0 text-xs text-muted">{summaryOf(batch, t)}</p>
      <ol className="slim-scroll flex min-w-0 gap-1 overflow-x-auto p-1">
        {batch.map((trace, index) => {
          const { sign, look } = markOf(trace)
          const words = seenWords(t, trace.verdict.seen)
          const time = tell.value({ t: 'ms', value: trace.durationMs })
          const rest = isPartial(trace) ? [t('result.partial')] : []
          return (
            // The place in the row is what tells one request from another.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <button
                type="button"
                aria-current={trace === shown || undefined}
                aria-label={[t('batch.one', { number: index + 1, seen: words, time }), ...rest].join('. ')}
                title={[words, time, ...rest].join(' · ')}
                className={cx(
                  'flex h-6 min-w-7 items-center justify-center gap-1 rounded-md px-1.5 text-xs font-semibold tabular-nums touch:h-11 touch:min-w-11',
                  look,
                  trace === shown && 'outline-2 outline-offset-1 outline-accent',
                )}
                onClick={() => showOfBatch(index)}
              >
                <span aria-hidden="true">{sign}</span>
                {index + 1}
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
