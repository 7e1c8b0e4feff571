import { useT, useTell } from '../../i18n/use-t.tsx'
import type { Hop, Step, Trace } from '../../model/trace.ts'
import { ownerOf } from '../../store/blame.ts'
import { toneOf } from '../../store/telling.ts'
import { cx } from '../../ui/cx.ts'
import { keyed } from '../../ui/keyed.ts'
import { late } from '../../ui/late.tsx'
import { RichText } from '../rich-text.tsx'
import { withTexts } from '../with-texts.ts'
import { SettingLink } from './setting-link.tsx'

const DecidingLine = late(() => withTexts(import('./deciding-line.tsx')))

const signs = {
  good: { sign: '✓', color: 'text-good' },
  bad: { sign: '✗', color: 'text-bad' },
  plain: { sign: '·', color: 'text-muted' },
} as const

/** Everything that a device did at this hop, each with its reason, the setting that decided, and the source. */
export function StepList({ trace, hop }: { readonly trace: Trace; readonly hop: Hop }) {
  return (
    <ol className="flex flex-col gap-2">
      {keyed(hop.steps).map(({ key, item }) => (
        <StepItem key={key} step={item} owner={ownerOf(trace, hop, item).device} />
      ))}
    </ol>
  )
}

function StepItem({ step, owner }: { readonly step: Step; readonly owner: string }) {
  const t = useT()
  const tell = useTell()
  const { sign, color } = signs[toneOf(step)]
  const { setting, source } = step
  return (
    <li className="flex gap-2 text-sm">
      <span aria-hidden="true" className={cx('w-3 shrink-0 text-center font-semibold', color)}>
        {sign}
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-pretty">
          {step.action === 'assumed' ? <span className="text-muted">{t('journey.assumed')}</span> : null}
          <RichText parts={tell(step)} />
        </p>
        {setting === undefined && !source ? null : (
          <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
            {setting === undefined ? null : <SettingLink device={owner} path={setting} />}
            {source ? <span>{`${source.title} ${source.section}`.trim()}</span> : null}
          </p>
        )}
        {setting === undefined ? null : <DecidingLine device={owner} path={setting} />}
      </div>
    </li>
  )
}
