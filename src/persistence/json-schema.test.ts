import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { documentJsonSchema } from '../testing/document-json-schema.ts'

const path = join(import.meta.dirname, '../../public/schema/diagram-1.json')

it('the published JSON Schema is that of the code; `npm run schema` writes it anew', () => {
  expect(readFileSync(path, 'utf8') === documentJsonSchema()).toBe(true)
})
