import type { Catalogue, Messages } from '../model/speaker.ts'
import type { Language } from './language.ts'

/** The app's own catalogue and the engine's: their codes carry their prefix already. */
const whole: readonly Messages[] = [{ en: () => import('./app.en.ts'), de: () => import('./app.de.ts') }]

const loaded = new Map<Language, Promise<Catalogue>>()

/** Every text in one language: the app's, the engine's, and under their names those of all programs and kinds. */
export function loadCatalogue(language: Language): Promise<Catalogue> {
  const known = loaded.get(language)
  if (known) return known
  const fresh = merged(language)
  loaded.set(language, fresh)
  // A download that failed may be tried again.
  fresh.catch(() => loaded.delete(language))
  return fresh
}

async function merged(language: Language): Promise<Catalogue> {
  const parts = await Promise.all(whole.map(async (messages) => Object.entries((await messages[language]()).default)))
  return Object.fromEntries(parts.flat())
}
