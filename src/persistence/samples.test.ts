import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../lib/crc32.ts'
import { encode } from '../lib/utf8.ts'
import type { Diagram } from '../model/diagram.ts'
import { toText } from './export.ts'
import { dictionary } from './link-v1-dictionary.ts'
import { documentMigrations } from './migrations.ts'
import { parseText } from './parse-document.ts'
import { decodeLink, encodeLink } from './share-link.ts'

const folder = join(import.meta.dirname, 'samples')
const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const files = readdirSync(folder)
const documents = files.filter((file) => file.endsWith('.json'))
const links = files.filter((file) => file.endsWith('.link.txt'))

function open(file: string): Diagram {
  const opened = parseText(read(file))
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  expect(opened.value.repairs).toEqual([])
  return opened.value.diagram
}

describe('documents that were published', () => {
  it('are there for every version', () => {
    const versions = documents.map((file) => Number(/^v(\d+)-/.exec(file)?.[1]))
    expect(new Set(versions)).toEqual(new Set(documentMigrations.map((_, index) => index + 1)))
  })

  it.each(documents)('open without a repair: %s', (file) => {
    expect(open(file).version).toBe(documentMigrations.length)
  })

  it.each(documents.filter((file) => file.startsWith(`v${documentMigrations.length}-`)))(
    'of today’s version are written as they were read: %s',
    (file) => expect(toText(open(file))).toBe(read(file)),
  )
})

it('the example on the page about the format opens without a repair', () => {
  const page = readFileSync(join(import.meta.dirname, 'document-format.md'), 'utf8')
  const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? []
  expect(parseText(example)).toMatchObject({ ok: true, value: { repairs: [] } })
})

describe('links that are out in the world', () => {
  it.each(links)('give the diagram of their time: %s', async (file) => {
    const diagram = open(file.replace('.link.txt', '.json'))
    const decoded = await decodeLink(read(file).trim())
    expect(decoded).toEqual({ ok: true, value: { diagram: { ...diagram, id: 'diagram' }, repairs: [] } })
  })

  it.each(links)('can be made again, if not letter by letter: %s', async (file) => {
    const diagram = open(file.replace('.link.txt', '.json'))
    const made = await encodeLink(diagram)
    expect(made.ok && (await decodeLink(made.value))).toMatchObject({
      ok: true,
      value: { diagram: { title: diagram.title } },
    })
  })

  it('rely on a dictionary of which not one letter may change', () => {
    expect(crc32(encode(dictionary)).toString(16)).toBe('ba8f0f2d')
  })
})
