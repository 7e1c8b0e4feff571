import {
  Suspense,
  useCallback,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'

interface TriggerProps {
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly 'aria-controls': string | undefined
  readonly onClick: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** What the list of an open menu needs to know of it. */
export interface OpenMenu {
  readonly id: string
  /** Around the button and the list. */
  readonly root: RefObject<HTMLElement | null>
  /** Closes and gives the focus back to the button. */
  readonly close: () => void
  /** Closes and lets the focus go where it goes. */
  readonly leave: () => void
}

interface MenuProps {
  /** The button that opens it; gets what makes it one. */
  readonly renderTrigger: (props: TriggerProps) => ReactNode
  /** What it shows while it is open: a `MenuList`, which may still have to be loaded. */
  readonly renderList: (menu: OpenMenu) => ReactNode
}

/** A button with a list of commands (WAI-ARIA menu button). */
export function Menu({ renderTrigger, renderList }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const root = useRef<HTMLSpanElement>(null)
  const id = useId()
  const leave = useCallback(() => setIsOpen(false), [])
  const close = useCallback(() => {
    setIsOpen(false)
    root.current?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus()
  }, [])
  const triggerProps: TriggerProps = {
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? id : undefined,
    onClick: () => setIsOpen(!isOpen),
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown') return
      event.preventDefault()
      setIsOpen(true)
    },
  }
  return (
    <span ref={root} className="relative inline-flex">
      {renderTrigger(triggerProps)}
      {isOpen ? <Suspense>{renderList({ id, root, close, leave })}</Suspense> : null}
    </span>
  )
}
