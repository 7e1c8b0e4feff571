import type { ReactNode } from 'react'
import { formatMessage, formatValue, plain, type Voice } from '../i18n/format.ts'
import { firstLanguage, rememberLanguage } from '../i18n/language.ts'
import { loadCatalogue } from '../i18n/load.ts'
import { speakerOf, type T, type Tell } from '../i18n/use-t.tsx'
import type { Message, Value } from '../model/message.ts'
import { namesOf } from '../panels/names.ts'
import { getDiagram, prepareEdits } from '../store/document-store.ts'
import { setLanguage } from '../store/session-store.ts'
import { notify } from '../ui/toaster.tsx'
import { App } from './app.tsx'
import { restoreDisplay } from './display.ts'
import { followPacket } from './follow-packet.ts'
import { preloadPanels } from './late-panels.tsx'
import { Region } from './region.tsx'
import { downloadWork } from './sharing.ts'
import type { Speaker } from './speaker.ts'
import { Speech, type Spoken } from './speech.tsx'

/** Brings the page up: language and theme first, then the diagram, then everything on the screen. */
export async function start(render: (content: ReactNode) => void): Promise<void> {
  restoreDisplay()
  const language = firstLanguage()
  setLanguage(language)
  rememberLanguage(language)
  const spoken: Spoken = { language, catalogue: await loadCatalogue(language), isWhole: false }
  const { openFirst } = await import('./opening.ts')
  await openFirst(firstSpeaker(spoken))
  tellOfFaults(firstSpeaker(spoken).t)
  followPacket()
  preloadPanels()
  render(
    <Speech first={spoken}>
      <Region>
        <App />
      </Region>
    </Speech>,
  )
  void prepareEdits()
}

/** A fault outside of any region (in what a button does, say) is told too, and the work can be saved. */
function tellOfFaults(t: T): void {
  const tell = () =>
    notify({ text: t('crash.unexpected'), tone: 'bad', action: { label: t('crash.download'), perform: downloadWork } })
  addEventListener('error', tell)
  addEventListener('unhandledrejection', tell)
}

/** The voice of the page before there is any component. */
function firstSpeaker({ language, catalogue }: Spoken): Speaker {
  const t = speakerOf(language, catalogue)
  const voice = (): Voice => ({ language, catalogue, names: namesOf(getDiagram(), catalogue, t) })
  const say = (message: Message) => formatMessage(voice(), message)
  const tell: Tell = Object.assign(say, {
    text: (message: Message) => plain(say(message)),
    value: (value: Value) => plain(formatValue(voice(), value)),
  })
  return { t, tell, language }
}
