import { text, type MessageData } from '../model/message.ts'
import type { Json, JsonObject } from '../model/topology.ts'
import type { Repair } from './document-error.ts'
import { limits } from './limits.ts'

/** Everything that is mended, see document-format.md. */
export const repairCodes = [
  'id-corrected',
  'text-cut',
  'moved',
  'setting-dropped',
  'profile-replaced',
  'dangling-link',
  'duplicate-link',
  'unknown-zone',
  'unknown-host',
  'unknown-network',
  'scenario-dropped',
  'journal-cut',
] as const

export const repair = (code: (typeof repairCodes)[number], data: MessageData): Repair => ({
  code: `repair.${code}`,
  data,
})

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const records = ['devices', 'links', 'zones', 'notes', 'scenarios'] as const

/**
 * Mends what is harmless to mend before the schema looks: ids that stand in the key only, texts that are too long,
 * places far off the canvas. Whatever is not what it should be is left for the schema to refuse.
 */
export function normalise(document: JsonObject, repairs: Repair[]): JsonObject {
  const result: Record<string, Json> = { ...document }
  cutIn(result, 'title', limits.title, 'title', repairs)
  cutIn(result, 'description', limits.description, 'description', repairs)
  for (const name of records) {
    const items = document[name]
    if (isRecord(items)) result[name] = mapValues(items, (item, id) => normaliseItem(item, name, id, repairs))
  }
  return result
}

const mapValues = (record: JsonObject, change: (value: Json, key: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))

function normaliseItem(item: Json, record: string, id: string, repairs: Repair[]): Json {
  if (!isRecord(item)) return item
  const result: Record<string, Json> = { ...item, id }
  if (item['id'] !== undefined && item['id'] !== id) repairs.push(repair('id-corrected', { id: text(id) }))
  const path = `${record}.${id}`
  cutIn(result, 'name', limits.name, path, repairs)
  cutIn(result, 'text', limits.text, path, repairs)
  if (record === 'scenarios') cutIn(result, 'title', limits.title, path, repairs)
  if (record === 'devices') cutUnread(result, `${path}.notRead`, repairs)
  const places = [
    clampIn(result, 'position', -limits.coordinate, limits.coordinate),
    clampIn(result, 'size', 1, limits.side),
  ]
  if (places.includes(true)) repairs.push(repair('moved', { id: text(id) }))
  return result
}

function cutIn(record: Record<string, Json>, key: string, length: number, path: string, repairs: Repair[]): void {
  const value = record[key]
  if (typeof value !== 'string' || value.length <= length) return
  record[key] = value.slice(0, length)
  repairs.push(repair('text-cut', { path: text(path) }))
}

/** Shortens the lines that a device's configuration has and this app does not understand, and their list. */
function cutUnread(device: Record<string, Json>, path: string, repairs: Repair[]): void {
  const lines: Json | undefined = device['notRead']
  if (!Array.isArray(lines)) return
  const all = lines as readonly Json[]
  const cuts: Repair[] = []
  const kept = all.slice(0, limits.unreadLines).map((line) => {
    if (!isRecord(line)) return line
    const result: Record<string, Json> = { ...line }
    cutIn(result, 'text', limits.unreadText, path, cuts)
    return result
  })
  if (cuts.length > 0 || kept.length < all.length) repairs.push(repair('text-cut', { path: text(path) }))
  device['notRead'] = kept
}

/** Pulls every number of a point or size into the range; says whether one was outside. */
function clampIn(record: Record<string, Json>, key: string, min: number, max: number): boolean {
  const value = record[key]
  if (!isRecord(value)) return false
  const clamped = mapValues(value, (side) => (typeof side === 'number' ? Math.max(min, Math.min(max, side)) : side))
  record[key] = clamped
  return Object.keys(value).some((side) => value[side] !== clamped[side])
}
