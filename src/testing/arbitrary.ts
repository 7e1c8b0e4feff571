import fc from 'fast-check'
import type { Json, JsonObject } from '../model/topology.ts'
import type { Fields, FieldSpec, TextFormat } from '../protocols/fields/field.ts'
import { isFormat } from '../protocols/fields/formats.ts'

/** Devices that references may name; the last one is deleted already. */
const deviceIds = ['d1', 'd2', 'd3', 'd4', 'd5', 'd99'] as const

const addresses = ['10.0.1.20', '203.0.113.10', '198.51.100.7', '127.0.0.1', '2001:db8::1', 'fe80::1'] as const
const blocks = ['10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32'] as const
const names = [
  'www.example.com',
  'example.com',
  '*.example.com',
  'a-b.c.example.org',
  'LOCALHOST',
  'intern',
  '_',
] as const

const texts: Readonly<Record<TextFormat, fc.Arbitrary<string>>> = {
  plain: fc.oneof(fc.constantFrom('', 'web', '/', '^~ (', '[a-z]+$', 'text/html', 'a b'), fc.string({ maxLength: 40 })),
  hostname: fc.constantFrom(...names, ...addresses),
  names: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).map((some) => some.join(' ')),
  path: fc.constantFrom('/', '/api/', '/api/*', '/a%20b', '*.png', '~\\.(png|jpg)$', '=/x', '//x'),
  address: fc.constantFrom(...addresses),
  'address-or-cidr': fc.constantFrom(...addresses, ...blocks),
  ports: fc.constantFrom('80', '80, 443', '8000-8010', '1-65535', '65535'),
  origin: fc.constantFrom('*', 'null', 'https://shop.example', 'http://localhost:3000'),
  'dns-name': fc.constantFrom('.', 'www.example.com', '*.example.com', '_http._tcp.example.com'),
  'header-name': fc.constantFrom('X-Test', 'Host', 'Cache-Control', 'X-Forwarded-For'),
  duration: fc.constantFrom('0', '10s', '5m', '250ms', '1d'),
}

function valueOf(spec: FieldSpec): fc.Arbitrary<Json> {
  switch (spec.type) {
    case 'toggle':
      return fc.boolean()
    case 'number':
      return fc.oneof(
        fc.constantFrom(spec.min, spec.max),
        fc.integer({ min: spec.min, max: Math.min(spec.max, spec.min + 10_000) }),
      )
    case 'text':
      return texts[spec.format]
        .map((text) => text.slice(0, spec.maxLength))
        .filter((text) => isFormat(spec.format, text))
    case 'choice':
      return fc.constantFrom(...spec.options)
    case 'device':
      return fc.constantFrom(...deviceIds)
    case 'target':
      return spec.blocks
        ? fc.constantFrom(...deviceIds, ...addresses, ...blocks)
        : fc.constantFrom(...deviceIds, ...addresses)
    case 'list':
      return fc.array(valueOf(spec.item), { maxLength: Math.min(spec.maxRows, 3) })
    case 'table':
      return fc.array(configOf(spec.columns), { maxLength: Math.min(spec.maxRows, 4) })
  }
}

/** Any config that the schema of these fields allows, each setting unset as often as not. */
export function configOf(fields: Fields): fc.Arbitrary<JsonObject> {
  const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(field.spec)]))
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>
}
