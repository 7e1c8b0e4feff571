import { foldPatches } from '../store/fold-patches.ts'
import type { Database, DocumentRow, JournalRow } from './db.ts'
import { journalOf } from './documents.ts'

/** A document of the person's own, as a list shows it. */
export interface KeptDocument {
  readonly id: string
  readonly title: string
  /** Epoch ms of the last change. */
  readonly updatedAt: number
  /** How many devices are in it. */
  readonly devices: number
}

/** A document that was taken off the shelf, whole, so that it can be put back. */
export interface Removed {
  readonly row: DocumentRow
  readonly journal: readonly JournalRow[]
}

/** How many devices a snapshot has. What is damaged counts none; opening it says more. */
function countDevices(snapshot: unknown): number {
  if (typeof snapshot !== 'object' || snapshot === null || !('devices' in snapshot)) return 0
  const { devices } = snapshot
  return typeof devices === 'object' && devices !== null ? Object.keys(devices).length : 0
}

/** What this browser keeps, changed last first. What was only looked at is not of the person's own making. */
export function listDocuments(db: Database): Promise<readonly KeptDocument[]> {
  return db.transaction('r', db.documents, db.journal, async () => {
    const rows = await db.documents.orderBy('updatedAt').toArray()
    const own = rows.toReversed().filter(({ isUntouched }) => !isUntouched)
    return Promise.all(
      own.map(async ({ id, title, updatedAt, snapshot }) => {
        const journal = await journalOf(db, id).toArray()
        const now = foldPatches(
          snapshot,
          journal.map(({ patches }) => patches),
        )
        return { id, title, updatedAt, devices: countDevices(now.value) }
      }),
    )
  })
}

/** Takes a document out; `undefined` if it is not there. */
export function takeOut(db: Database, id: string): Promise<Removed | undefined> {
  return db.transaction('rw', db.documents, db.journal, async () => {
    const row = await db.documents.get(id)
    if (!row) return undefined
    const journal = await journalOf(db, id).toArray()
    await db.documents.delete(id)
    await journalOf(db, id).delete()
    return { row, journal }
  })
}

/** Puts a document back as it was. */
export async function putBack(db: Database, { row, journal }: Removed): Promise<void> {
  await db.transaction('rw', db.documents, db.journal, async () => {
    await db.documents.put(row)
    await db.journal.bulkPut([...journal])
  })
}

/** The document that was changed last. */
export const newestDocument = async (db: Database): Promise<string | undefined> =>
  (await db.documents.orderBy('updatedAt').last())?.id
