import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fonts, palettes } from './tokens.ts'

const sheet = readFileSync(join(import.meta.dirname, '..', 'styles.css'), 'utf8')

/** What the style sheet says a colour is, as [light, dark]. */
function onThePage(variable: string): readonly string[] {
  const found = new RegExp(`${variable}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(sheet)
  return found?.slice(1) ?? []
}

const { light, dark } = palettes

describe('the colours of exports', () => {
  it.each(Object.keys(light.colors))('are those of the page: %s', (name) => {
    const key = name as keyof typeof light.colors
    expect(onThePage(`--color-${name}`)).toEqual([light.colors[key], dark.colors[key]])
  })

  it.each(Object.keys(light.categories))('are those of the page for the category %s', (name) => {
    const key = name as keyof typeof light.categories
    expect(onThePage(`--cat-${name}-bg`)).toEqual([light.categories[key].bg, dark.categories[key].bg])
    expect(onThePage(`--cat-${name}-fg`)).toEqual([light.categories[key].fg, dark.categories[key].fg])
  })

  it('come with the fonts of the page', () => {
    expect(sheet).toContain(`--font-sans: ${fonts.sans};`)
    expect(sheet).toContain(`--font-mono: ${fonts.mono};`)
  })

  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('can be read on their ground: 4.5 to 1 (%s)', (_, { colors, categories }) => {
    for (const name of ['ink', 'muted', 'accent', 'good', 'bad', 'warn'] as const) {
      expect(contrast(colors[name], colors.panel)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colors[name], colors.paper)).toBeGreaterThanOrEqual(4.5)
    }
    for (const { bg, fg } of Object.values(categories)) expect(contrast(fg, bg)).toBeGreaterThanOrEqual(4.5)
  })
})

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
