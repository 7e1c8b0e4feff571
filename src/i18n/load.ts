import { engineMessages, engineTexts } from '../engine/say.ts'
import { kinds } from '../kinds/registry.ts'
import type { Catalogue, Messages } from '../model/speaker.ts'
import { commonMessages } from '../programs/common/messages.ts'
import { programs } from '../programs/registry.ts'
import type { Language } from './language.ts'

interface Speaker {
  /** Stands before each of its codes; the app's own keys have none. */
  readonly prefix?: string
  readonly messages: Messages
}

const appLater: Messages = { en: () => import('./late.en.ts'), de: () => import('./late.de.ts') }
const app: Messages = { en: () => import('./app.en.ts'), de: () => import('./app.de.ts') }

/** Who speaks while a diagram is drawn and a request is followed. */
const first = (): readonly Speaker[] => [
  { messages: app },
  { prefix: 'net', messages: engineMessages },
  { prefix: 'tls', messages: commonMessages },
  ...programs.map(({ id, messages }) => ({ prefix: id, messages })),
  ...kinds.map(({ id, messages }) => ({ prefix: id, messages })),
]

/** What only the inspector and the check say: names of settings, explanations, findings. */
const later = (): readonly Speaker[] => [
  { messages: appLater },
  { prefix: 'net', messages: engineTexts },
  ...[...programs, ...kinds].map(({ id, texts }) => ({ prefix: id, messages: texts })),
]

/** Every text that a journey needs, in one language: the app's, and under their names those of engine, programs and kinds. */
export const loadCatalogue: (language: Language) => Promise<Catalogue> = remembered((language) =>
  merged(first(), language),
)

/** Every text there is, in one language. */
export const loadAllTexts: (language: Language) => Promise<Catalogue> = remembered(async (language) => {
  const [words, texts] = await Promise.all([loadCatalogue(language), merged(later(), language)])
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
