import { Moon, Presentation, Sun, Trash2 } from 'lucide'
import { useEffect, useState } from 'react'
import { examples } from '../examples/registry.ts'
import { useLanguage, useT } from '../i18n/use-t.tsx'
import { useSaveState, workspace } from '../persistence/browser-workspace.ts'
import type { KeptDocument } from '../persistence/shelf.ts'
import { closeJourney, whileOpening } from '../store/journey.ts'
import { setLanguage } from '../store/session-store.ts'
import MenuList, { type MenuItem } from '../ui/menu-list.tsx'
import type { Action } from './action.ts'
import { actions } from './actions.ts'
import { detailOf, titleOf } from './diagram-words.ts'
import { setProjector, toggleTheme, useIsDark, useProjector } from './display.ts'
import { keysOf } from './keys.ts'
import type { Room } from './media.ts'
import { useSpeaker } from './use-speaker.ts'

/** Actions as entries of a menu. */
function useActionItems(list: readonly Action[]): readonly MenuItem[] {
  const t = useT()
  const speaker = useSpeaker()
  return list.map((action) => {
    const [shortcut] = action.shortcuts ?? []
    return {
      id: action.id,
      label: t(action.label),
      icon: action.icon,
      keys: shortcut === undefined ? undefined : keysOf(shortcut, t),
      disabled: action.isEnabled?.() === false,
      onSelect: () => void action.perform(speaker),
    }
  })
}

/** The templates, and an empty diagram. */
function useTemplateItems(): readonly MenuItem[] {
  const speaker = useSpeaker()
  const language = useLanguage()
  const empty = useActionItems([actions.empty])
  return [
    ...examples.map((example) => ({
      id: example.id,
      label: example.title[language],
      detail: example.summary[language],
      onSelect: () => whileOpening(async () => (await import('./opening.ts')).openExample(example, speaker)),
    })),
    ...empty.map((item) => ({ ...item, separated: true })),
  ]
}

/** So many of the person's own diagrams are one step away; the dialog has them all. */
const recentCount = 3

/** The diagrams of the person's own, changed last first; where the browser keeps none, nothing. */
function useRecent(isWanted: boolean): readonly KeptDocument[] {
  const [recent, setRecent] = useState<readonly KeptDocument[]>([])
  useEffect(() => {
    if (!isWanted) return
    const fetch = async () => setRecent((await workspace.list().catch(() => [])).slice(0, recentCount))
    void fetch()
  }, [isWanted])
  return recent
}

/** The person's own diagrams, which this browser keeps. */
function useOwnItems(isWanted: boolean): readonly MenuItem[] {
  const t = useT()
  const language = useLanguage()
  const speaker = useSpeaker()
  const { documentId } = useSaveState()
  const recent = useRecent(isWanted)
  const all = useActionItems([actions.diagrams])
  const items = recent.map((kept, index) => ({
    id: kept.id,
    label: titleOf(kept, t),
    detail: detailOf(kept, t, language),
    checked: kept.id === documentId,
    ...(index === 0 ? { heading: t('diagrams.title') } : {}),
    onSelect: async () => (await import('./opening.ts')).openKept(kept, speaker),
  }))
  return [...items, ...all]
}

const shareActions = [actions.copyLink, actions.save, actions.png, actions.svg] as const

function useShareItems(): readonly MenuItem[] {
  const share = useActionItems(shareActions)
  const open = useActionItems([actions.open])
  return [...share, ...open.map((item) => ({ ...item, separated: true }))]
}

const languages = { de: 'Deutsch', en: 'English' } as const

function useLanguageItems(): readonly MenuItem[] {
  const language = useLanguage()
  return (['de', 'en'] as const).map((id) => ({
    id,
    label: languages[id],
    checked: id === language,
    onSelect: () => setLanguage(id),
  }))
}

function useDisplayItems(): readonly MenuItem[] {
  const t = useT()
  const isProjector = useProjector()
  return [
    {
      id: 'projector',
      label: isProjector ? t('display.projector.off') : t('display.projector.on'),
      detail: t('display.projector.text'),
      icon: Presentation,
      onSelect: () => setProjector(!isProjector),
    },
  ]
}

/** With a line above the first. */
const first = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.map((item, index) => (index === 0 ? { ...item, separated: true } : item))

/** What is needed seldom; on small screens, what has no room above. */
function useMoreItems(room: Room): readonly MenuItem[] {
  const t = useT()
  const isDark = useIsDark()
  const templates = useTemplateItems()
  const own = useOwnItems(room === 'narrow')
  const share = useShareItems()
  const languageItems = useLanguageItems()
  const display = useDisplayItems()
  const panels = useActionItems([actions.palette, actions.inspector, actions.dock])
  const help = useActionItems([actions.help])
  const theme: MenuItem = {
    id: 'theme',
    label: isDark ? t('display.light') : t('display.dark'),
    icon: isDark ? Sun : Moon,
    onSelect: toggleTheme,
  }
  const journey: MenuItem = { id: 'close-journey', label: t('journey.close'), icon: Trash2, onSelect: closeJourney }
  const look = first([theme, ...languageItems])
  return {
    narrow: [...templates, ...first(own), ...first(share), journey, ...look, ...first([...display, ...help])],
    medium: [...panels, ...look, ...first([...display, ...help])],
    wide: [...panels, ...first([...display, ...help])],
  }[room]
}

interface PageMenuProps {
  readonly of: 'templates' | 'share' | 'language' | 'more'
  readonly room: Room
}

/** What the menus of the top bar hold. */
export default function PageMenu({ of, room }: PageMenuProps) {
  const t = useT()
  const templates = useTemplateItems()
  const own = useOwnItems(of === 'templates')
  const items = {
    templates: [...templates, ...first(own)],
    share: useShareItems(),
    language: useLanguageItems(),
    more: useMoreItems(room),
  }[of]
  const isWide = of === 'templates' || of === 'more'
  return <MenuList label={t(`menu.${of}`)} items={items} align={of === 'templates' ? 'start' : 'end'} wide={isWide} />
}
