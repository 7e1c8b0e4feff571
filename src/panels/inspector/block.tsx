import type { ReactNode } from 'react'

interface BlockProps {
  readonly title: string
  /** Said where there is nothing. */
  readonly empty: string
  readonly children: readonly ReactNode[]
}

/** A heading and what is under it. */
export function Block({ title, empty, children }: BlockProps) {
  return (
    <section>
      <h2 className="pb-1 text-xs font-semibold text-muted">{title}</h2>
      {children.length === 0 ? (
        <p className="text-sm text-muted">{empty}</p>
      ) : (
        <div className="flex flex-col gap-1">{children}</div>
      )}
    </section>
  )
}
