import type { ReactNode } from 'react'
import { TextField } from '../../ui/text-field.tsx'
import { PinButton } from './pin-button.tsx'

interface FrameProps {
  readonly sign: ReactNode
  readonly name: string
  readonly nameLabel: string
  /** Without it the name cannot be changed. */
  readonly onRename?: (name: string) => void
  readonly detail?: ReactNode
  /** Switches and buttons beside the name. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** What the inspector of any one thing looks like: its sign, its name, and what can be set. */
export function Frame({ sign, name, nameLabel, onRename, detail, aside, children }: FrameProps) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        {sign}
        <div className="min-w-0 flex-1">
          {onRename ? (
            <TextField
              aria-label={nameLabel}
              value={name}
              maxLength={80}
              className="[&_input]:-ml-1.5 [&_input]:h-7 [&_input]:border-transparent [&_input]:bg-transparent [&_input]:px-1.5 [&_input]:text-base [&_input]:font-semibold [&_input]:hover:border-line"
              onCommit={(text) => {
                if (text.trim() !== '') onRename(text.trim())
              }}
            />
          ) : (
            <h2 className="truncate text-base font-semibold">{name}</h2>
          )}
          {detail === undefined ? null : <p className="truncate text-xs text-muted">{detail}</p>}
        </div>
        <span className="flex items-center gap-1.5">
          <PinButton />
          {aside}
        </span>
      </header>
      {children}
    </div>
  )
}

/** One labelled setting of something that is no program. */
export function Setting({
  label,
  htmlFor,
  children,
}: {
  readonly label: string
  readonly htmlFor?: string
  readonly children: ReactNode
}) {
  return (
    <div className="grid min-h-8 grid-cols-[minmax(0,7.25rem)_minmax(0,1fr)] items-center gap-x-2">
      {htmlFor === undefined ? (
        <span className="text-sm text-muted">{label}</span>
      ) : (
        <label htmlFor={htmlFor} className="min-w-0 text-sm [overflow-wrap:anywhere] hyphens-auto text-muted">
          {label}
        </label>
      )}
      <div className="min-w-0">{children}</div>
    </div>
  )
}

/** The scrolling part under the head. */
export const bodyLook =
  'slim-scroll flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto px-4 py-3 focus-visible:-outline-offset-2'

export function Body({ children }: { readonly children: ReactNode }) {
  return <div className={bodyLook}>{children}</div>
}
