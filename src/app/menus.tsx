import { Ellipsis, Languages, Layers, Moon, Presentation, Share2, Sun, X } from 'lucide'
import { examples } from '../examples/registry.ts'
import { useLanguage, useT } from '../i18n/use-t.tsx'
import { closeJourney } from '../store/journey.ts'
import { setLanguage, useSession, type Session } from '../store/session-store.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { useActionItems } from './action-button.tsx'
import { actions } from './actions.ts'
import { setProjector, toggleTheme, useIsDark, useProjector } from './display.ts'
import type { Room } from './media.ts'
import { useSpeaker } from './use-speaker.ts'

const selectHasTrace = (session: Session) => session.trace !== undefined

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
      onSelect: async () => (await import('./opening.ts')).openExample(example, speaker),
    })),
    ...empty.map((item) => ({ ...item, separated: true })),
  ]
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

export function TemplatesMenu({ isShort }: { readonly isShort: boolean }) {
  const t = useT()
  const items = useTemplateItems()
  return (
    <Menu
      label={t('menu.templates')}
      items={items}
      wide
      renderTrigger={(props) =>
        isShort ? (
          <IconButton label={t('menu.templates')} {...props}>
            <Icon of={Layers} />
          </IconButton>
        ) : (
          <Button {...props}>
            <Icon of={Layers} size={1} />
            {t('menu.templates')}
          </Button>
        )
      }
    />
  )
}

export function ShareMenu({ isShort }: { readonly isShort: boolean }) {
  const t = useT()
  const items = useShareItems()
  return (
    <Menu
      label={t('menu.share')}
      items={items}
      align="end"
      renderTrigger={(props) =>
        isShort ? (
          <IconButton label={t('menu.share')} align="end" {...props}>
            <Icon of={Share2} />
          </IconButton>
        ) : (
          <Button {...props}>
            <Icon of={Share2} size={1} />
            {t('menu.share')}
          </Button>
        )
      }
    />
  )
}

export function LanguageMenu() {
  const t = useT()
  const language = useLanguage()
  const items = useLanguageItems()
  return (
    <Menu
      label={t('menu.language')}
      items={items}
      align="end"
      renderTrigger={(props) => (
        <Button look="quiet" className="px-2" title={t('menu.language')} {...props}>
          <Icon of={Languages} size={1.05} />
          <span className="sr-only">{t('menu.language')}</span>
          {language.toUpperCase()}
        </Button>
      )}
    />
  )
}

export function ThemeButton() {
  const t = useT()
  const isDark = useIsDark()
  return (
    <IconButton label={isDark ? t('display.light') : t('display.dark')} align="end" onClick={toggleTheme}>
      <Icon of={isDark ? Sun : Moon} />
    </IconButton>
  )
}

/** With a line above the first. */
const first = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.map((item, index) => (index === 0 ? { ...item, separated: true } : item))

/** What is needed seldom; on small screens, what has no room above. */
export function MoreMenu({ room }: { readonly room: Room }) {
  const t = useT()
  const isDark = useIsDark()
  const templates = useTemplateItems()
  const share = useShareItems()
  const languageItems = useLanguageItems()
  const display = useDisplayItems()
  const panels = useActionItems([actions.palette, actions.inspector, actions.dock])
  const help = useActionItems([actions.help])
  const hasTrace = useSession(selectHasTrace)
  const theme: MenuItem = {
    id: 'theme',
    label: isDark ? t('display.light') : t('display.dark'),
    icon: isDark ? Sun : Moon,
    onSelect: toggleTheme,
  }
  const journey: MenuItem = {
    id: 'close-journey',
    label: t('journey.close'),
    icon: X,
    disabled: !hasTrace,
    onSelect: closeJourney,
  }
  const look = first([theme, ...languageItems])
  const items: readonly MenuItem[] = {
    narrow: [...templates, ...first(share), journey, ...look, ...first([...display, ...help])],
    medium: [...panels, ...look, ...first([...display, ...help])],
    wide: [...panels, ...first([...display, ...help])],
  }[room]
  return (
    <Menu
      label={t('menu.more')}
      items={items}
      align="end"
      wide
      renderTrigger={(props) => (
        <IconButton label={t('menu.more')} align="end" {...props}>
          <Icon of={Ellipsis} />
        </IconButton>
      )}
    />
  )
}
