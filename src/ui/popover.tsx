import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { placeBeside } from './placement.ts'

interface PopoverProps {
  readonly label: string
  readonly align?: 'start' | 'end'
  readonly className?: string
  readonly renderTrigger: (props: {
    readonly 'aria-expanded': boolean
    readonly 'aria-controls': string | undefined
    readonly onClick: () => void
  }) => ReactNode
  readonly children: ReactNode
}

/** Controls on demand beside the button that opens them; Escape and a click elsewhere close it. */
export function Popover({ label, align = 'start', className, renderTrigger, children }: PopoverProps) {
  const [isOpen, setIsOpen] = useState(false)
  const root = useRef<HTMLSpanElement>(null)
  const box = useRef<HTMLElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    if (isOpen) placeBeside(root.current, box.current, align)
  }, [isOpen, align])
  useEffect(() => {
    if (!isOpen) return undefined
    const onPointerDown = (event: PointerEvent) => {
      if (!(event.target instanceof Element) || root.current?.contains(event.target)) return
      // Notices make room while this is open: closing it would move them from under the pointer.
      if (event.target.closest('[data-notices]')) return
      // What is being typed in it is done now; a field that is taken away would never say so.
      if (document.activeElement instanceof HTMLElement && box.current?.contains(document.activeElement))
        document.activeElement.blur()
      setIsOpen(false)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      setIsOpen(false)
      root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [isOpen])
  return (
    <span ref={root} className="relative inline-flex">
      {renderTrigger({
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        onClick: () => setIsOpen(!isOpen),
      })}
      {isOpen ? (
        <section
          ref={box}
          id={id}
          aria-label={label}
          data-popover=""
          className={cx(
            'slim-scroll fixed z-50 max-h-[75dvh] narrow:max-h-[65dvh] animate-rise overflow-y-auto rounded-xl bg-panel p-4 shadow-raised',
            className,
          )}
        >
          {children}
        </section>
      ) : null}
    </span>
  )
}
