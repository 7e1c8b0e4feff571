import { engineMessages } from '../engine/say.ts'
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

const app: Messages = { en: () => import('./app.en.ts'), de: () => import('./app.de.ts') }

const speakers = (): readonly Speaker[] => [
  { messages: app },
  { prefix: 'net', messages: engineMessages },
  { prefix: 'tls', messages: commonMessages },
  ...programs.map(({ id, messages }) => ({ prefix: id, messages })),
  ...kinds.map(({ id, messages }) => ({ prefix: id, messages })),
]

const loaded = new Map<Language, Promise<Catalogue>>()

/** Every text in one language: the app's, and under their names those of the engine, all programs and kinds. */
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
  const parts = await Promise.all(
    speakers().map(async ({ prefix, messages }) => {
      const { default: texts } = await messages[language]()
      const coded = (code: string) => (prefix === undefined ? code : `${prefix}.${code}`)
      return Object.entries(texts).map(([code, text]) => [coded(code), text] as const)
    }),
  )
  return Object.fromEntries(parts.flat())
}
