import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { placesOf } from '../i18n/template.ts'
import type { Catalogue } from '../model/speaker.ts'
import type { Section } from '../programs/contract/program.ts'
import type { Fields, FieldSpec } from '../protocols/fields/field.ts'

/** Every code with its placeholders: what two languages of one catalogue must have in common. */
export function spelled(catalogue: Catalogue): readonly string[] {
  return Object.entries(catalogue)
    .map(([code, template]) => `${code}: ${placesOf(template).join()}`)
    .toSorted()
}

/** What one row of a table may be called: `Rule`, for `Rule 3`. */
export const rowKeys = (fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, { spec }]) => (spec.type === 'table' ? [`field.${name}.one`] : []))

/** The keys that settings and sections need in a program's catalogue, besides what it says. */
export function labelKeys(fields: Fields, sections: readonly Section[]): readonly string[] {
  return [
    ...sections.map(({ code }) => `section.${code}`),
    ...Object.entries(fields).flatMap(([name, { spec }]) => [
      `field.${name}`,
      `field.${name}.help`,
      ...keysOf(spec, name),
    ]),
  ]
}

function keysOf(spec: FieldSpec, path: string): readonly string[] {
  if (spec.type === 'choice') return spec.options.map((option) => `option.${path}.${option}`)
  if (spec.type === 'list') return keysOf(spec.item, path)
  if (spec.type !== 'table') return []
  return Object.entries(spec.columns).flatMap(([column, { spec: inner }]) => [
    `field.${path}.${column}`,
    ...keysOf(inner, `${path}.${column}`),
  ])
}

/** Whether some source file of these folders names the code, in quotes or by the beginning of a template. */
export function codesNamedIn(folders: readonly string[]): (code: string) => boolean {
  const source = folders.flatMap((folder) => sourceFiles(folder).map((file) => readFileSync(file, 'utf8'))).join('\n')
  const quoted = new Set([...source.matchAll(/'([^'\n]*)'/g)].map((match) => match[1]))
  const templates = [...source.matchAll(/`([\w.-]*)\$\{[^`]*\}([\w.-]*)`/g)]
    .map(([, start = '', end = '']) => ({ start, end }))
    .filter(({ start, end }) => start.length + end.length > 1)
  return (code) => quoted.has(code) || templates.some(({ start, end }) => code.startsWith(start) && code.endsWith(end))
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    const isSource = entry.name.endsWith('.ts') && !/\.test\.ts$|(?:messages|texts)\.(?:en|de)\.ts$/.test(entry.name)
    return isSource ? [path] : []
  })
}
