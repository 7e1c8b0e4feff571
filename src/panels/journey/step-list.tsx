import { ArrowRight } from 'lucide'
import { useCatalogue, useT, useTell } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import type { Hop, Step } from '../../model/trace.ts'
import { useDocument } from '../../store/document-store.ts'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { keyed } from '../../ui/keyed.ts'
import { settingName } from '../names.ts'
import { revealSetting } from '../reveal.ts'
import { RichText } from '../rich-text.tsx'
import { stepSign } from './hop-words.ts'

const signs = {
  good: { sign: '✓', color: 'text-good' },
  bad: { sign: '✗', color: 'text-bad' },
  plain: { sign: '·', color: 'text-muted' },
} as const

const selectDevices = (diagram: Diagram) => diagram.devices

/** Everything that a device did at this hop, each with its reason, the setting that decided, and the source. */
export function StepList({ hop }: { readonly hop: Hop }) {
  return (
    <ol className="flex flex-col gap-2">
      {keyed(hop.steps).map(({ key, item }) => (
        <StepItem key={key} step={item} device={hop.device} />
      ))}
    </ol>
  )
}

function StepItem({ step, device }: { readonly step: Step; readonly device: string }) {
  const t = useT()
  const tell = useTell()
  const catalogue = useCatalogue()
  const owner = useDocument(selectDevices)[device]
  const { sign, color } = signs[stepSign(step)]
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
            {setting === undefined || !owner ? null : (
              <button
                type="button"
                className="inline-flex min-h-6 items-center gap-1 font-semibold text-accent hover:underline"
                onClick={() => revealSetting(device, setting)}
              >
                {settingName(owner, setting, catalogue, t)}
                <Icon of={ArrowRight} size={0.8} />
              </button>
            )}
            {source ? <span>{`${source.title} ${source.section}`.trim()}</span> : null}
          </p>
        )}
      </div>
    </li>
  )
}
