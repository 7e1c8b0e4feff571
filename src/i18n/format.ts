import { assertNever } from '../lib/assert.ts'
import type { Message, Value } from '../model/message.ts'
import type { Catalogue } from '../model/speaker.ts'
import type { Language } from './language.ts'
import { decimal, lifetime, milliseconds, size } from './numbers.ts'
import { piecesOf } from './template.ts'

/** A piece of a formatted message. References keep what they point at, so that a reader can follow them. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'device'; readonly id: string; readonly text: string }
  | { readonly type: 'zone'; readonly id: string; readonly text: string }
  | { readonly type: 'link'; readonly id: string; readonly text: string }
  | { readonly type: 'setting'; readonly device: string; readonly path: string; readonly text: string }

/** What the things of the diagram are called now; a name that is gone gives `undefined`. */
export interface Names {
  device(id: string): string | undefined
  zone(id: string): string | undefined
  link(id: string): string | undefined
  setting(device: string, path: string): string | undefined
}

/** Everything that it takes to say a message in one language. */
export interface Voice {
  readonly language: Language
  readonly catalogue: Catalogue
  readonly names: Names
}

/** A message in the voice's language. A code that nobody knows is shown as it is, rather than nothing. */
export function formatMessage(voice: Voice, message: Message): readonly Part[] {
  const template = voice.catalogue[message.code]
  return template === undefined ? [text(message.code)] : fill(voice, template, message.data)
}

/** Fills the places of a template; neighbouring words are joined into one part. */
export function fill(voice: Voice, template: string, data: Readonly<Record<string, Value>>): readonly Part[] {
  const parts: Part[] = []
  for (const piece of piecesOf(template)) {
    if (piece.type === 'words') {
      parts.push(text(piece.text))
      continue
    }
    const value = data[piece.name]
    if (!value) parts.push(text(`{${piece.name}}`))
    else if (piece.plural) parts.push(text(plural(voice.language, countOf(value), piece.plural)))
    else parts.push(...formatValue(voice, value))
  }
  return joined(parts)
}

/** One value in the voice's language: numbers and units as it writes them, references by their present name. */
export function formatValue(voice: Voice, value: Value): readonly Part[] {
  const { language, names } = voice
  switch (value.t) {
    case 'text':
      return [text(value.text)]
    case 'code':
      return [{ type: 'code', text: value.text }]
    case 'address':
      return [{ type: 'code', text: value.address }]
    case 'number':
      return [text(decimal(language, value.value))]
    case 'ms':
      return [text(milliseconds(language, value.value))]
    case 'seconds':
      return [text(lifetime(language, value.value))]
    case 'bytes':
      return [text(size(language, value.value))]
    case 'device':
      return [{ type: 'device', id: value.device, text: names.device(value.device) ?? value.device }]
    case 'zone':
      return [{ type: 'zone', id: value.zone, text: names.zone(value.zone) ?? value.zone }]
    case 'link':
      return [{ type: 'link', id: value.link, text: names.link(value.link) ?? value.link }]
    case 'setting': {
      const { device, path } = value
      return [{ type: 'setting', device, path, text: names.setting(device, path) ?? path }]
    }
    case 'list':
      return formatList(voice, value.items)
    case 'message':
      return formatMessage(voice, value.message)
    default:
      return assertNever(value)
  }
}

function formatList(voice: Voice, items: readonly Value[]): readonly Part[] {
  const formatted = items.map((item) => formatValue(voice, item))
  // The list format only sees positions; the parts themselves take their places again afterwards.
  const list = new Intl.ListFormat(voice.language, { type: 'conjunction' })
  const places = list.formatToParts(formatted.map((_, index) => String(index)))
  return places.flatMap((place) =>
    place.type === 'element' ? (formatted[Number(place.value)] ?? []) : [text(place.value)],
  )
}

function countOf(value: Value): number {
  if (value.t === 'list') return value.items.length
  return 'value' in value ? value.value : 0
}

function plural(language: Language, count: number, forms: { readonly one: string; readonly many: string }): string {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.many
  return form.replace('#', decimal(language, count))
}

const text = (words: string): Part => ({ type: 'text', text: words })

function joined(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (part.type === 'text' && last?.type === 'text') result[result.length - 1] = text(last.text + part.text)
    else result.push(part)
  }
  return result
}

/** The parts as one plain text, for labels, titles and exports. */
export const plain = (parts: readonly Part[]): string => parts.map((part) => part.text).join('')
