import { expect, it } from 'vitest'
import { loadAllTexts } from '../../i18n/load.ts'
import { definitions } from '../../programs/definitions.ts'
import { withSoftHyphens } from './soft-hyphens.ts'

/** So many letters fit into the column of the labels. */
const most = 13

it.each(['de', 'en'] as const)(
  'no label of a setting has a piece that is too long for its column (%s)',
  async (language) => {
    const texts = await loadAllTexts(language)
    const labels = definitions.flatMap(({ id, fields }) =>
      Object.entries(fields).flatMap(([name, { spec }]) => [
        ...(spec.type === 'table' ? Object.keys(spec.columns).map((column) => `${id}.field.${name}.${column}`) : []),
        ...(spec.type === 'table' || spec.type === 'list' ? [] : [`${id}.field.${name}`]),
      ]),
    )
    const pieces = labels.flatMap((code) => withSoftHyphens(texts[code] ?? '').split(/[\s\-/\u00AD.]+/))
    expect([...new Set(pieces.filter((piece) => piece.replaceAll(/[(),:]/g, '').length > most))]).toEqual([])
  },
)

it('leaves every letter as it was', () => {
  const label = 'Antworten zulassen (zustandsbehaftet)'
  expect(withSoftHyphens(label)).toContain('zustands\u00ADbehaftet')
  expect(withSoftHyphens(label).replaceAll('\u00AD', '')).toBe(label)
})
