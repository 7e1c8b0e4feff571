import { createContext, use, useMemo, type ReactNode } from 'react'
import type { Message, Value } from '../model/message.ts'
import type { Catalogue, Placeholders } from '../model/speaker.ts'
import { fill, formatMessage, formatValue, plain, type Names, type Part, type Voice } from './format.ts'
import type { Language } from './language.ts'

type App = typeof import('./app.en.ts').default & typeof import('./late.en.ts').default

/** A key of the app's own catalogue. */
export type AppKey = keyof App

/** A key of a text without anything to fill in: such keys may be kept in tables. */
export type PlainKey = { [K in AppKey]: [Placeholders<App[K]>] extends [never] ? K : never }[AppKey]

type Fill = string | number | Value
type Data<S extends string> = [Placeholders<S>] extends [never] ? [] : [Readonly<Record<Placeholders<S>, Fill>>]

/** Says a text of the app: a wrong key, a missing or an extra placeholder does not compile. */
export type T = <K extends AppKey>(key: K, ...data: Data<App[K]>) => string

interface Spoken {
  readonly language: Language
  readonly catalogue: Catalogue
  readonly t: T
}

/** Says what the core reports, with references to devices and settings kept apart. */
export interface Tell {
  (message: Message): readonly Part[]
  /** The message as one plain text. */
  text(message: Message): string
  /** A single value: a time, a size, a device. */
  value(value: Value): string
  /** The same with its references kept apart. */
  parts(value: Value): readonly Part[]
}

const noNames: Names = {
  device: () => undefined,
  zone: () => undefined,
  link: () => undefined,
  setting: () => undefined,
}

const SpokenContext = createContext<Spoken | undefined>(undefined)
const NamesContext = createContext<Names>(noNames)

const toValue = (value: Fill): Value => {
  if (typeof value === 'string') return { t: 'text', text: value }
  return typeof value === 'number' ? { t: 'number', value } : value
}

/** The texts of one language as a function, for what is no component. */
export function speakerOf(language: Language, catalogue: Catalogue): T {
  const voice: Voice = { language, catalogue, names: noNames }
  return (key, ...data) => {
    const values = Object.entries<Fill>(data[0] ?? {}).map(([name, value]) => [name, toValue(value)] as const)
    return plain(fill(voice, catalogue[key] ?? key, Object.fromEntries(values)))
  }
}

interface LanguageProviderProps {
  readonly language: Language
  readonly catalogue: Catalogue
  readonly children: ReactNode
}

export function LanguageProvider({ language, catalogue, children }: LanguageProviderProps) {
  const spoken = useMemo(() => ({ language, catalogue, t: speakerOf(language, catalogue) }), [language, catalogue])
  return <SpokenContext value={spoken}>{children}</SpokenContext>
}

/** What the things of the diagram are called, for `useTell`; apart from the language, since it changes with every edit. */
export function NamesProvider({ names, children }: { readonly names: Names; readonly children: ReactNode }) {
  return <NamesContext value={names}>{children}</NamesContext>
}

function useSpoken(): Spoken {
  const spoken = use(SpokenContext)
  if (!spoken) throw new Error('useT needs a LanguageProvider above it.')
  return spoken
}

/** The app's texts in the language of the page. Changes only with the language. */
export const useT = (): T => useSpoken().t

/** The language of the page, for `Intl` and `lang`. */
export const useLanguage = (): Language => useSpoken().language

/** The merged catalogue, for labels that a program's declaration names: `nginx.field.port`. */
export const useCatalogue = (): Catalogue => useSpoken().catalogue

/** Says messages of the core in the language of the page, with the present names of the diagram. */
export function useTell(): Tell {
  const { language, catalogue } = useSpoken()
  const names = use(NamesContext)
  return useMemo(() => {
    const voice: Voice = { language, catalogue, names }
    return tellerOf(() => voice)
  }, [language, catalogue, names])
}

/** What a device is called, or was called last: for parts of the page that name one outside of any message. */
export function useDeviceName(): (id: string) => string {
  const names = use(NamesContext)
  return (id) => names.device(id) ?? id
}

/** Says what the core reports, with the voice that there is at that moment. */
export function tellerOf(voice: () => Voice): Tell {
  const tell = (message: Message) => formatMessage(voice(), message)
  const parts = (value: Value) => formatValue(voice(), value)
  return Object.assign(tell, {
    text: (message: Message) => plain(tell(message)),
    value: (value: Value) => plain(parts(value)),
    parts,
  })
}
