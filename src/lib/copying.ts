/** A deep copy of plain data. */
export function deepCopy<T>(value: T): T
export function deepCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => deepCopy(item))
  if (value === null || typeof value !== 'object') return value
  const copy: Parts<unknown> = { ...value }
  for (const key in copy) copy[key] = deepCopy(copy[key])
  return copy
}

/** Parts of a copy that are no longer shared with what it was copied from. */
const ownParts = new WeakMap<object, WeakSet<object>>()

/** Takes down that this copy shares its parts with its original, until `own` parts them. */
export function sharing<T extends object>(copy: T): T {
  ownParts.set(copy, new WeakSet())
  return copy
}

type Parts<T> = { [key: string | number]: T }

/**
 * The part at `key` of `within`, to be changed. Where `whole` still shares it with its original it is copied first, one
 * level deep: a copy costs as much as is changed in it, however much it holds.
 */
export function own<T extends object>(whole: object, within: Parts<T>, key: string | number): T | undefined {
  const known = Object.hasOwn(within, key) ? within[key] : undefined
  const mine = ownParts.get(whole)
  if (known === undefined || !mine || mine.has(known)) return known
  const copy = { ...known }
  mine.add(copy)
  within[key] = copy
  return copy
}

/** Takes down that a part was made for this copy and is nobody else's: `own` gives out this very part, not a copy. */
export function adopt<T extends object>(whole: object, part: T): T {
  ownParts.get(whole)?.add(part)
  return part
}
