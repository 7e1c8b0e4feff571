import { BoxSelect, StickyNote } from 'lucide'
import type { T } from '../../i18n/use-t.tsx'
import type { Category, Kind } from '../../kinds/contract.ts'
import { kinds } from '../../kinds/registry.ts'
import type { Catalogue } from '../../model/speaker.ts'
import type { PaletteItem } from '../../store/palette-drag.ts'
import type { IconData } from '../../ui/icon.tsx'

export interface Entry {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly category: Category
  readonly icon: IconData
  readonly item: PaletteItem
}

const groupIds = ['access', 'network', 'services', 'drawing'] as const
type GroupId = (typeof groupIds)[number]

const groupOf: Readonly<Record<Category, GroupId>> = {
  access: 'access',
  network: 'access',
  guard: 'network',
  edge: 'network',
  service: 'services',
  data: 'services',
}

const headings = {
  access: 'palette.access',
  network: 'palette.network',
  services: 'palette.services',
  drawing: 'palette.drawing',
} as const

export interface EntryGroup {
  readonly id: GroupId
  readonly heading: string
  readonly entries: readonly Entry[]
}

/** Everything that can be put on the canvas and fits the search, under its headings; groups without any fall away. */
export function entryGroups(search: string, catalogue: Catalogue, t: T): readonly EntryGroup[] {
  const wanted = search.trim().toLowerCase()
  const fits = ({ label, summary }: Entry) => `${label} ${summary}`.toLowerCase().includes(wanted)
  const devices = kinds.map((kind) => ({ group: groupOf[kind.category], entry: deviceEntry(kind, catalogue) }))
  const all = [...devices, ...drawn(t).map((entry) => ({ group: 'drawing' as const, entry }))]
  return groupIds
    .map((id) => ({
      id,
      heading: t(headings[id]),
      entries: all.flatMap(({ group, entry }) => (group === id && fits(entry) ? [entry] : [])),
    }))
    .filter(({ entries }) => entries.length > 0)
}

function deviceEntry({ id, category, icon }: Kind, catalogue: Catalogue): Entry {
  return {
    id,
    label: catalogue[`${id}.name`] ?? id,
    summary: catalogue[`${id}.summary`] ?? '',
    category,
    icon,
    item: { type: 'device', kind: id },
  }
}

const drawn = (t: T): readonly Entry[] => [
  {
    id: 'zone',
    label: t('palette.zone'),
    summary: t('palette.zone.summary'),
    category: 'access',
    icon: BoxSelect,
    item: { type: 'zone' },
  },
  {
    id: 'note',
    label: t('palette.note'),
    summary: t('palette.note.summary'),
    category: 'access',
    icon: StickyNote,
    item: { type: 'note' },
  },
]
