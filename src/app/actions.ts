import {
  CircleHelp,
  FileInput,
  FileJson,
  Files,
  Image,
  Link,
  PanelBottom,
  PanelRight,
  Play,
  Shapes,
  SquarePlus,
} from 'lucide'
import { send, whileOpening } from '../store/journey.ts'
import { pause, play } from '../store/playback.ts'
import { getSession, togglePanel } from '../store/session-store.ts'
import type { Action } from './action.ts'
import { openDialog } from './dialog-state.ts'
import { redoAction, undoAction } from './history-actions.ts'
import { prefersStillness } from './media.ts'
import { downloadPicture, downloadWork } from './sharing.ts'

/** Opening and linking bring the whole door for documents along: loaded when used. */
const opening = () => import('./opening.ts')

const hasTrace = () => getSession().trace !== undefined

/** Plays, or stops playing. */
const togglePlay = () => (getSession().playback.playing ? pause() : play())

export const actions = {
  undo: undoAction,
  redo: redoAction,
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
    perform: (speaker) => whileOpening(async () => (await opening()).openEmpty(speaker)),
  },
  diagrams: { id: 'diagrams', label: 'action.diagrams', icon: Files, perform: () => openDialog('diagrams') },
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
  help: {
    id: 'help',
    label: 'action.help',
    icon: CircleHelp,
    shortcuts: ['Shift+?'],
    perform: () => openDialog('help'),
  },
} as const satisfies Record<string, Action>
