import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import appDe from './app.de.ts'
import appEn from './app.en.ts'
import lateDe from './late.de.ts'
import lateEn from './late.en.ts'
import { loadAllTexts } from './load.ts'
import { placesOf } from './template.ts'

const root = join(import.meta.dirname, '..')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^i18n.(?:app|late)\.|^testing/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')

const en = { ...appEn, ...lateEn }
const de: Readonly<Record<keyof typeof en, string>> = { ...appDe, ...lateDe }

/** Codes that are put together where they are said: `label('move')` is `command.move`. */
const composed: Readonly<Record<string, RegExp>> = {
  command: /\blabel\('([a-z-]+)'/g,
  repair: /\brepair\('([a-z-]+)'/g,
  'document-error': /code: '([a-z-]+)'/g,
  'canvas.aria': /\b(up|down|left|right)\b/g,
  'canvas.state': /'(hung|slow|answers|resets|closes)'/g,
  'canvas.exposure': /'(public|dmz|private)'/g,
  'canvas.verdict': /'(dropped|denied|failed)'/g,
}
const codes = Object.entries(composed).flatMap(([group, pattern]) =>
  [...sources.matchAll(pattern)].map((match) => `${group}.${match[1]}`),
)
const said = new Set([...[...sources.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)].map((match) => match[1]), ...codes])

const places = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, placesOf(text)]))
const isSentence = (text: string) => /[.!?]$/.test(text)

describe('the app’s texts', () => {
  it('are the same keys in both languages', () => {
    expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted())
  })

  it('fill the same places in both languages', () => {
    expect(places(de)).toEqual(places(en))
  })

  it('are all used somewhere', () => {
    expect(Object.keys(en).filter((key) => !said.has(key))).toEqual([])
  })

  it('end where a sentence in the other language ends', () => {
    const other = Object.keys(en).filter(
      (key) => isSentence(en[key as keyof typeof en]) !== isSentence(de[key as keyof typeof en]),
    )
    expect(other).toEqual([])
  })
})

describe('the merged catalogue', () => {
  it('has what programs, kinds and the engine say under their names, the same in both languages', async () => {
    const [english, german] = await Promise.all([loadAllTexts('en'), loadAllTexts('de')])
    expect(Object.keys(english).toSorted()).toEqual(Object.keys(german).toSorted())
    expect(german['web-server.name']).toBe('Webserver')
    expect(english['net.forwarded']).toBeDefined()
    expect(german['nftables.field.rules.name']).toBe('Name')
  })
})
