import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { cx } from './cx.ts'

interface Tab<K extends string> {
  readonly id: K
  readonly label: ReactNode
}

interface TabsProps<K extends string> {
  readonly label: string
  readonly tabs: readonly Tab<K>[]
  readonly selected: K
  readonly onSelect: (id: K) => void
  readonly look?: 'underlined' | 'pills'
  /** Prefix of the ids by which a tab and its panel name each other. */
  readonly idPrefix: string
}

const looks = {
  underlined: {
    // Four words have to fit into the narrowest panel.
    list: 'justify-between gap-1 border-b border-line px-4',
    tab: '-mb-px border-b-2 px-0.5 py-2',
    on: 'border-accent font-semibold text-ink',
    off: 'border-transparent text-muted hover:text-ink',
  },
  pills: {
    list: 'gap-1',
    tab: 'rounded-lg px-3 py-1.5 touch:py-2.5',
    on: 'bg-hover font-semibold text-ink',
    off: 'text-muted hover:text-ink',
  },
} as const

/** A row of tabs (WAI-ARIA: one stop for Tab, arrows move and select). */
export function Tabs<K extends string>({
  label,
  tabs,
  selected,
  onSelect,
  look = 'underlined',
  idPrefix,
}: TabsProps<K>) {
  const style = looks[look]
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex((tab) => tab.id === selected)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key]
    const next = to === undefined ? undefined : tabs[to % tabs.length]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    onSelect(next.id)
    event.currentTarget.querySelector<HTMLElement>(`#${CSS.escape(`${idPrefix}-tab-${next.id}`)}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} tabIndex={-1} className={cx('flex', style.list)} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${idPrefix}-tab-${tab.id}`}
          aria-selected={tab.id === selected}
          aria-controls={`${idPrefix}-panel`}
          tabIndex={tab.id === selected ? 0 : -1}
          className={cx(
            'flex min-h-6 items-center gap-2 text-sm whitespace-nowrap',
            style.tab,
            tab.id === selected ? style.on : style.off,
          )}
          onClick={() => onSelect(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}

interface TabPanelProps {
  readonly idPrefix: string
  readonly tab: string
  readonly className?: string
  /** Its content may be longer than it, and is read rather than used. */
  readonly isScroller?: boolean
  readonly children: ReactNode
}

export function TabPanel({ idPrefix, tab, className, isScroller = false, children }: TabPanelProps) {
  return (
    <div
      role="tabpanel"
      // A panel without anything to focus must still be reached and scrolled by keys.
      tabIndex={isScroller ? 0 : undefined}
      id={`${idPrefix}-panel`}
      aria-labelledby={`${idPrefix}-tab-${tab}`}
      className={className}
    >
      {children}
    </div>
  )
}

/** An id prefix for one set of tabs. */
export const useTabsId = (): string => `tabs${useId().replaceAll(/\W/g, '')}`
