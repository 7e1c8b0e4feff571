import { createStore, type StoreApi } from 'zustand/vanilla'
import { ok, type Result } from '../lib/result.ts'
import type { Diagram } from '../model/diagram.ts'
import { getDiagram, onDocumentChange, openDiagram, type DocumentChange } from '../store/document-store.ts'
import { createSaver, type Saver, type SaverOptions, type SaverStatus } from './autosave.ts'
import type { Database } from './db.ts'
import type { DocumentError, Repair } from './document-error.ts'
import { newDocumentId } from './document-id.ts'
import { dropUntouched, lastOpened, loadDocument, rememberOpened, type LoadedDocument } from './documents.ts'
import { parseDocument } from './parse-document.ts'
import type { Rescue } from './rescue.ts'
import { listDocuments, newestDocument, putBack, takeOut, type KeptDocument, type Removed } from './shelf.ts'
import type { Claim, Tabs } from './tabs.ts'

/**
 * How safe the person's work is. `loading`: nothing is saved before the first load ended. `guest`: it came by a
 * link and is not kept until the person edits or keeps it. `other-tab`: another tab writes this document.
 * `unavailable`: this browser keeps nothing.
 */
export type SaveStatus = 'loading' | 'saving' | 'saved' | 'failed' | 'unavailable' | 'other-tab' | 'guest'

export interface WorkspaceState {
  readonly status: SaveStatus
  /** There are changes that only this page's memory has. */
  readonly hasUnsaved: boolean
  /** The id that the open document is kept under; none for a guest, and where nothing is kept. */
  readonly documentId: string | undefined
}

/** What was found; `refused`: the document stays kept as it is, and cannot be shown. */
export type Restored =
  | { readonly type: 'none' }
  | { readonly type: 'restored'; readonly repairs: readonly Repair[] }
  | { readonly type: 'refused'; readonly error: DocumentError }
  | { readonly type: 'unavailable' }

export interface WorkspaceOptions {
  /** Opens the database; loaded late, since the first paint does not need it. */
  readonly openDatabase: () => Promise<Database>
  readonly tabs: Tabs
  /** The document of this tab, so that each tab finds its own after a reload. */
  readonly tabMemory: { get(): string | undefined; set(id: string): void }
  /** Where a page that goes away writes down what is not kept yet. */
  readonly rescue?: Rescue
  readonly document?: {
    get(): Diagram
    open(diagram: Diagram): void
    onChange(listener: (change: DocumentChange) => void): () => void
  }
  /** Epoch ms. */
  readonly now?: () => number
}

/** The documents of this browser, and the one that is open. */
export interface Workspace {
  readonly state: Pick<StoreApi<WorkspaceState>, 'getState' | 'subscribe' | 'getInitialState'>
  /** Opens what was open last. Nothing is saved before a first document was opened. */
  restore(): Promise<Restored>
  /**
   * Keeps a diagram that is on the screen already, as it is by now: the first template, which is drawn before there
   * is a database. Nothing happens if it is there no more.
   */
  adopt(drawn: Diagram): Promise<void>
  /** Opens a diagram beside the person's work, under a fresh id, and keeps it: a template, an imported file. */
  openNew(diagram: Diagram): Promise<void>
  /** Opens a diagram beside the person's work without keeping it: a link's. The first edit keeps it. */
  openGuest(diagram: Diagram): Promise<void>
  /** Keeps a guest, or a copy of what another tab writes, and goes on with that. */
  keep(): Promise<void>
  /** Opens a kept document by its id; `none` if it is not there (any more). */
  open(id: string): Promise<Restored>
  /** The person's own documents, changed last first. */
  list(): Promise<readonly KeptDocument[]>
  /** Deletes a document for good; `undefined` if it is open here or in another tab, or gone already. */
  remove(id: string): Promise<Removed | undefined>
  /** Takes a deletion back. */
  putBack(removed: Removed): Promise<void>
  /** Leaves a guest and opens what was open last. */
  backToWork(): Promise<Restored>
  /** Takes the document over from the other tab; what was edited here meanwhile is kept as a copy. */
  takeOver(): Promise<Restored>
  /** Saves what is left, now. */
  flush(): Promise<void>
  /** Writes down what is not kept yet, for the next page to find: this one goes away. */
  rescueUnsaved(): void
  /** It did not go away after all. */
  dropRescued(): void
}

type Mode = 'none' | 'own' | 'guest' | 'watching'

/** A document that is there, perhaps only in what the last page wrote down. */
type Found = LoadedDocument & Pick<SaverOptions, 'isUnsaved'>

/** How a document is kept so far. */
type Kept = Pick<SaverOptions, 'revision' | 'isUntouched' | 'isUnsaved'>
const unkept: Kept = { revision: 0, isUntouched: false }

