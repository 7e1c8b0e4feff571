import type { Messages } from '../model/speaker.ts'
import { speaker } from '../model/speaker.ts'
import type en from './messages.en.ts'

/** What the network itself says: codes `net.…`. */
export const say = speaker<typeof en>('net')

/** What the check of a topology's shape says; loaded with the check. */
export const engineTexts: Messages = {
  en: () => import('./findings/texts.en.ts'),
  de: () => import('./findings/texts.de.ts'),
}

export const engineMessages: Messages = {
  en: () => import('./messages.en.ts'),
  de: () => import('./messages.de.ts'),
}
