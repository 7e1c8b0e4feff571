import { CircleCheck } from 'lucide'
import { useT } from '../../i18n/use-t.tsx'
import type { Severity } from '../../model/finding.ts'
import { useFindings } from '../../store/analysis.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { keyed } from '../../ui/keyed.ts'
import { FindingCard, severityKeys } from './finding-card.tsx'

const countKeys = { error: 'check.errors', warning: 'check.warnings', hint: 'check.hints' } as const
const order: readonly Severity[] = ['error', 'warning', 'hint']

/** Everything that the check noticed in the diagram, the worst first. */
export default function CheckPanel() {
  const t = useT()
  const findings = useFindings()
  if (findings.length === 0)
    return <EmptyState icon={CircleCheck} title={t('check.nothing')} text={t('check.nothing.text')} />
  const groups = order
    .map((severity) => ({ severity, found: findings.filter((finding) => finding.severity === severity) }))
    .filter(({ found }) => found.length > 0)
  return (
    <div className="slim-scroll flex h-full flex-col gap-4 overflow-y-auto px-4 py-3">
      {groups.map(({ severity, found }) => (
        <section key={severity} aria-label={t(severityKeys[severity])}>
          <h2 className="pb-2 text-xs font-semibold text-muted">{t(countKeys[severity], { count: found.length })}</h2>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(20rem,1fr))] items-start gap-2 narrow:grid-cols-1">
            {keyed(found).map(({ key, item }) => (
              <FindingCard key={key} finding={item} showsSubject />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
