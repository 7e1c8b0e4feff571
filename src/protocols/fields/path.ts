import type { Json, JsonObject } from '../../model/topology.ts'

type Segment = string | number

/** The parts of a setting's path: `rules[2].ports` → `rules`, 2, `ports`. `undefined` where it is none. */
function parsePath(path: string): readonly Segment[] | undefined {
  if (!/^[A-Za-z]\w*(?:\[\d{1,5}\]|\.[A-Za-z]\w*)*$/.test(path)) return undefined
  const parts = path.match(/\w+/g) ?? []
  // Names that every object has are no settings.
  if (parts.some((part) => part in Object.prototype)) return undefined
  return parts.map((part) => (/^\d/.test(part) ? Number(part) : part))
}

/**
 * Sets one setting of a configuration by its path, in place, making the tables and rows on the way; `undefined` unsets
 * it (a row or a list's item is taken out, the ones below move up). What is not a path changes nothing.
 */
export function setPath(config: object, path: string, value: Json | undefined): void {
  const segments = parsePath(path)
  const last = segments?.at(-1)
  if (!segments || last === undefined) return
  const container = containerAt(config, segments, value !== undefined)
  if (!container) return
  if (value === undefined) takeOut(container, last)
  else put(container, last, value)
}

/** A configuration with some of its settings set or unset; the one that was given stays as it is. */
export function withPaths(
  config: JsonObject,
  changes: readonly (readonly [path: string, value: Json | undefined])[],
): JsonObject {
  const copy: JsonObject = copied(config)
  for (const [path, value] of changes) setPath(copy, path, value)
  return copy
}

function copied<T extends Json>(value: T): T
function copied(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => copied(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]))
}

/** What holds the last segment; on the way, what is missing is made if it is to be filled. */
function containerAt(config: object, segments: readonly Segment[], makes: boolean): object | undefined {
  let container = config
  for (const [index, segment] of segments.slice(0, -1).entries()) {
    const key = placeIn(container, segment)
    if (makes && !isContainer(Reflect.get(container, key))) {
      put(container, key, typeof segments[index + 1] === 'number' ? [] : {})
    }
    const next: unknown = Reflect.get(container, key)
    if (!isContainer(next)) return undefined
    container = next
  }
  return container
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A gap in a table would be a row that nobody made: beyond the end, the next free place is meant. */
const placeIn = (container: object, segment: Segment): Segment =>
  Array.isArray(container) && typeof segment === 'number' ? Math.min(segment, container.length) : segment

function put(container: object, segment: Segment, value: unknown): void {
  if (Array.isArray(container) && typeof segment !== 'number') return
  Reflect.set(container, placeIn(container, segment), value)
}

function takeOut(container: object, segment: Segment): void {
  if (!Array.isArray(container)) Reflect.deleteProperty(container, segment)
  else if (typeof segment === 'number' && segment < container.length) container.splice(segment, 1)
}
