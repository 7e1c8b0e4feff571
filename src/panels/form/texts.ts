import type { T } from '../../i18n/use-t.tsx'
import type { Catalogue } from '../../model/speaker.ts'
import type { TextFormat, Unit } from '../../protocols/fields/field.ts'

const formatKeys = {
  plain: 'format.plain',
  hostname: 'format.hostname',
  'dns-name': 'format.dns-name',
  names: 'format.names',
  path: 'format.path',
  address: 'format.address',
  'address-or-cidr': 'format.address-or-cidr',
  ports: 'format.ports',
  origin: 'format.origin',
  'header-name': 'format.header-name',
  duration: 'format.duration',
} as const satisfies Record<TextFormat, string>

/** What a text of this format looks like, said to someone who typed something else. */
export const formatComplaint = (t: T, format: TextFormat): string => t(formatKeys[format])

/** What stands behind the number, and what other units may be typed for it. */
export const units: Readonly<
  Record<Unit, { readonly sign: string | undefined; readonly factors: Readonly<Record<string, number>> }>
> = {
  ms: { sign: 'ms', factors: { s: 1000, min: 60_000, m: 60_000, h: 3_600_000 } },
  seconds: { sign: 's', factors: { min: 60, m: 60, h: 3600, d: 86_400 } },
  bytes: { sign: 'B', factors: { kb: 1000, mb: 1_000_000, kib: 1024, k: 1024, mib: 1_048_576, m: 1_048_576 } },
  percent: { sign: '%', factors: {} },
  port: { sign: undefined, factors: {} },
  count: { sign: undefined, factors: {} },
  perSecond: { sign: '/s', factors: {} },
}

/** The words that a program's catalogue has for its settings. */
export interface FieldTexts {
  readonly label: (path: string) => string
  readonly help: (path: string) => string | undefined
  readonly option: (path: string, value: string) => string
  readonly section: (code: string) => string
}

/** `path` names fields and columns without row numbers: `rules.ports`. */
export function fieldTexts(catalogue: Catalogue, program: string): FieldTexts {
  return {
    label: (path) => catalogue[`${program}.field.${path}`] ?? path,
    help: (path) => catalogue[`${program}.field.${path}.help`],
    option: (path, value) => catalogue[`${program}.option.${path}.${value}`] ?? value,
    section: (code) => catalogue[`${program}.section.${code}`] ?? code,
  }
}
