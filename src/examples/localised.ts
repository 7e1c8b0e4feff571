import type { Language } from './language.ts'

/** A text in both languages; templates hold these where a document holds plain text. */
export interface LocalText {
  readonly de: string
  readonly en: string
}

/** The same value, with any text of it possibly in both languages. */
export type Localised<T> = T extends string
  ? T | LocalText
  : T extends readonly (infer Item)[]
    ? readonly Localised<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Localised<T[K]> }
      : T

function isLocalText(value: object): value is LocalText {
  const keys = Object.keys(value)
  return keys.length === 2 && 'de' in value && 'en' in value
}

/** Resolves every text to one language: what is opened is an ordinary document. */
export function localise<T>(value: Localised<T>, language: Language): T {
  return resolve(value, language) as T
}

function resolve(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => resolve(item, language))
  if (typeof value !== 'object' || value === null) return value
  if (isLocalText(value)) return value[language]
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, resolve(item, language)]),
  )
}
