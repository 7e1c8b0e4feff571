import type { JsonObject } from '../../model/topology.ts'

/** What a device gives to those that link to it. */
export type Role = 'dns' | 'http' | 'sql' | 'network'

/** How a number is meant; the form control shows it with its unit and takes others (`1m`, `2 s`). */
export type Unit = 'ms' | 'seconds' | 'bytes' | 'percent' | 'port' | 'count' | 'perSecond'

/** What a text must look like. Each has a check and an example in `formats.ts`. */
export type TextFormat =
  | 'plain'
  | 'hostname'
  | 'dns-name'
  | 'names'
  | 'path'
  | 'address'
  | 'address-or-cidr'
  | 'ports'
  | 'origin'
  | 'header-name'
  | 'duration'

export type FieldSpec =
  | { readonly type: 'toggle' }
  | { readonly type: 'number'; readonly min: number; readonly max: number; readonly unit: Unit }
  | { readonly type: 'text'; readonly format: TextFormat; readonly maxLength: number }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  | { readonly type: 'device'; readonly serves?: Role }
  /** A device of the diagram, or an address where none is drawn; with `blocks` also a block of addresses. */
  | { readonly type: 'target'; readonly serves?: Role; readonly blocks?: true }
  | { readonly type: 'list'; readonly item: FieldSpec; readonly maxRows: number }
  | {
      readonly type: 'table'
      readonly columns: Readonly<Record<string, Field<unknown>>>
      /** Order decides (rules, locations): the form offers moving. */
      readonly ordered: boolean
      readonly maxRows: number
      /** What a row that was just added begins with: something clear and harmless, where the defaults are not. */
      readonly newRow?: JsonObject
    }

/** Shows a field only where another one of the same record has one of these values. */
export interface When {
  readonly field: string
  readonly is: readonly (string | number | boolean)[]
}

/** A setting, declared once: schema, form control, JSON Schema and test arbitrary all come from this. */
export interface Field<T> {
  readonly spec: FieldSpec
  /** What unset means; `undefined`: what the links lead to (the program's `derive`), or nothing. */
  readonly fallback: T
  /** Unset is allowed although there is no fallback. */
  readonly optional: boolean
  readonly when?: When
}

export type Fields = Readonly<Record<string, Field<unknown>>>

export type ValueOf<F> = F extends Field<infer T> ? T : never

/** All settings with every unset one filled in. */
export type SettingsOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }
