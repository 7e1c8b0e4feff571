import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import apiService from '../examples/api-service.ts'
import { localise } from '../examples/localised.ts'
import type { Language } from '../i18n/language.ts'
import { loadAllTexts } from '../i18n/load.ts'
import { LanguageProvider, NamesProvider, useCatalogue, useT } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import { namesOf } from '../panels/names.ts'
import { topologyOf } from '../store/analysis.ts'
import { openDiagram, useDocument } from '../store/document-store.ts'
import { loadRequest, useSession, type Session } from '../store/session-store.ts'

/** Opens the course's diagram, as the app does at first, with its request in the bar. */
export function openCourse(): Diagram {
  const diagram = localise<Diagram>(apiService, 'en')
  openDiagram(diagram)
  loadRequest(diagram.scenarios['s1']?.request)
  return diagram
}

const selectGone = (session: Session) => session.gone

/** Renders a part of the page with every text in it. */
export async function show(content: ReactNode, language: Language = 'en') {
  const catalogue = await loadAllTexts(language)
  return render(
    <LanguageProvider language={language} catalogue={catalogue}>
      <Names>{content}</Names>
    </LanguageProvider>,
  )
}

function Names({ children }: { readonly children: ReactNode }) {
  const names = namesOf(useDocument(topologyOf), useCatalogue(), useT(), useSession(selectGone))
  return <NamesProvider names={names}>{children}</NamesProvider>
}
