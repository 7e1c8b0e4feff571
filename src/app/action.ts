import type { PlainKey } from '../i18n/use-t.tsx'
import type { IconData } from '../ui/icon.tsx'
import type { Speaker } from './speaker.ts'

/** Something that a person can do: read by the toolbar, the menus, the shortcuts and the table of keys alike. */
export interface Action {
  readonly id: string
  readonly label: PlainKey
  readonly icon: IconData
  /** Key bindings, by the character that is typed: `$mod` is Ctrl, on a Mac ⌘. The first is shown. */
  readonly shortcuts?: readonly string[]
  readonly isEnabled?: () => boolean
  readonly perform: (speaker: Speaker) => void | Promise<void>
}