/** How many saves may have ended after a page wrote down what it had: the one that ran, and the last one. */
const lateSaves = 2

const theStore = { get: getDiagram, open: openDiagram, onChange: onDocumentChange }

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { openDatabase, tabs, tabMemory, rescue, document = theStore, now = Date.now } = options
  const state = createStore<WorkspaceState>()(() => ({ status: 'loading', hasUnsaved: false, documentId: undefined }))
  let db: Database | undefined
  let mode: Mode = 'none'
  let saver: Saver | undefined
  let claim: Claim | undefined
  /** The id that the open document is kept under. */
  let openId = ''
  let leftUntouched: string | undefined
  let queue: Promise<unknown> = Promise.resolve()
  /** In a document that another tab writes, something was changed here. */
  let isEditedBeside = false

  /** One opening at a time: two quick clicks open one document after the other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(connect).then(work)
    queue = done.catch(() => undefined)
    return done
  }

  const show = (status: SaveStatus): void => {
    const isKept = db !== undefined && (mode === 'own' || mode === 'watching')
    state.setState({
      status,
      hasUnsaved: saver?.hasUnsaved() ?? isEditedBeside,
      documentId: isKept ? openId : undefined,
    })
  }

  const saverOf = (id: string, diagram: Diagram, kept: Kept): Saver | undefined => {
    if (!db) return undefined
    const report = (status: SaverStatus): void => {
      if (saver !== own) return
      if (status === 'overtaken') stepBack()
      else show(status)
    }
    const own: Saver = createSaver({ db, id, diagram, ...kept, report, now })
    return own
  }

  /** Another tab writes this document from here on. */
  const stepBack = (): void => {
    isEditedBeside = saver?.hasUnsaved() ?? false
    saver?.stop()
    saver = undefined
    claim = undefined
    mode = 'watching'
    show('other-tab')
  }

  const writeAs = (id: string, diagram: Diagram, kept: Kept): void => {
    mode = 'own'
    openId = id
    isEditedBeside = false
    saver = saverOf(id, diagram, kept)
    if (!db) return show('unavailable')
    tabMemory.set(id)
    // Only a convenience: failing to remember which was last is no failure to save.
    void rememberOpened(db, id).catch(() => undefined)
    show('saved')
  }

  /** What was only looked at goes with the next one that was, so that there is a way back to it. */
  const forgetUntouched = async (from: Database, id: string): Promise<void> => {
    const before = leftUntouched
    leftUntouched = id
    if (before !== undefined && before !== id) await dropUntouched(from, before).catch(() => undefined)
  }

  /**
   * Lets go of the open document at once, so that the next one is there without an edit falling between them; then
   * what is not kept yet is kept, or goes on being tried. What was edited beside another tab becomes a copy.
   */
  const leave = async (): Promise<void> => {
    const isCopyDue = mode === 'watching' && isEditedBeside
    const copy = isCopyDue ? saverOf(newDocumentId(), document.get(), unkept) : undefined
    const [left, leftClaim] = [saver, claim]
    saver = undefined
    claim = undefined
    mode = 'none'
    isEditedBeside = false
    await Promise.all([left?.flush(), copy?.flush()])
    if (db && left?.isUntouched()) await forgetUntouched(db, left.id)
    leftClaim?.release()
  }

  const openNew = async (diagram: Diagram): Promise<void> => {
    const fresh = { ...diagram, id: newDocumentId() }
    const claimed = await tabs.claim(fresh.id, stepBack)
    const left = leave()
    claim = claimed
    writeAs(fresh.id, fresh, { revision: 0, isUntouched: true })
    document.open(fresh)
    await Promise.all([left, saver?.flush()])
  }

  const openGuest = async (diagram: Diagram): Promise<void> => {
    const left = leave()
    mode = 'guest'
    document.open({ ...diagram, id: newDocumentId() })
    show('guest')
    await left
  }

  const keep = async (): Promise<void> => {
    if (mode !== 'guest' && mode !== 'watching') return
    await keepShown(mode === 'guest' ? document.get().id : newDocumentId(), unkept)
  }

  const adopt = async (drawn: Diagram): Promise<void> => {
    const shown = document.get()
    if (mode === 'none' && shown.id === drawn.id)
      await keepShown(shown.id, { revision: 0, isUntouched: shown === drawn })
  }

  /** Keeps what is on the screen. It is not opened anew: undo and the journey on the screen stay. */
  const keepShown = async (id: string, kept: Kept): Promise<void> => {
    writeAs(id, document.get(), kept)
    const claimed = await tabs.claim(id, stepBack)
    if (openId === id) claim = claimed
    else claimed?.release()
    await saver?.flush()
  }

  /** What the last page could not save any more; it builds on what is kept, so it is the newer one. */
  const rescuedAt = (id: string, revision: number): Found | undefined => {
    const found = rescue?.get(id)
    rescue?.drop(id)
    if (!found || revision < found.revision || revision > found.revision + lateSaves) return undefined
    const parsed = parseDocument(found.diagram)
    if (!parsed.ok) return undefined
    const { diagram, repairs } = parsed.value
    return { diagram: { ...diagram, id }, repairs, revision, isUntouched: found.isUntouched, isUnsaved: true }
  }

  const find = async (id: string, isOurs: boolean): Promise<Result<Found, DocumentError> | undefined> => {
    const loaded = db && (await loadDocument(db, id))
    if (!isOurs || loaded?.ok === false) return loaded
    const rescued = rescuedAt(id, loaded?.value.revision ?? 0)
    return rescued ? ok(rescued) : loaded
  }

  const openKept = async (id: string, claimed: Claim | undefined): Promise<Restored> => {
    const found = await find(id, claimed !== undefined)
    if (!found?.ok) {
      claimed?.release()
      return found ? { type: 'refused', error: found.error } : { type: 'none' }
    }
    const { diagram, repairs, ...kept } = found.value
    const left = leave()
    claim = claimed
    if (claimed) writeAs(id, diagram, kept)
    else {
      mode = 'watching'
      openId = id
      show('other-tab')
    }
    document.open(diagram)
    await left
    if (kept.isUnsaved) await saver?.flush()
    return { type: 'restored', repairs }
  }

  /** The first of these documents that is there. */
  const openFirst = async (ids: readonly (string | undefined)[]): Promise<Restored> => {
    for (const id of new Set(ids)) {
      if (id === undefined) continue
      const opened = await openKept(id, await tabs.claim(id, stepBack))
      if (opened.type !== 'none') return opened
    }
    return { type: 'none' }
  }

  const openLast = async (): Promise<Restored> => {
    try {
      return db
        ? await openFirst([tabMemory.get(), await lastOpened(db), await newestDocument(db)])
        : { type: 'unavailable' }
    } catch {
      db = undefined
      show('unavailable')
      return { type: 'unavailable' }
    }
  }

  const note = ({ diagram, patches }: DocumentChange & { type: 'changed' }): void => {
    if (mode === 'guest') void keep()
    else if (mode === 'own') saver?.record(diagram, patches)
    else if (mode === 'watching') isEditedBeside = true
    const { status } = state.getState()
    // From the edit on, not from the moment in which writing begins.
    state.setState({ hasUnsaved: mode !== 'guest', status: mode === 'own' && status === 'saved' ? 'saving' : status })
  }

  let connected: Promise<void> | undefined

  /** Opens the database and listens to the document, once. */
  const connect = (): Promise<void> =>
    (connected ??= (async () => {
      db = await openDatabase().catch(() => undefined)
      if (!db) show('unavailable')
      document.onChange((change) => {
        if (change.type === 'changed') note(change)
      })
    })())

  const open = async (id: string): Promise<Restored> => {
    if (!db) return { type: 'unavailable' }
    if (saver?.id === id) return { type: 'restored', repairs: [] }
    return openKept(id, await tabs.claim(id, stepBack))
  }

  const list = async (): Promise<readonly KeptDocument[]> => {
    await saver?.flush()
    return db ? listDocuments(db) : []
  }

  const remove = async (id: string): Promise<Removed | undefined> => {
    if (!db || state.getState().documentId === id) return undefined
    const claimed = await tabs.claim(id, () => undefined)
    if (!claimed) return undefined
    try {
      rescue?.drop(id)
      return await takeOut(db, id)
    } finally {
      claimed.release()
    }
  }

  const takeOver = async (): Promise<Restored> => {
    if (mode !== 'watching') return { type: 'none' }
    return openKept(openId, await tabs.takeOver(openId, stepBack))
  }

  tabs.onAsked(async (id) => {
    if (saver?.id !== id) return
    await saver.flush()
    claim?.release()
    stepBack()
  })

  const flush = (): Promise<void> => saver?.flush() ?? Promise.resolve()
  return {
    state,
    keep,
    flush,
    rescueUnsaved: () => {
      const unsaved = saver?.unsaved()
      if (saver && unsaved) rescue?.put(saver.id, unsaved)
    },
    dropRescued: () => {
      if (saver) rescue?.drop(saver.id)
    },
    restore: () => inTurn(openLast),
    adopt: (drawn) => inTurn(() => adopt(drawn)),
    open: (id) => inTurn(() => open(id)),
    openNew: (diagram) => inTurn(() => openNew(diagram)),
    openGuest: (diagram) => inTurn(() => openGuest(diagram)),
    list: () => inTurn(list),
    remove: (id) => inTurn(() => remove(id)),
    putBack: (removed) => inTurn(async () => db && putBack(db, removed)),
    backToWork: () => inTurn(openLast),
    takeOver: () => inTurn(takeOver),
  }
}
