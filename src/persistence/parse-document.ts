import * as v from 'valibot'
import { err, ok, type Result } from '../lib/result.ts'
import { byteLength } from '../lib/utf8.ts'
import type { Diagram } from '../model/diagram.ts'
import type { JsonObject } from '../model/topology.ts'
import { bringUpConfig } from './configs.ts'
import type { DocumentError, Repair } from './document-error.ts'
import { documentSchema, type ParsedDocument } from './document-schema.ts'
import { limits } from './limits.ts'
import { documentMigrations } from './migrations.ts'
import { isRecord, normalise } from './normalise.ts'
import { toPlainJson } from './plain-json.ts'
import { mendReferences } from './references.ts'

export interface ParsedDiagram {
  readonly diagram: Diagram
  /** What was mended, to be told to the person; empty for what this app wrote itself. */
  readonly repairs: readonly Repair[]
}

/** The one door for text: a file, the clipboard. */
export function parseText(text: string): Result<ParsedDiagram, DocumentError> {
  if (text.length > limits.bytes || byteLength(text) > limits.bytes) return err({ code: 'too-large' })
  let input: unknown
  try {
    // A byte order mark is no JSON, but editors write it.
    input = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return err({ code: 'not-json' })
  }
  return parseDocument(input)
}

/**
 * The one door: nothing else builds a diagram from outside. Envelope, migrations of the document, of each config,
 * the schemas, then references. Never throws, whatever is given.
 */
export function parseDocument(input: unknown): Result<ParsedDiagram, DocumentError> {
  const plain = toPlainJson(input)
  if (!plain.ok) return err({ code: plain.error === 'too-large' ? 'too-large' : 'not-a-document' })
  const version = isRecord(plain.value) ? versionOf(plain.value) : undefined
  if (version === undefined || !isRecord(plain.value)) return err({ code: 'not-a-document' })
  if (version > documentMigrations.length) return err({ code: 'made-by-newer-version', version })
  if (hasTooMany(plain.value)) return err({ code: 'too-large' })

  let document: JsonObject = plain.value
  for (const migration of documentMigrations.slice(version)) document = migration.up(document)
  const repairs: Repair[] = []
  const parsed = v.safeParse(documentSchema, normalise(document, repairs), { abortEarly: true })
  if (!parsed.success) return err({ code: 'invalid', path: v.getDotPath(parsed.issues[0]) ?? '' })
  return ok({ diagram: finish(toDiagram(parsed.output), repairs), repairs })
}

function versionOf(document: JsonObject): number | undefined {
  const { format, version } = document
  if (format !== 'paketweg' || typeof version !== 'number') return undefined
  return Number.isInteger(version) && version >= 0 ? version : undefined
}

const counted = ['devices', 'links', 'zones', 'notes', 'scenarios'] as const

function hasTooMany(document: JsonObject): boolean {
  return counted.some((name) => {
    const record = document[name]
    return isRecord(record) && Object.keys(record).length > limits[name]
  })
}

const plain = (config: unknown): JsonObject => (isRecord(config) ? config : {})

/** The schema lets configs through as they are; they are JSON, since everything is a copy made by `toPlainJson`. */
function toDiagram(parsed: ParsedDocument): Diagram {
  const devices = Object.entries(parsed.devices).map(([id, { filter, ...device }]) => {
    const own = filter && { filter: { ...filter, config: plain(filter.config) } }
    return [id, { ...device, config: plain(device.config), ...own }] as const
  })
  return { ...parsed, devices: Object.fromEntries(devices) }
}

function finish(diagram: Diagram, repairs: Repair[]): Diagram {
  const devices = Object.entries(diagram.devices).map(([id, device]) => [id, bringUpConfig(device, repairs)] as const)
  return mendReferences({ ...diagram, devices: Object.fromEntries(devices) }, repairs)
}
