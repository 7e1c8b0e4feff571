import type { ReactNode } from 'react'
import { Icon, type IconData } from './icon.tsx'

interface EmptyStateProps {
  readonly icon: IconData
  readonly title: string
  readonly text?: string
  /** What to do next. */
  readonly children?: ReactNode
}

/** What a region says while it has nothing to show: why, and what to do. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-1.5 px-6 py-5 text-center">
      <span className="grid size-11 place-items-center rounded-xl bg-hover text-muted">
        <Icon of={icon} size={1.4} />
      </span>
      <p className="mt-1 text-base font-semibold">{title}</p>
      {text === undefined ? null : <p className="max-w-96 text-sm text-pretty text-muted">{text}</p>}
      {children === undefined ? null : (
        <div className="mt-2 flex flex-wrap items-center justify-center gap-2">{children}</div>
      )}
    </div>
  )
}
