import type { Language } from '../i18n/language.ts'
import { moment } from '../i18n/numbers.ts'
import type { T } from '../i18n/use-t.tsx'
import type { KeptDocument } from '../persistence/shelf.ts'

/** What a kept diagram is called. */
export const titleOf = ({ title }: KeptDocument, t: T): string => (title === '' ? t('open.untitled') : title)

/** When it was changed last, and how large it is. */
export const detailOf = ({ updatedAt, devices }: KeptDocument, t: T, language: Language): string =>
  t('diagrams.detail', { when: moment(language, updatedAt), devices })
