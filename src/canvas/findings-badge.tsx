import { TriangleAlert, CircleX } from 'lucide'
import { useT } from '../i18n/use-t.tsx'
import type { Severity } from '../model/finding.ts'
import { useFindingsOf } from '../store/analysis.ts'
import { select, setDock, togglePanel } from '../store/session-store.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'

/** How many errors and warnings the check has for a device; a click shows them. Hints wait in the list. */
export function FindingsBadge({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useT()
  const findings = useFindingsOf(id)
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  const [errors, warnings] = [count('error'), count('warning')]
  if (errors + warnings === 0) return null
  const label = t('canvas.findings.show', { name, findings: t('canvas.findings', { errors, warnings }) })
  return (
    <button
      type="button"
      tabIndex={-1}
      className={cx('card-findings nodrag', errors > 0 ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn')}
      aria-label={label}
      title={label}
      onClick={() => {
        select([id])
        setDock('check')
        togglePanel('dock', true)
      }}
    >
      <Icon of={errors > 0 ? CircleX : TriangleAlert} size={0.75} />
      {errors + warnings}
    </button>
  )
}
