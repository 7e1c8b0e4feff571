import { notFullyModelled } from '../../engine/unread.ts'
import type { T } from '../../i18n/use-t.tsx'
import type { Trace } from '../../model/trace.ts'
import { isSuccess } from '../../model/verdict.ts'

const looks = {
  good: { sign: '✓', look: 'bg-good-soft text-good' },
  bad: { sign: '✗', look: 'bg-bad-soft text-bad' },
  partial: { sign: '≈', look: 'bg-warn-soft text-warn' },
} as const

/** How a journey's end is marked: as success or failure, unless devices on its way are not modelled in full. */
export function markOf(trace: Trace) {
  if (notFullyModelled(trace).length > 0) return looks.partial
  return isSuccess(trace.verdict.seen) ? looks.good : looks.bad
}

export const isPartial = (trace: Trace): boolean => markOf(trace) === looks.partial

/** How all journeys of one Send ended, in one line. */
export function summaryOf(batch: readonly Trace[], t: T): string {
  const count = batch.length
  const good = batch.filter(({ verdict }) => isSuccess(verdict.seen)).length
  const partial = batch.filter(isPartial).length
  return partial > 0 ? t('batch.partial', { good, count, partial }) : t('batch.summary', { good, count })
}
