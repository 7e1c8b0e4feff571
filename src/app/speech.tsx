import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { rememberLanguage, type Language } from '../i18n/language.ts'
import { loadAllTexts } from '../i18n/load.ts'
import { LanguageProvider, NamesProvider, speakerOf, useCatalogue, useT } from '../i18n/use-t.tsx'
import type { Catalogue } from '../model/speaker.ts'
import { namesOf } from '../panels/names.ts'
import { topologyOf } from '../store/analysis.ts'
import { useDocument } from '../store/document-store.ts'
import { setLanguage, useSession, type Session } from '../store/session-store.ts'
import { notify } from '../ui/toaster.tsx'

/** The texts of a language, loaded. */
export interface Spoken {
  readonly language: Language
  readonly catalogue: Catalogue
  /** With what only the inspector says. */
  readonly isWhole: boolean
}

const selectLanguage = (session: Session) => session.language

interface SpeechProps {
  /** The language that the page begins with. */
  readonly first: Spoken
  readonly children: ReactNode
}

/**
 * Speaks the session's language: at first what drawing and following need, soon everything. While another language
 * is being loaded, the page stays in the one it has.
 */
export function Speech({ first, children }: SpeechProps) {
  const language = useSession(selectLanguage)
  const [spoken, setSpoken] = useState<Spoken>(first)
  useEffect(() => {
    let isCurrent = true
    if (language === spoken.language && spoken.isWhole) return undefined
    const change = async () => {
      try {
        const catalogue = await loadAllTexts(language)
        if (!isCurrent) return
        rememberLanguage(language)
        setSpoken({ language, catalogue, isWhole: true })
      } catch {
        const t = speakerOf(spoken.language, spoken.catalogue)
        if (language !== spoken.language) setLanguage(spoken.language)
        notify({ text: t('language.failed'), tone: 'bad' })
      }
    }
    void change()
    return () => {
      isCurrent = false
    }
  }, [language, spoken])
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
  const names = useMemo(() => namesOf(topology, catalogue, t), [topology, catalogue, t])
  return <NamesProvider names={names}>{children}</NamesProvider>
}
