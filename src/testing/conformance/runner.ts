import type { Json } from '../../model/topology.ts'
import type { Adapter, Recording, RecordingFile } from './adapter.ts'
import { deliberateDifferences } from './deliberate-differences.ts'

export type Result = 'agreed' | 'differing' | 'not-modelled' | 'answered'

export interface Judgement {
  readonly id: string
  readonly result: Result
  /** What was expected and what came, or why nothing did. */
  readonly detail?: string
  /** Why the difference stands on the list, where it does. */
  readonly deliberate?: string
}

export interface FamilyReport {
  readonly family: string
  readonly judgements: readonly Judgement[]
}

/** Judges every case of a family. A case whose outcome is kept aside is answered, and counts for nothing. */
export function judgeFamily(adapter: Adapter, file: RecordingFile, only?: string): FamilyReport {
  const cases = file.cases.filter(
    (one) => (adapter.isCounted?.(one) ?? true) && (only === undefined || one.id === only),
  )
  return { family: file.family, judgements: cases.map((one) => judge(adapter, one, file)) }
}

function judge(adapter: Adapter, recording: Recording, file: RecordingFile): Judgement {
  const { id, observed } = recording
  try {
    const answer = adapter.answer(recording, file)
    if (answer.type === 'not-modelled') return withReason({ id, result: 'not-modelled', detail: answer.why })
    if (observed === null) return { id, result: 'answered', detail: JSON.stringify(answer.value) }
    const difference = adapter.compare
      ? adapter.compare(observed, answer.value, recording)
      : whatDiffers(observed, answer.value)
    return difference === undefined
      ? { id, result: 'agreed' }
      : withReason({ id, result: 'differing', detail: difference })
  } catch (error) {
    // One case that the engine cannot take must not hide the others.
    return withReason({ id, result: 'differing', detail: `threw ${String(error)}` })
  }
}

function withReason(judgement: Judgement): Judgement {
  const deliberate = deliberateDifferences[judgement.id]
  return deliberate === undefined ? judgement : { ...judgement, deliberate }
}

/** The default comparison: what was expected and what came, unless both are equal. */
export function whatDiffers(observed: Json, got: Json): string | undefined {
  const [expected, came] = [canonical(observed), canonical(got)]
  return expected === came ? undefined : `expected ${expected}, got ${came}`
}

/** Equal values are equal text: keys in order. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_key, item: Json) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}

const count = (report: FamilyReport, result: Result) => report.judgements.filter((one) => one.result === result).length

const line = (cells: readonly (string | number)[]) =>
  `${String(cells[0]).padEnd(28)}${cells
    .slice(1)
    .map((cell) => String(cell).padStart(14))
    .join('')}`

/** The table that `npm run conformance` prints, then every case that differs, then the total. */
export function renderReports(reports: readonly FamilyReport[]): string {
  const rows = reports.map((report) => ({
    family: report.family,
    cases: report.judgements.length - count(report, 'answered'),
    agreed: count(report, 'agreed'),
    differing: count(report, 'differing'),
    notModelled: count(report, 'not-modelled'),
  }))
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + pick(row), 0)
  return [
    line(['family', 'cases', 'agreed', 'differing', 'not modelled']),
    ...rows.map((row) => line([row.family, row.cases, row.agreed, row.differing, row.notModelled])),
    '',
    ...reports.flatMap(renderDifferences),
    `TOTAL agreed ${sum((row) => row.agreed)} of ${sum((row) => row.cases)}`,
  ].join('\n')
}

function renderDifferences({ judgements }: FamilyReport): readonly string[] {
  return judgements
    .filter((one) => one.result === 'differing' || one.result === 'not-modelled')
    .map((one) => {
      const listed = one.deliberate === undefined ? '' : ` [listed: ${one.deliberate}]`
      return `${one.id}  ${one.result === 'not-modelled' ? 'not modelled: ' : ''}${one.detail ?? ''}${listed}`
    })
}

/** Whether every case agrees or stands on the list. */
export const isAsExpected = (reports: readonly FamilyReport[]): boolean =>
  reports.every((report) =>
    report.judgements.every(
      (one) => one.result === 'agreed' || one.result === 'answered' || one.deliberate !== undefined,
    ),
  )
