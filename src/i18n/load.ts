import { engineMessages, engineTexts } from '../engine/say.ts'
import { kinds } from '../kinds/registry.ts'
import type { Catalogue, Messages } from '../model/speaker.ts'
import { commonMessages } from '../programs/common/messages.ts'
import { definitions } from '../programs/definitions.ts'
import type { Language } from './language.ts'

interface Speaker {
  /** Stands before each of its codes; the app's own keys have none. */
  readonly prefix?: string
  readonly messages: Messages
}

const appLater: Messages = { en: () => import('./late.en.ts'), de: () => import('./late.de.ts') }
const app: Messages = { en: () => import('./app.en.ts'), de: () => import('./app.de.ts') }

/** Who speaks while a diagram is drawn. */
const first = (): readonly Speaker[] => [
  { messages: app },
  ...kinds.map(({ id, messages }) => ({ prefix: id, messages })),
]

/** Who says why a request fared as it did. */
const steps = (): readonly Speaker[] => [
  { prefix: 'net', messages: engineMessages },
  { prefix: 'tls', messages: commonMessages },
  ...definitions.map(({ id, messages }) => ({ prefix: id, messages })),
]

/** What only the inspector and the check say: names of settings, explanations, findings. */
const later = (): readonly Speaker[] => [
  { messages: appLater },
  { prefix: 'net', messages: engineTexts },
  ...[...definitions, ...kinds].map(({ id, texts }) => ({ prefix: id, messages: texts })),
]

/** Every text that a diagram needs, in one language: the app's, and under their names those of the kinds. */
export const loadCatalogue: (language: Language) => Promise<Catalogue> = remembered((language) =>
  merged(first(), language),
)

/** The same with every text that a journey needs: those of engine and programs. */
export const loadJourneyTexts: (language: Language) => Promise<Catalogue> = remembered(async (language) => {
  const [words, told] = await Promise.all([loadCatalogue(language), merged(steps(), language)])
  return { ...words, ...told }
})

/** Every text there is, in one language. */
export const loadAllTexts: (language: Language) => Promise<Catalogue> = remembered(async (language) => {
  const [words, texts] = await Promise.all([loadJourneyTexts(language), merged(later(), language)])
  return { ...words, ...texts }
})

/** Loads each language once; a download that failed may be tried again. */
function remembered(load: (language: Language) => Promise<Catalogue>): (language: Language) => Promise<Catalogue> {
  const loaded = new Map<Language, Promise<Catalogue>>()
  return (language) => {
    const known = loaded.get(language)
    if (known) return known
    const fresh = load(language)
    loaded.set(language, fresh)
    fresh.catch(() => loaded.delete(language))
    return fresh
  }
}

async function merged(all: readonly Speaker[], language: Language): Promise<Catalogue> {
  const parts = await Promise.all(
    all.map(async ({ prefix, messages }) => {
      const { default: texts } = await messages[language]()
      const coded = (code: string) => (prefix === undefined ? code : `${prefix}.${code}`)
      return Object.entries(texts).map(([code, text]) => [coded(code), text] as const)
    }),
  )
  return Object.fromEntries(parts.flat())
}
