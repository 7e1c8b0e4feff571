import type { Json } from '../../model/topology.ts'
import { keyed } from '../../ui/keyed.ts'

interface StateTreeProps {
  readonly value: Json
  readonly labelOf: (key: string) => string
}

/** Data as a person can read it: names before values, deeper things indented. */
export function StateTree({ value, labelOf }: StateTreeProps) {
  if (typeof value !== 'object' || value === null) return <code className="break-all">{String(value ?? '–')}</code>
  if (Array.isArray(value)) {
    const items: readonly Json[] = value
    return (
      <ul className="flex min-w-0 flex-col gap-1">
        {keyed(items).map(({ key, item }) => (
          <li key={key} className="border-l-2 border-line pl-2">
            <StateTree value={item} labelOf={labelOf} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <dl className="flex min-w-0 flex-col gap-1 text-sm">
      {Object.entries(value).map(([key, part]) => (
        <div key={key} className={isFlat(part) ? 'grid grid-cols-[minmax(0,7rem)_minmax(0,1fr)] gap-2' : 'min-w-0'}>
          <dt className="truncate text-muted" title={key}>
            {labelOf(key)}
          </dt>
          <dd className={isFlat(part) ? 'min-w-0' : 'mt-1 min-w-0 border-l-2 border-line pl-2'}>
            <StateTree value={part} labelOf={labelOf} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const isFlat = (value: Json): boolean => typeof value !== 'object' || value === null
