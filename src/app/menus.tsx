import { Ellipsis, Languages, Layers, Moon, Share2, Sun } from 'lucide'
import { useLanguage, useT } from '../i18n/use-t.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon, type IconData } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { toggleTheme, useIsDark } from './display.ts'
import { PageMenu } from './late-panels.tsx'
import type { Room } from './media.ts'

interface MenuProps {
  readonly room: Room
}

interface HeadMenuProps extends MenuProps {
  readonly of: 'templates' | 'share'
  readonly name: 'menu.templates' | 'menu.share'
  readonly icon: IconData
  readonly align: 'center' | 'end'
}

/** A menu in the head of the page, named by a word where there is room for one. */
function HeadMenu({ of, name, icon, align, room }: HeadMenuProps) {
  const t = useT()
  const label = t(name)
  return (
    <Menu
      renderTrigger={(props) =>
        room === 'medium' ? (
          <IconButton label={label} align={align} {...props}>
            <Icon of={icon} />
          </IconButton>
        ) : (
          <Button {...props}>
            <Icon of={icon} size={1} />
            {label}
          </Button>
        )
      }
    >
      <PageMenu of={of} room={room} />
    </Menu>
  )
}

export const TemplatesMenu = ({ room }: MenuProps) => (
  <HeadMenu of="templates" name="menu.templates" icon={Layers} align="center" room={room} />
)

export const ShareMenu = ({ room }: MenuProps) => (
  <HeadMenu of="share" name="menu.share" icon={Share2} align="end" room={room} />
)

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
