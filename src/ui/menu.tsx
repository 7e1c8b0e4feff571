import { createContext, useMemo, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'

interface TriggerProps {
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly 'aria-controls': string | undefined
  readonly onClick: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** What the list of an open menu needs to know of it. */
interface OpenMenu {
  readonly id: string
  /** What is around the button and the list. */
  readonly root: () => HTMLElement | null
  /** Closes and gives the focus back to the button. */
  readonly close: () => void
  /** Closes and lets the focus go where it goes. */
  readonly leave: () => void
}

/** The menu around a list. */
export const MenuContext = createContext<OpenMenu | undefined>(undefined)

interface MenuProps {
  /** The button that opens it; gets what makes it one. */
  readonly renderTrigger: (props: TriggerProps) => ReactNode
  /** What it shows while it is open: a `MenuList`, which may come late. */
  readonly children: ReactNode
}

/** A button with a list of commands (WAI-ARIA menu button). */
export function Menu({ renderTrigger, children }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const box = useRef<HTMLSpanElement>(null)
  const id = useId()
  const open = useMemo<OpenMenu>(() => {
    const root = () => box.current
    const leave = () => setIsOpen(false)
    const close = () => {
      leave()
      root()?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus()
    }
    return { id, root, close, leave }
  }, [id])
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
    <span ref={box} className="relative inline-flex">
      {renderTrigger(triggerProps)}
      {isOpen ? <MenuContext value={open}>{children}</MenuContext> : null}
    </span>
  )
}
