import type { ReactNode } from 'react'

interface LabelledProps {
  readonly label: string
  /** Id of the control below; unset: the control names itself. */
  readonly htmlFor?: string
  readonly children: ReactNode
}

/** A control with its name above it. */
export function Labelled({ label, htmlFor, children }: LabelledProps) {
  return (
    <label htmlFor={htmlFor} className="flex flex-col gap-1 text-xs font-semibold text-muted">
      {label}
      {children}
    </label>
  )
}
