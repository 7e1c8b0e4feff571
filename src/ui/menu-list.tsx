import { use, useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconData } from './icon.tsx'
import { MenuContext } from './menu.tsx'
import { placeBeside } from './placement.ts'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: IconData
  readonly detail?: string
  /** How it is called by keys. */
  readonly keys?: string | undefined
  readonly disabled?: boolean
  /** Present on items of which one is chosen. */
  readonly checked?: boolean
  /** A line above. */
  readonly separated?: boolean
  /** What this item and those after it are, up to the next heading or line. */
  readonly heading?: string
  readonly onSelect: () => void | Promise<void>
}

interface MenuListProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'end'
  readonly wide?: boolean
}

const enabledItems = (menu: Element | null | undefined): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])') ?? []),
]

/** The commands of an open menu: arrows, Home, End and the first letter move, Escape gives the focus back. */
export default function MenuList({ label, items, align = 'start', wide }: MenuListProps) {
  const open = use(MenuContext)
  if (!open) throw new Error('MenuList needs a Menu around it.')
  const { id, root, close, leave } = open
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => placeBeside(root(), menu.current, align), [root, align])
  useEffect(() => {
    enabledItems(menu.current)[0]?.focus({ preventScroll: true })
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root()?.contains(event.target)) leave()
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    return () => document.removeEventListener('pointerdown', onPointerDown, true)
  }, [root, leave])
  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className={cx(
        'slim-scroll fixed z-50 flex max-h-[80dvh] animate-rise flex-col overflow-y-auto rounded-xl bg-panel p-1.5 shadow-raised',
        wide ? 'w-80' : 'min-w-52',
      )}
      onKeyDown={(event) => onMenuKey(event, close, leave)}
    >
      {groupsOf(items).map((group) => (
        <Group key={group[0]?.id} items={group} first={items[0]} close={close} />
      ))}
    </div>
  )
}

/** Items that belong together: a line or a heading begins the next ones. */
function groupsOf(items: readonly MenuItem[]): readonly (readonly MenuItem[])[] {
  const groups: MenuItem[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last && !item.separated && item.heading === undefined) last.push(item)
    else groups.push([item])
  }
  return groups
}

interface GroupProps {
  readonly items: readonly MenuItem[]
  /** The first item of the whole menu. */
  readonly first: MenuItem | undefined
  readonly close: () => void
}

function Group({ items, first, close }: GroupProps) {
  const [{ separated, heading } = {}] = items
  return (
    <>
      {separated ? <hr className="mx-1 my-1.5 shrink-0 border-line" /> : null}
      {/* A fieldset is for a form's controls; these are commands (WAI-ARIA: a menu may hold groups). */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div role="group" aria-label={heading} className="contents">
        {heading === undefined ? null : (
          <span aria-hidden="true" className="px-2.5 pt-1 pb-0.5 text-xs font-semibold text-muted">
            {heading}
          </span>
        )}
        {items.map((item) => (
          <Item
            key={item.id}
            item={item}
            isFirst={item === first}
            onSelect={() => {
              close()
              void item.onSelect()
            }}
          />
        ))}
      </div>
    </>
  )
}

interface ItemProps {
  readonly item: MenuItem
  /** One item is reached by Tab, so that a long menu can be scrolled by keys. */
  readonly isFirst: boolean
  readonly onSelect: () => void
}

function Item({ item, isFirst, onSelect }: ItemProps) {
  const isChoice = item.checked !== undefined
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={isChoice ? item.checked : undefined}
      aria-disabled={item.disabled || undefined}
      tabIndex={isFirst ? 0 : -1}
      className="flex min-h-8 w-full shrink-0 items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left text-sm hover:bg-hover focus:bg-hover focus-visible:-outline-offset-2 aria-disabled:text-faint touch:min-h-11"
      onClick={() => {
        if (!item.disabled) onSelect()
      }}
    >
      {item.icon ? <Icon of={item.icon} className="text-muted" /> : null}
      <span className="min-w-0 flex-1">
        <span className={cx('block', item.checked && 'font-semibold text-accent')}>{item.label}</span>
        {item.detail === undefined ? null : <span className="block text-xs text-pretty text-muted">{item.detail}</span>}
      </span>
      {item.keys === undefined ? null : <kbd className="font-sans text-xs text-muted touch:hidden">{item.keys}</kbd>}
    </button>
  )
}

function onMenuKey(event: KeyboardEvent<HTMLDivElement>, close: () => void, leave: () => void): void {
  event.stopPropagation()
  if (event.key === 'Tab') {
    leave()
    return
  }
  if (event.key === 'Escape') {
    close()
    return
  }
  const items = enabledItems(event.currentTarget)
  const at = items.findIndex((item) => item === document.activeElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key]
  const found = next === undefined ? byLetter(items, at, event.key) : items[next % items.length]
  if (!found) return
  event.preventDefault()
  found.focus()
}

function byLetter(items: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key.length !== 1 || key === ' ') return undefined
  const rotated = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return rotated.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()))
}
