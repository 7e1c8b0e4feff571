import type { ReactNode } from 'react'
import { loadFirst } from '../examples/first.ts'
import { localise } from '../examples/localised.ts'
import { firstLanguage, rememberLanguage, type Language } from '../i18n/language.ts'
import { loadCatalogue } from '../i18n/load.ts'
import type { T } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import { newDocumentId } from '../persistence/document-id.ts'
import { isFirstVisit } from '../persistence/first-visit.ts'
import { openDiagram, prepareEdits } from '../store/document-store.ts'
import { setLanguage } from '../store/session-store.ts'
import { notify } from '../ui/toaster.tsx'
import { App } from './app.tsx'
import { restoreDisplay } from './display.ts'
import { followPacket } from './follow-packet.ts'
import { preloadLate } from './late-panels.tsx'
import { Region } from './region.tsx'
import { downloadWork } from './sharing.ts'
import { speakerWith } from './speaker.ts'
import { Speech, type Spoken } from './speech.tsx'

/** Brings the page up: language and theme first, then the diagram, then everything on the screen. */
export async function start(render: (content: ReactNode) => void): Promise<void> {
  restoreDisplay()
  const language = firstLanguage()
  setLanguage(language)
  rememberLanguage(language)
  const [catalogue, drawn] = await Promise.all([loadCatalogue(language), drawFirst(language)])
  const spoken: Spoken = { language, catalogue, extent: 'drawing' }
  const speaker = speakerWith(language, catalogue)
  if (!drawn) await (await import('./opening.ts')).openFirst(speaker)
  tellOfFaults(speaker.t)
  followPacket()
  render(
    <Speech first={spoken}>
      <Region>
        <App />
      </Region>
    </Speech>,
  )
  preloadLate()
  void prepareEdits()
  if (drawn) await (await import('./opening.ts')).keepFirst(drawn)
}

/** Puts the first template on the screen, where nothing else can be wanted: a first visit needs no database for it. */
async function drawFirst(language: Language): Promise<Diagram | undefined> {
  if (location.hash.length > 1 || !(await isFirstVisit())) return undefined
  try {
    const { default: localised } = await loadFirst()
    const diagram = { ...localise<Diagram>(localised, language), id: newDocumentId() }
    openDiagram(diagram)
    return diagram
  } catch {
    return undefined
  }
}

/** A fault outside of any region (in what a button does, say) is told too, and the work can be saved. */
function tellOfFaults(t: T): void {
  const tell = () =>
    notify({ text: t('crash.unexpected'), tone: 'bad', action: { label: t('crash.download'), perform: downloadWork } })
  addEventListener('error', tell)
  addEventListener('unhandledrejection', tell)
}
