import { CircleX, Lightbulb, TriangleAlert, Wrench } from 'lucide'
import { useT, useTell } from '../../i18n/use-t.tsx'
import type { Finding, Severity } from '../../model/finding.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon, type IconData } from '../../ui/icon.tsx'
import { keyed } from '../../ui/keyed.ts'
import { reveal, revealSetting } from '../reveal.ts'
import { RichText } from '../rich-text.tsx'
import { applyFix } from './apply-fix.ts'

export const severities: Readonly<Record<Severity, { readonly icon: IconData; readonly color: string }>> = {
  error: { icon: CircleX, color: 'text-bad' },
  warning: { icon: TriangleAlert, color: 'text-warn' },
  hint: { icon: Lightbulb, color: 'text-muted' },
}

export const severityKeys = { error: 'check.error', warning: 'check.warning', hint: 'check.hint' } as const

/** Something that the check noticed: what it is about, what is wrong, and the ways to mend it. */
export function FindingCard({ finding, showsSubject }: { readonly finding: Finding; readonly showsSubject: boolean }) {
  const t = useT()
  const tell = useTell()
  const { subject, severity } = finding
  const { icon, color } = severities[severity]
  const open = () => {
    if (subject.type === 'diagram') return
    if (subject.type === 'device' && subject.setting !== undefined) revealSetting(subject.id, subject.setting)
    else reveal(subject.id)
  }
  const about =
    subject.type === 'diagram'
      ? t('check.diagram')
      : tell.value(
          subject.type === 'device'
            ? { t: 'device', device: subject.id }
            : subject.type === 'link'
              ? { t: 'link', link: subject.id }
              : { t: 'zone', zone: subject.id },
        )
  return (
    <article className="flex gap-2.5 rounded-xl border border-line bg-panel p-2.5 text-sm">
      <span className={cx('mt-px', color)}>
        <Icon of={icon} size={1.05} />
        <span className="sr-only">{t(severityKeys[severity])}</span>
      </span>
      <div className="min-w-0 flex-1">
        {showsSubject ? (
          <button
            type="button"
            className="min-h-6 font-semibold text-accent hover:underline disabled:text-ink disabled:no-underline"
            disabled={subject.type === 'diagram'}
            onClick={open}
          >
            {about}
          </button>
        ) : null}
        <p className="text-pretty">
          <RichText parts={tell(finding)} />
        </p>
        {finding.fixes.length === 0 ? null : (
          <div className="mt-2 flex flex-wrap gap-2">
            {keyed(finding.fixes).map(({ key, item }) => (
              <Button
                key={key}
                className="h-auto min-h-8 py-1 text-left whitespace-normal!"
                onClick={() => applyFix(item)}
              >
                <Icon of={Wrench} size={0.95} className="text-muted" />
                {tell.text(item.label)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </article>
  )
}
