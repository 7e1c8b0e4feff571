import { toJsonSchema } from '@valibot/to-json-schema'
import { documentSchema } from '../persistence/document-schema.ts'
import { definitions as programs } from '../programs/definitions.ts'
import { schemaOf } from '../protocols/fields/schema.ts'

interface Schema {
  readonly [key: string]: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly required?: readonly string[]
}

// Formats of texts are checked by functions; what they say is in the page that describes the format.
const convert = (schema: Parameters<typeof toJsonSchema>[0]): Schema =>
  toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' }) as unknown as Schema

/** In a file the id of an item may stand in its key only. */
function withoutRequiredId(record: Schema, more: object = {}): Schema {
  const item = record.additionalProperties ?? {}
  const required = (item.required ?? []).filter((name) => name !== 'id')
  return { ...record, additionalProperties: { ...item, required, ...more } }
}

/** Settings are those of the program, as long as the file says that they are of the version known here. */
const rules = programs.map(({ id, migrations }) => ({
  anyOf: [
    {
      properties: {
        program: { not: { properties: { id: { const: id }, configVersion: { const: migrations.length } } } },
      },
    },
    { properties: { config: { $ref: `#/definitions/${id}` } } },
  ],
}))

/** The text of `public/schema/diagram-1.json`: the document's structure with every program's settings. */
export function documentJsonSchema(): string {
  const { $schema, ...document } = convert(documentSchema)
  const records = Object.entries(document.properties ?? {}).map(([name, schema]) => {
    if (!schema.additionalProperties) return [name, schema] as const
    return [name, withoutRequiredId(schema, name === 'devices' ? { allOf: rules } : {})] as const
  })
  const definitions = programs.map(({ id, fields }) => {
    const { $schema: _, ...settings } = convert(schemaOf(fields))
    return [id, settings] as const
  })
  const schema = {
    $schema: $schema ?? 'http://json-schema.org/draft-07/schema#',
    title: 'A diagram of Paketweg, structure version 1',
    ...document,
    properties: Object.fromEntries(records),
    definitions: Object.fromEntries(definitions.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
