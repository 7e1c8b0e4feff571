import * as v from 'valibot'
import type { Fields, FieldSpec } from './field.ts'
import { isFormat } from './formats.ts'

/**
 * What may be stored under a declared setting. Apart from the builders, because a diagram is drawn and a request is
 * followed without it: only the door for documents and the form ask.
 */
export function schemaOfSpec(spec: FieldSpec): v.GenericSchema {
  switch (spec.type) {
    case 'toggle':
      return v.boolean()
    case 'number':
      return v.pipe(v.number(), v.integer(), v.minValue(spec.min), v.maxValue(spec.max))
    case 'text':
      return v.pipe(
        v.string(),
        v.maxLength(spec.maxLength),
        v.check((value) => isFormat(spec.format, value), spec.format),
      )
    case 'choice':
      return v.picklist(spec.options)
    case 'device':
      return v.pipe(v.string(), v.regex(deviceId, 'device'))
    case 'target':
      return v.pipe(
        v.string(),
        v.check(
          (value) => deviceId.test(value) || isFormat(spec.blocks ? 'address-or-cidr' : 'address', value),
          'target',
        ),
      )
    case 'list':
      return v.pipe(v.array(schemaOfSpec(spec.item)), v.maxLength(spec.maxRows))
    case 'table':
      return v.pipe(v.array(schemaOf(spec.columns)), v.maxLength(spec.maxRows))
  }
}

const deviceId = /^d\d+$/

/** The schema of a whole config: every setting optional, none unknown. */
export function schemaOf(fields: Fields): v.GenericSchema {
  return v.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, { spec }]) => [name, v.optional(schemaOfSpec(spec))])),
  )
}

const schemas = new WeakMap<FieldSpec, v.GenericSchema>()

/** Whether a value may be stored under this setting. */
export function isStorable(spec: FieldSpec, value: unknown): boolean {
  const schema = schemas.get(spec) ?? schemaOfSpec(spec)
  schemas.set(spec, schema)
  return v.is(schema, value)
}
