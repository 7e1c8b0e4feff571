import { X } from 'lucide'
import { useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

export interface Toast {
  readonly text: string
  readonly tone?: 'plain' | 'good' | 'bad'
  readonly action?: { readonly label: string; readonly perform: () => void }
  /** What was done: a new outcome of the same takes the place of the earlier ones. */
  readonly about?: string
  /** It adds to the last outcome instead. */
  readonly isMore?: boolean
}

interface Shown extends Toast {
  readonly id: number
}

const signs = { plain: '', good: '✓', bad: '✗' } as const
let toasts: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Shown[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id))

const isOutdatedBy = (earlier: Toast, { text, about, isMore = false }: Toast): boolean =>
  earlier.text === text || (about !== undefined && earlier.about === about && !isMore)

/** Shows a notice for a while: one that can be acted upon, or that tells of a fault, stays longer. */
export function notify(toast: Toast): void {
  lastId += 1
  const id = lastId
  set([...toasts.filter((earlier) => !isOutdatedBy(earlier, toast)).slice(-2), { ...toast, id }])
  setTimeout(() => dismiss(id), toast.action || toast.tone === 'bad' ? 12_000 : 5000)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Where notices appear, and are read out. */
export function Toaster({ label, closeLabel }: { readonly label: string; readonly closeLabel: string }) {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section
      aria-label={label}
      aria-live="polite"
      data-notices=""
      className="pointer-events-none absolute inset-x-0 top-3 flex flex-col items-center gap-2 px-4 medium:top-12 narrow:top-2 beside-popover:fixed beside-popover:top-auto beside-popover:bottom-3 beside-popover:items-start beside-popover:narrow:max-h-[13dvh] beside-popover:narrow:overflow-y-auto"
    >
      {shown.map(({ id, text, tone = 'plain', action }) => (
        <div
          key={id}
          className="pointer-events-auto flex max-w-xl animate-rise items-center gap-2 rounded-xl bg-panel py-1.5 pr-1.5 pl-4 shadow-raised"
        >
          {signs[tone] === '' ? null : (
            <span aria-hidden="true" className={cx('font-semibold', tone === 'bad' ? 'text-bad' : 'text-good')}>
              {signs[tone]}
            </span>
          )}
          <p className="py-1 text-sm text-pretty">{text}</p>
          {action ? (
            <Button
              look="link"
              onClick={() => {
                dismiss(id)
                action.perform()
              }}
            >
              {action.label}
            </Button>
          ) : null}
          <IconButton label={closeLabel} side="top" align="end" onClick={() => dismiss(id)}>
            <Icon of={X} size={1} />
          </IconButton>
        </div>
      ))}
    </section>
  )
}
