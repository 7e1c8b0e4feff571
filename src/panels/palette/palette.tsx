import { PanelLeftClose, PanelLeftOpen, Search, SearchX } from 'lucide'
import { useState, type ReactNode } from 'react'
import { useCatalogue, useT } from '../../i18n/use-t.tsx'
import { dragFromPalette, placeFromPalette } from '../../store/palette-drag.ts'
import { IconButton } from '../../ui/button.tsx'
import { control } from '../../ui/control.ts'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tile } from '../tile.tsx'
import { entryGroups, type Entry } from './entries.ts'

interface PaletteProps {
  /** Only the tiles, in a narrow rail. */
  readonly isFolded: boolean
  /** Folds and unfolds it; without it there is no button (in a sheet). */
  readonly onFold?: () => void
  /** Something was put on the canvas. */
  readonly onPlaced?: () => void
}

/** Everything that can be put on the canvas: by dragging, by a click, by Enter. */
export function Palette({ isFolded, onFold, onPlaced }: PaletteProps) {
  const t = useT()
  const catalogue = useCatalogue()
  const [search, setSearch] = useState('')
  const groups = entryGroups(isFolded ? '' : search, catalogue, t)
  const place = (entry: Entry) => {
    if (!onPlaced) return placeFromPalette(entry.item)
    onPlaced()
    // Once the sheet is closed, all of the canvas is in sight.
    requestAnimationFrame(() => placeFromPalette(entry.item))
  }
  return (
    <div className="flex h-full flex-col">
      <div className={cx('flex items-center gap-1 pt-2.5 pb-1', isFolded ? 'justify-center' : 'px-2.5')}>
        {isFolded ? null : <SearchField search={search} onSearch={setSearch} />}
        {onFold ? (
          <IconButton
            label={isFolded ? t('palette.unfold') : t('palette.fold')}
            align={isFolded ? 'start' : 'end'}
            aria-expanded={!isFolded}
            onClick={onFold}
          >
            <Icon of={isFolded ? PanelLeftOpen : PanelLeftClose} />
          </IconButton>
        ) : null}
      </div>
      <div
        className={cx(
          'min-h-0 flex-1 pb-3',
          isFolded ? 'no-scrollbar overflow-y-auto' : 'slim-scroll overflow-y-auto px-2.5',
        )}
      >
        {groups.map(({ id, heading, entries }) => (
          <Group key={id} heading={heading} isFolded={isFolded}>
            {entries.map((entry) => (
              <EntryButton key={entry.id} entry={entry} isFolded={isFolded} onPlace={() => place(entry)} />
            ))}
          </Group>
        ))}
        {groups.length === 0 ? <EmptyState icon={SearchX} title={t('palette.nothing', { search })} /> : null}
      </div>
    </div>
  )
}

interface SearchFieldProps {
  readonly search: string
  readonly onSearch: (search: string) => void
}

function SearchField({ search, onSearch }: SearchFieldProps) {
  const t = useT()
  return (
    <span className="relative min-w-0 flex-1">
      <Icon
        of={Search}
        size={1}
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        value={search}
        aria-label={t('palette.search')}
        placeholder={t('palette.search')}
        className={cx(control, 'pl-8')}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onSearch('')
        }}
      />
    </span>
  )
}

interface GroupProps {
  readonly heading: string
  readonly isFolded: boolean
  readonly children: ReactNode
}

function Group({ heading, isFolded, children }: GroupProps) {
  return (
    <section aria-label={heading}>
      {isFolded ? (
        <hr className="mx-3 my-1.5 border-line first:hidden" />
      ) : (
        <h2 className="px-1.5 pt-3 pb-1 text-xs font-semibold text-muted">{heading}</h2>
      )}
      <div className={cx('flex flex-col', isFolded && 'items-center')}>{children}</div>
    </section>
  )
}

interface EntryButtonProps {
  readonly entry: Entry
  readonly isFolded: boolean
  readonly onPlace: () => void
}

function EntryButton({ entry, isFolded, onPlace }: EntryButtonProps) {
  return (
    <button
      type="button"
      title={isFolded ? entry.label : entry.summary}
      aria-label={isFolded ? entry.label : undefined}
      className={cx(
        'flex cursor-grab touch-pan-y items-center gap-2.5 rounded-lg p-1 text-left text-sm select-none hover:bg-hover active:cursor-grabbing touch:py-1.5',
        !isFolded && 'w-full',
      )}
      onPointerDown={(event) => dragFromPalette(entry.item, event.nativeEvent)}
      onClick={onPlace}
    >
      <Tile category={entry.category} icon={entry.icon} />
      {isFolded ? null : <span className="min-w-0 flex-1 truncate">{entry.label}</span>}
    </button>
  )
}
