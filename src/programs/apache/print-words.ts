import { isJsonObject, type Json, type JsonObject } from '../../model/topology.ts'
import type { PrintedLine } from '../contract/config-text.ts'
import { entryOf } from './directive.ts'
import { quoted } from './syntax.ts'

/** A setting as a word; what is none has none. */
export const spelt = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : ''

export const rowsOf = (config: JsonObject, table: string): readonly JsonObject[] => {
  const rows = config[table]
  return Array.isArray(rows) ? rows.filter((row: Json): row is JsonObject => isJsonObject(row)) : []
}

export const wordsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((word: Json): word is string => typeof word === 'string') : []

export const flagLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] =>
  typeof config[setting] === 'boolean' ? [{ text: `${directive} ${config[setting] ? 'On' : 'Off'}`, setting }] : []

export const textLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] =>
  typeof config[setting] === 'string' ? [{ text: `${directive} ${quoted(config[setting])}`, setting }] : []

export const timeLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] => {
  const time = config[setting]
  if (typeof time !== 'number') return []
  return [{ text: `${directive} ${time % 1000 === 0 ? time / 1000 : `${time}ms`}`, setting }]
}

export const listLine = (config: JsonObject, setting: string, directive: string): readonly PrintedLine[] => {
  const words = wordsOf(config[setting])
  return words.length === 0 ? [] : [{ text: [directive, ...words.map(quoted)].join(' '), setting }]
}

/** One of several words, each with what it stands for. */
export const wordLine = (
  config: JsonObject,
  setting: string,
  directive: string,
  words: Readonly<Record<string, string>>,
): readonly PrintedLine[] => {
  const word = entryOf(words, spelt(config[setting]))
  return word === undefined ? [] : [{ text: `${directive} ${word}`, setting }]
}

/** Lines in a section of their own. */
export const within = (lines: readonly PrintedLine[], section: string, place: string): readonly PrintedLine[] => [
  { text: `<${section} ${quoted(place)}>` },
  ...lines.map((line) => ({ ...line, text: `  ${line.text}` })),
  { text: `</${section}>` },
]
