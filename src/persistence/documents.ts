import { err, ok, type Result } from '../lib/result.ts'
import type { Diagram } from '../model/diagram.ts'
import { text } from '../model/message.ts'
import type { DocumentPatch } from '../store/document-store.ts'
import { foldPatches } from '../store/fold-patches.ts'
import type { Database } from './db.ts'
import type { DocumentError, Repair } from './document-error.ts'
import { repair } from './normalise.ts'
import { parseDocument } from './parse-document.ts'

/** Another tab saved this document in between: the revision is not the one this tab made. */
export class OvertakenError extends Error {}

/** Revisions after which the journal is folded into a new snapshot. */
const foldAfter = 100

/** The changes of one document since its snapshot. */
export const journalOf = (db: Database, id: string) =>
  db.journal.where('[document+number]').between([id, 0], [id, Infinity])

export interface LoadedDocument {
  readonly diagram: Diagram
  readonly repairs: readonly Repair[]
  readonly revision: number
  readonly isUntouched: boolean
}

/** Reads a document: the journal is folded into the snapshot first, then everything goes through the one door. */
export async function loadDocument(
  db: Database,
  id: string,
): Promise<Result<LoadedDocument, DocumentError> | undefined> {
  const [row, journal] = await db.transaction('r', db.documents, db.journal, () =>
    Promise.all([db.documents.get(id), journalOf(db, id).toArray()]),
  )
  if (!row) return undefined
  const { value, isComplete } = foldPatches(
    row.snapshot,
    journal.map(({ patches }) => patches),
  )
  const parsed = parseDocument(value)
  if (!parsed.ok) return err(parsed.error)
  const cut = isComplete ? [] : [repair('journal-cut', { title: text(row.title) })]
  const repairs = [...cut, ...parsed.value.repairs]
  const { revision, isUntouched } = row
  return ok({ diagram: { ...parsed.value.diagram, id }, repairs, revision, isUntouched })
}

interface Save {
  /** The revision that this tab knows; 0 for a document that is not kept yet. */
  readonly from: number
  /** Epoch ms. */
  readonly now: number
}

/** Keeps the whole document and empties its journal. Returns the new revision. */
export function saveSnapshot(
  db: Database,
  id: string,
  diagram: Diagram,
  { from, now, isUntouched = false }: Save & { readonly isUntouched?: boolean },
): Promise<number> {
  return db.transaction('rw', db.documents, db.journal, async () => {
    const row = await db.documents.get(id)
    if ((row?.revision ?? 0) !== from) throw new OvertakenError()
    const revision = from + 1
    const createdAt = row?.createdAt ?? now
    await db.documents.put({
      id,
      title: diagram.title,
      createdAt,
      updatedAt: now,
      snapshot: diagram,
      revision,
      isUntouched,
    })
    await journalOf(db, id).delete()
    return revision
  })
}

/** Keeps what was changed since the last save; now and then the journal is folded. Returns the new revision. */
export async function savePatches(
  db: Database,
  id: string,
  diagram: Diagram,
  patches: readonly DocumentPatch[],
  { from, now }: Save,
): Promise<number> {
  const kept = await db.transaction('rw', db.documents, db.journal, async () => {
    const row = await db.documents.get(id)
    if (!row || row.revision !== from) throw new OvertakenError()
    if ((await journalOf(db, id).count()) >= foldAfter) return undefined
    const revision = from + 1
    await db.journal.add({ document: id, number: revision, patches })
    await db.documents.update(id, { title: diagram.title, updatedAt: now, revision, isUntouched: false })
    return revision
  })
  return kept ?? saveSnapshot(db, id, diagram, { from, now })
}

/** Forgets a document that was opened but never edited. */
export function dropUntouched(db: Database, id: string): Promise<void> {
  return db.transaction('rw', db.documents, db.journal, async () => {
    const row = await db.documents.get(id)
    if (!row?.isUntouched) return
    await db.documents.delete(id)
    await journalOf(db, id).delete()
  })
}

/** The document that was open last, in any tab. */
export async function lastOpened(db: Database): Promise<string | undefined> {
  const value = (await db.settings.get('lastOpened'))?.value
  return typeof value === 'string' ? value : undefined
}

export async function rememberOpened(db: Database, id: string): Promise<void> {
  await db.settings.put({ key: 'lastOpened', value: id })
}
