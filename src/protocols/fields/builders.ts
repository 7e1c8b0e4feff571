import type { JsonObject } from '../../model/topology.ts'
import type { Field, Fields, Role, SettingsOf, TextFormat, Unit, When } from './field.ts'

interface Options<T> {
  readonly default?: T
  readonly when?: When
}

/** With a default the value is always there; without one, unset is `undefined`. */
type Made<T, O> = O extends { readonly default: T } ? Field<T> : Field<T | undefined>

function make<T>(spec: Field<T>['spec'], options: Options<T> | undefined): Field<T> {
  return {
    spec,
    fallback: options?.default as T,
    optional: options?.default === undefined,
    ...(options?.when ? { when: options.when } : {}),
  }
}

/** On or off. */
export function toggle<O extends Options<boolean>>(options?: O): Made<boolean, O> {
  return make<boolean>({ type: 'toggle' }, options) as Made<boolean, O>
}

/** A whole number from `min` to `max`, both included. */
export function integer<O extends Options<number> & { min: number; max: number; unit?: Unit }>(
  options: O,
): Made<number, O> {
  const { min, max, unit = 'count' } = options
  return make<number>({ type: 'number', min, max, unit }, options) as Made<number, O>
}

/** A TCP or UDP port, 1 … 65535 (RFC 6335). */
export function port<O extends Options<number>>(options?: O): Made<number, O> {
  return integer({ ...options, min: 1, max: 65_535, unit: 'port' }) as Made<number, O>
}

/** A time in ms, 0 … one day unless said otherwise. */
export function duration<O extends Options<number> & { min?: number; max?: number }>(options?: O): Made<number, O> {
  return integer({ min: 0, max: 86_400_000, ...options, unit: 'ms' }) as Made<number, O>
}

/** A size in bytes, 0 … 1 GiB unless said otherwise. */
export function byteSize<O extends Options<number> & { min?: number; max?: number }>(options?: O): Made<number, O> {
  return integer({ min: 0, max: 1_073_741_824, ...options, unit: 'bytes' }) as Made<number, O>
}

/** A line of text in one of the known formats. */
export function line<O extends Options<string> & { format?: TextFormat; maxLength?: number }>(
  options?: O,
): Made<string, O> {
  const format = options?.format ?? 'plain'
  const maxLength = options?.maxLength ?? 255
  return make<string>({ type: 'text', format, maxLength }, options) as Made<string, O>
}

/** One of a closed set. */
export function choice<const T extends readonly string[], O extends Options<T[number]>>(
  options: T,
  more?: O,
): Made<T[number], O> {
  return make<T[number]>({ type: 'choice', options }, more) as Made<T[number], O>
}

/** A device of the diagram, by id, where an address is wanted: it survives renumbering. */
export function deviceRef<O extends Options<string> & { serves?: Role }>(options?: O): Made<string, O> {
  const spec = { type: 'device', ...(options?.serves ? { serves: options.serves } : {}) } as const
  return make<string>(spec, options) as Made<string, O>
}

/** A device of the diagram by id, or a literal address; with `blocks` also a block of addresses (`10.0.0.0/8`). */
export function target<O extends Options<string> & { serves?: Role; blocks?: true }>(options?: O): Made<string, O> {
  const spec = {
    type: 'target',
    ...(options?.serves ? { serves: options.serves } : {}),
    ...(options?.blocks ? { blocks: options.blocks } : {}),
  } as const
  return make<string>(spec, options) as Made<string, O>
}

/** Several values of one field. */
export function list<T, O extends Options<readonly T[]> & { maxRows?: number }>(
  item: Field<T>,
  options?: O,
): Made<readonly NonNullable<T>[], O> {
  const maxRows = options?.maxRows ?? 100
  return make<readonly T[]>({ type: 'list', item: item.spec, maxRows }, options) as Made<readonly NonNullable<T>[], O>
}

/** Rows of records: rules, records, routes, servers. */
export function table<
  C extends Fields,
  O extends Options<readonly SettingsOf<C>[]> & { ordered?: boolean; maxRows?: number; newRow?: JsonObject },
>(columns: C, options?: O): Made<readonly SettingsOf<C>[], O> {
  const maxRows = options?.maxRows ?? 2000
  const { ordered = false, newRow } = options ?? {}
  const spec = { type: 'table', columns, ordered, maxRows, ...(newRow && { newRow }) } as const
  return make<readonly SettingsOf<C>[]>(spec, options) as Made<readonly SettingsOf<C>[], O>
}
