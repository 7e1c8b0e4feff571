import { describe, expect, it } from 'vitest'
import appDe from '../i18n/app.de.ts'
import appEn from '../i18n/app.en.ts'
import lateDe from '../i18n/late.de.ts'
import lateEn from '../i18n/late.en.ts'
import type { Message } from '../model/message.ts'
import { documentErrorMessage } from '../persistence/document-error.ts'
import { repairCodes } from '../persistence/normalise.ts'
import { linkErrorMessage } from '../persistence/share-link.ts'
import { labels } from '../store/labels.ts'

const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: { ...appDe, ...lateDe },
  en: { ...appEn, ...lateEn },
}
const placeholders = (template: string): string[] =>
  Array.from(template.matchAll(/\{(\w+)/g), ([, name]) => name ?? '').toSorted()

const makers: readonly ((argument: never) => Message)[] = Object.values(labels)
const messages: readonly Message[] = [
  ...makers.map((make) => make('x' as never)),
  documentErrorMessage({ code: 'not-json' }),
  documentErrorMessage({ code: 'not-a-document' }),
  documentErrorMessage({ code: 'too-large' }),
  documentErrorMessage({ code: 'made-by-newer-version', version: 2 }),
  documentErrorMessage({ code: 'invalid', path: 'id' }),
  linkErrorMessage({ code: 'not-a-link' }),
  linkErrorMessage({ code: 'damaged' }),
  linkErrorMessage({ code: 'link-too-large' }),
  linkErrorMessage({ code: 'link-made-by-newer-version' }),
]

describe.each(['de', 'en'])('the words of the store and of persistence in %s', (language) => {
  const texts = catalogues[language] ?? {}

  it.each(messages.map((message) => [message.code, message] as const))('say %s with its data', (code, { data }) => {
    expect(placeholders(texts[code] ?? 'missing {words}')).toEqual(Object.keys(data).toSorted())
  })

  it.each(repairCodes)('say repair.%s', (code) => expect(texts).toHaveProperty([`repair.${code}`]))
})
