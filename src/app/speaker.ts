import type { Language } from '../i18n/language.ts'
import type { T, Tell } from '../i18n/use-t.tsx'

/** What it takes to tell a person how opening went. */
export interface Speaker {
  readonly t: T
  readonly tell: Tell
  readonly language: Language
}
