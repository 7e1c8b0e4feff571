import { X } from 'lucide'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

interface DialogProps {
  readonly title: string
  readonly closeLabel: string
  readonly onClose: () => void
  readonly wide?: boolean
  readonly children: ReactNode
  /** Buttons under the content. */
  readonly footer?: ReactNode
}

/** The platform's modal dialog: it keeps the focus, gives it back, and closes by Escape and by a click beside it. */
export function Dialog({ title, closeLabel, onClose, wide = false, children, footer }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const titleId = useId()
  // Before the page is changed: a dialog that is taken out of it first does not give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // What one comes to type in; else the content rather than the button that closes it: there is something to read.
    const first = content.current?.querySelector<HTMLElement>('[data-first]')
    ;(first ?? content.current)?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={cx(
        'm-auto max-h-[min(44rem,92dvh)] w-[calc(100vw-2rem)] animate-rise flex-col overflow-hidden rounded-2xl bg-panel p-0 shadow-raised open:flex',
        wide ? 'max-w-3xl' : 'max-w-lg',
      )}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <header className="flex items-center gap-3 border-b border-line py-2 pr-2 pl-5">
        <h2 id={titleId} className="flex-1 text-lg font-semibold">
          {title}
        </h2>
        <IconButton label={closeLabel} align="end" onClick={onClose}>
          <Icon of={X} />
        </IconButton>
      </header>
      <div
        ref={content}
        // Long content must be scrolled by keys, also where nothing in it takes the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="slim-scroll min-h-0 flex-1 overflow-y-auto px-5 py-4 outline-none"
      >
        {children}
      </div>
      {footer === undefined ? null : (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
      )}
    </dialog>
  )
}
