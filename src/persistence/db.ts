import { Dexie, type Table } from 'dexie'
import type { DocumentPatch } from '../store/document-store.ts'
import { databaseName } from './first-visit.ts'

/** A document as it was at `revision`; the journal holds what came after. */
export interface DocumentRow {
  readonly id: string
  readonly title: string
  /** Epoch ms. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly snapshot: unknown
  /** Number of the last save, in the snapshot or the journal; who finds another one has met another tab. */
  readonly revision: number
  /** Opened but never edited: it goes when another document is opened. */
  readonly isUntouched: boolean
}

/** The changes of one save; `number` is the revision that it made. */
export interface JournalRow {
  readonly document: string
  readonly number: number
  readonly patches: readonly DocumentPatch[]
}

export interface SettingRow {
  readonly key: string
  readonly value: unknown
}

/**
 * What is kept in IndexedDB. Only what is asked for is an index; the shape of a document is none of its business,
 * so this version changes only when an index does.
 */
export class Database extends Dexie {
  readonly documents!: Table<DocumentRow, string>
  readonly journal!: Table<JournalRow, [string, number]>
  readonly settings!: Table<SettingRow, string>

  constructor(name = databaseName) {
    super(name)
    this.version(1).stores({ documents: 'id, updatedAt', journal: '[document+number]', settings: 'key' })
  }
}
