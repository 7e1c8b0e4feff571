import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentJsonSchema } from '../src/testing/document-json-schema.ts'

/** Writes the JSON Schema of the document, to be published beside the app. */
const path = join(import.meta.dirname, '..', 'public', 'schema', 'diagram-1.json')
writeFileSync(path, documentJsonSchema())
console.log(path)
