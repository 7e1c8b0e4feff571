import type { Language } from '../i18n/language.ts'
import { loadAllTexts } from '../i18n/load.ts'
import { speakerOf, tellerOf, type T, type Tell } from '../i18n/use-t.tsx'
import type { Catalogue } from '../model/speaker.ts'
import { namesOf } from '../panels/names.ts'
import { getDiagram } from '../store/document-store.ts'

/** What it takes to tell a person how opening went. */
export interface Speaker {
  readonly t: T
  readonly tell: Tell
  readonly language: Language
}

/** A voice outside of any component. */
export function speakerWith(language: Language, catalogue: Catalogue): Speaker {
  const t = speakerOf(language, catalogue)
  const tell = tellerOf(() => ({ language, catalogue, names: namesOf(getDiagram(), catalogue, t) }))
  return { t, tell, language }
}

/** The same voice with every word there is; with those it has, where the others cannot be fetched. */
export async function fluent(speaker: Speaker): Promise<Speaker> {
  try {
    return speakerWith(speaker.language, await loadAllTexts(speaker.language))
  } catch {
    return speaker
  }
}
