import { useFindingsOf } from '../../store/analysis.ts'
import { keyed } from '../../ui/keyed.ts'
import { FindingCard } from './finding-card.tsx'

/** What the check noticed about the thing that the inspector shows. */
export function FindingsOf({ id }: { readonly id: string }) {
  const findings = useFindingsOf(id)
  if (findings.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      {keyed(findings).map(({ key, item }) => (
        <FindingCard key={key} finding={item} showsSubject={false} />
      ))}
    </div>
  )
}
