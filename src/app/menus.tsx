import { Ellipsis, Languages, Layers, Moon, Share2, Sun } from 'lucide'
import { useLanguage, useT } from '../i18n/use-t.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { toggleTheme, useIsDark } from './display.ts'
import { PageMenu } from './late-panels.tsx'
import type { Room } from './media.ts'

interface MenuProps {
  readonly room: Room
}

export function TemplatesMenu({ room }: MenuProps) {
  const t = useT()
  return (
    <Menu
      renderTrigger={(props) =>
        room === 'medium' ? (
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
    >
      <PageMenu of="templates" room={room} />
    </Menu>
  )
}

export function ShareMenu({ room }: MenuProps) {
  const t = useT()
  return (
    <Menu
      renderTrigger={(props) =>
        room === 'medium' ? (
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
    >
      <PageMenu of="share" room={room} />
    </Menu>
  )
}

export function LanguageMenu({ room }: MenuProps) {
  const t = useT()
  const language = useLanguage()
  return (
    <Menu
      renderTrigger={(props) => (
        <Button look="quiet" className="px-2" title={t('menu.language')} {...props}>
          <Icon of={Languages} size={1.05} />
          <span className="sr-only">{t('menu.language')}</span>
          {language.toUpperCase()}
        </Button>
      )}
    >
      <PageMenu of="language" room={room} />
    </Menu>
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

/** What is needed seldom; on small screens, what has no room above. */
export function MoreMenu({ room }: MenuProps) {
  const t = useT()
  return (
    <Menu
      renderTrigger={(props) => (
        <IconButton label={t('menu.more')} align="end" {...props}>
          <Icon of={Ellipsis} />
        </IconButton>
      )}
    >
      <PageMenu of="more" room={room} />
    </Menu>
  )
}
