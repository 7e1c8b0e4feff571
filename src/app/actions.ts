import {
  CircleHelp,
  FileInput,
  FileJson,
  Image,
  Link,
  PanelBottom,
  PanelRight,
  Play,
  Redo2,
  Shapes,
  SquarePlus,
  Undo2,
} from 'lucide'
import type { PlainKey } from '../i18n/use-t.tsx'
import { redo, undo } from '../store/document-store.ts'
import { send } from '../store/journey.ts'
import { pause, play } from '../store/playback.ts'
import { getSession, togglePanel } from '../store/session-store.ts'
import type { IconData } from '../ui/icon.tsx'
import { openHelp } from './help-state.ts'
import { prefersStillness } from './media.ts'
import { downloadPicture, downloadWork } from './sharing.ts'
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

/** Opening and linking bring the whole door for documents along: loaded when used. */
const opening = () => import('./opening.ts')

const hasTrace = () => getSession().trace !== undefined

/** Plays, or stops playing. */
const togglePlay = () => (getSession().playback.playing ? pause() : play())

export const actions = {
  undo: { id: 'undo', label: 'action.undo', icon: Undo2, shortcuts: ['$mod+z'], perform: undo },
  redo: { id: 'redo', label: 'action.redo', icon: Redo2, shortcuts: ['$mod+Shift+z', '$mod+y'], perform: redo },
  send: {
    id: 'send',
    label: 'request.send',
    icon: Play,
    shortcuts: ['$mod+Enter'],
    perform: () => send({ autoplay: !prefersStillness() }),
  },
  play: {
    id: 'play',
    label: 'action.play',
    icon: Play,
    shortcuts: ['Space'],
    isEnabled: hasTrace,
    perform: togglePlay,
  },
  palette: {
    id: 'palette',
    label: 'action.palette',
    icon: Shapes,
    shortcuts: ['Alt+1'],
    perform: () => togglePanel('palette'),
  },
  inspector: {
    id: 'inspector',
    label: 'action.inspector',
    icon: PanelRight,
    shortcuts: ['Alt+2'],
    perform: () => togglePanel('inspector'),
  },
  dock: {
    id: 'dock',
    label: 'action.dock',
    icon: PanelBottom,
    shortcuts: ['Alt+3'],
    perform: () => togglePanel('dock'),
  },
  empty: {
    id: 'empty',
    label: 'action.empty',
    icon: SquarePlus,
    perform: async (speaker) => (await opening()).openEmpty(speaker),
  },
  open: {
    id: 'open',
    label: 'action.open',
    icon: FileInput,
    shortcuts: ['$mod+o'],
    perform: async (speaker) => (await opening()).openFile(speaker),
  },
  copyLink: {
    id: 'copy-link',
    label: 'action.copy-link',
    icon: Link,
    perform: async (speaker) => (await import('./linking.ts')).copyLink(speaker),
  },
  save: { id: 'save', label: 'action.save', icon: FileJson, shortcuts: ['$mod+s'], perform: downloadWork },
  png: { id: 'png', label: 'action.png', icon: Image, perform: (speaker) => downloadPicture('png', speaker) },
  svg: { id: 'svg', label: 'action.svg', icon: Image, perform: (speaker) => downloadPicture('svg', speaker) },
  help: { id: 'help', label: 'action.help', icon: CircleHelp, shortcuts: ['Shift+?'], perform: openHelp },
} as const satisfies Record<string, Action>
