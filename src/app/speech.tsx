import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { rememberLanguage, type Language } from '../i18n/language.ts'
import { loadAllTexts, loadJourneyTexts } from '../i18n/load.ts'
import { LanguageProvider, NamesProvider, speakerOf, useCatalogue, useT } from '../i18n/use-t.tsx'
import type { Catalogue } from '../model/speaker.ts'
import { namesOf } from '../panels/names.ts'
import { topologyOf } from '../store/analysis.ts'
import { useDocument } from '../store/document-store.ts'
import { holdSends } from '../store/journey.ts'
import { setLanguage, useSession, type Session } from '../store/session-store.ts'
import { notify } from '../ui/toaster.tsx'

/** The texts of a language, loaded. */
export interface Spoken {
  readonly language: Language
  readonly catalogue: Catalogue
  /** What it is enough for. */
  readonly extent: 'drawing' | 'journeys' | 'everything'
}

const journeys = { load: loadJourneyTexts, extent: 'journeys' } as const
const everything = { load: loadAllTexts, extent: 'everything' } as const

const selectLanguage = (session: Session) => session.language
const selectGone = (session: Session) => session.gone

interface SpeechProps {
  /** The language that the page begins with. */
  readonly first: Spoken
  readonly children: ReactNode
}

/**
 * Speaks the session's language: at first what drawing needs, soon what journeys need, then everything. What is sent
 * waits for the words of its journey. While another language is being loaded, the page stays in the one it has.
 */
export function Speech({ first, children }: SpeechProps) {
  const language = useSession(selectLanguage)
  const [spoken, setSpoken] = useState<Spoken>(first)
  const [hasFailed, setHasFailed] = useState(false)
  const isMute = spoken.extent === 'drawing'
  useEffect(() => (isMute ? holdSends(() => setHasFailed(false)) : undefined), [isMute])
  useEffect(() => {
    let isCurrent = true
    const isSame = language === spoken.language
    if (isSame && (hasFailed || spoken.extent === 'everything')) return undefined
    const change = async () => {
      try {
        const next = isSame && isMute ? journeys : everything
        const catalogue = await next.load(language)
        if (!isCurrent) return
        rememberLanguage(language)
        setSpoken({ language, catalogue, extent: next.extent })
      } catch {
        if (!isCurrent) return
        if (isSame) setHasFailed(true)
        else setLanguage(spoken.language)
        notify({ text: speakerOf(spoken.language, spoken.catalogue)('language.failed'), tone: 'bad' })
      }
    }
    void change()
    return () => {
      isCurrent = false
    }
  }, [language, spoken, isMute, hasFailed])
  return (
    <LanguageProvider language={spoken.language} catalogue={spoken.catalogue}>
      <Names>{children}</Names>
    </LanguageProvider>
  )
}

function Names({ children }: { readonly children: ReactNode }) {
  const t = useT()
  const catalogue = useCatalogue()
  const topology = useDocument(topologyOf)
  const gone = useSession(selectGone)
  const names = useMemo(() => namesOf(topology, catalogue, t, gone), [topology, catalogue, t, gone])
  return <NamesProvider names={names}>{children}</NamesProvider>
}
