import type { Diagram } from '../model/diagram.ts'
import type { Json, JsonObject } from '../model/topology.ts'
import { sortKeys } from './export.ts'
import { isRecord } from './normalise.ts'

/**
 * Version 1 of the link, frozen: links of this version are out in the world. It carries documents of structure
 * version 1; another structure, other columns or another dictionary are another version of the link.
 */

/** Columns in this order; what has none goes into the row's last cell, an object, as it is. */
const columns = {
  devices: [
    'kind',
    'name',
    'position.x',
    'position.y',
    'zone',
    'program.id',
    'program.profile',
    'program.configVersion',
    'config',
  ],
  links: ['from', 'to'],
  zones: ['name', 'exposure', 'position.x', 'position.y', 'size.width', 'size.height', 'cidr'],
  notes: ['text', 'position.x', 'position.y', 'icon'],
} as const

const prefixes = { devices: 'd', links: 'l', zones: 'z', notes: 'n' } as const
type RecordName = keyof typeof columns
const names = ['devices', 'links', 'zones', 'notes'] as const satisfies readonly RecordName[]

/** What a cell holds whose value is not set. */
const unset = 0

/** The diagram without its own id, as rows: `[title, description, devices, links, zones, notes, rest]`. */
export function pack(diagram: Diagram): Json {
  const document = sortKeys(diagram)
  if (!isRecord(document)) return null
  const { scenarios = {}, lastIds = {} } = document
  return [
    diagram.title,
    diagram.description,
    ...names.map((name) => packRecord(name, document[name])),
    { scenarios, lastIds },
  ]
}

/** The document of that time, for the one door to judge; `undefined` if the rows are none. */
export function unpack(packed: unknown): JsonObject | undefined {
  if (!Array.isArray(packed)) return undefined
  const [title, description, ...tables] = packed as readonly Json[]
  const rest = tables[names.length]
  if (title === undefined || description === undefined || !isRecord(rest)) return undefined
  const records = names.map((name, index) => [name, unpackRecord(name, tables[index])] as const)
  return { format: 'paketweg', version: 1, title, description, ...Object.fromEntries(records), ...rest }
}

function packRecord(name: RecordName, record: Json | undefined): Json {
  return isRecord(record) ? Object.entries(record).map(([id, item]) => packRow(columns[name], id, item)) : []
}

function packRow(paths: readonly string[], id: string, item: Json): Json {
  if (!isRecord(item)) return []
  const { id: _, ...rest } = item
  const cells = paths.map((path) => takeCell(rest, path))
  const row = [Number(id.slice(1)), ...cells]
  if (Object.keys(rest).length > 0) return [...row, rest]
  while (row.length > 1 && row.at(-1) === unset) row.pop()
  return row
}

/** Takes a value out of the item, the emptied object that held it too. */
function takeCell(item: Record<string, Json>, path: string): Json {
  const [key = '', inner] = path.split('.')
  const value = item[key]
  if (value === undefined) return unset
  if (inner === undefined) {
    delete item[key]
    return value
  }
  if (!isRecord(value)) return unset
  const { [inner]: part = unset, ...others } = value
  if (Object.keys(others).length > 0) item[key] = others
  else delete item[key]
  return part
}

function unpackRecord(name: RecordName, table: Json | undefined): JsonObject {
  if (!Array.isArray(table)) return {}
  return Object.fromEntries((table as readonly Json[]).flatMap((row) => unpackRow(name, row)))
}

function unpackRow(name: RecordName, row: Json): (readonly [string, JsonObject])[] {
  if (!Array.isArray(row)) return []
  const [number, ...cells] = row as readonly Json[]
  if (typeof number !== 'number') return []
  const paths = columns[name]
  const last = cells[paths.length]
  const item: Record<string, Json> = isRecord(last) ? { ...last } : {}
  for (const [index, path] of paths.entries()) putCell(item, path, cells[index] ?? unset)
  const id = `${prefixes[name]}${number}`
  return [[id, { id, ...item }]]
}

function putCell(item: Record<string, Json>, path: string, value: Json): void {
  const [key = '', inner] = path.split('.')
  // Zero is a place, and the only number that a column of texts has is "not set".
  if (inner === undefined) {
    if (value !== unset) item[key] = value
    return
  }
  const holder = item[key]
  item[key] = { ...(isRecord(holder) ? holder : {}), [inner]: value }
}
