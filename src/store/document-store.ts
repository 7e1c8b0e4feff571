import type { Patch } from 'immer'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Diagram } from '../model/diagram.ts'
import type { Message } from '../model/message.ts'
import type { DiagramDraft } from './draft.ts'
import { emptyDiagram } from './empty-diagram.ts'

/** One thing that undo takes back. */
interface Entry {
  readonly label: Message
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  /** Consecutive entries with the same key are one: typing in a field is one undo. */
  readonly merge?: string
}

/** A change of the document as data, fit for keeping. */
export type DocumentPatch = Patch

interface DocumentState {
  readonly diagram: Diagram
  readonly past: readonly Entry[]
  readonly future: readonly Entry[]
}

/** What happened to the document: another one was opened, or this one was changed by these patches. */
export type DocumentChange =
  | { readonly type: 'opened'; readonly diagram: Diagram }
  | {
      readonly type: 'changed'
      readonly before: Diagram
      readonly diagram: Diagram
      readonly patches: readonly DocumentPatch[]
    }

const undoLimit = 200

type Patching = typeof import('./patching.ts')

const store = createStore<DocumentState>()(() => ({ diagram: emptyDiagram(), past: [], future: [] }))
const listeners = new Set<(change: DocumentChange) => void>()
let patching: Patching | undefined
const waiting: ((patching: Patching) => void)[] = []

/** Fetches what edits need and the first paint does not, then makes the edits that were waiting for it, in order. */
export async function prepareEdits(): Promise<void> {
  patching ??= await import('./patching.ts')
  for (let edit = waiting.shift(); edit; edit = waiting.shift()) edit(patching)
}

/** Makes an edit: at once, or after those that wait. */
function inTurn(edit: (patching: Patching) => void): void {
  if (patching) return edit(patching)
  waiting.push(edit)
  void prepareEdits()
}

/** Runs when every edit so far is made: at once, but for the first moments of the page. */
export const afterEdits = (work: () => void): void => inTurn(work)

function tell(change: DocumentChange): void {
  for (const listener of listeners) listener(change)
}

/** Hears of every change, in order; autosave keeps its journal by it. Returns how to stop. */
export function onDocumentChange(listener: (change: DocumentChange) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function getDiagram(): Diagram {
  return store.getState().diagram
}

/** Shows another diagram; its history begins here. Edits that still wait for `prepareEdits` were for the last one. */
export function openDiagram(diagram: Diagram): void {
  freeze(diagram)
  waiting.length = 0
  store.setState({ diagram, past: [], future: [] })
  tell({ type: 'opened', diagram })
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  Object.values(value).forEach(freeze)
}

/**
 * Changes the diagram by a recipe; one undo takes it back. A recipe that changes nothing leaves no entry.
 * Consecutive commits with the same `merge` key fold into one entry.
 */
export function commit(label: Message, recipe: (draft: DiagramDraft) => void, merge?: string): void {
  inTurn((patching) => make(patching, label, recipe, merge))
}

function make(
  { produceWithPatches }: Patching,
  label: Message,
  recipe: (draft: DiagramDraft) => void,
  merge: string | undefined,
): void {
  const { diagram: before, past } = store.getState()
  const [diagram, patches, inverse] = produceWithPatches(before, (draft) => {
    recipe(draft)
  })
  if (patches.length === 0) return
  const last = past.at(-1)
  const isContinued = merge !== undefined && last?.merge === merge
  const entry: Entry =
    isContinued && last
      ? { label, merge, patches: [...last.patches, ...patches], inverse: [...inverse, ...last.inverse] }
      : { label, patches, inverse, ...(merge === undefined ? {} : { merge }) }
  const earlier = isContinued ? past.slice(0, -1) : past
  store.setState({ diagram, past: [...earlier, entry].slice(-undoLimit), future: [] })
  tell({ type: 'changed', before, diagram, patches })
}

export const undo = (): void => inTurn(takeBack)
export const redo = (): void => inTurn(makeAgain)

function takeBack({ applyPatches }: Patching): void {
  const { diagram: before, past, future } = store.getState()
  const entry = past.at(-1)
  if (!entry) return
  const diagram = applyPatches(before, entry.inverse)
  store.setState({ diagram, past: sealed(past.slice(0, -1)), future: [entry, ...future] })
  tell({ type: 'changed', before, diagram, patches: entry.inverse })
}

function makeAgain({ applyPatches }: Patching): void {
  const { diagram: before, past, future } = store.getState()
  const [entry, ...rest] = future
  if (!entry) return
  const diagram = applyPatches(before, entry.patches)
  store.setState({ diagram, past: sealed([...past, entry]), future: rest })
  tell({ type: 'changed', before, diagram, patches: entry.patches })
}

/** After an undo or redo the next commit is a thing of its own, even with the same merge key. */
function sealed(past: readonly Entry[]): readonly Entry[] {
  const last = past.at(-1)
  if (last?.merge === undefined) return past
  const { merge: _, ...entry } = last
  return [...past.slice(0, -1), entry]
}

/** A part of the diagram; give a selector whose result is stable, best a function of the module. */
export function useDocument<T>(selector: (diagram: Diagram) => T): T {
  return useStore(store, (state) => selector(state.diagram))
}

const selectUndoLabel = (state: DocumentState) => state.past.at(-1)?.label
const selectRedoLabel = (state: DocumentState) => state.future[0]?.label

export interface History {
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly undoLabel: Message | undefined
  readonly redoLabel: Message | undefined
}

/** What undo and redo would do now. */
export function useHistory(): History {
  const undoLabel = useStore(store, selectUndoLabel)
  const redoLabel = useStore(store, selectRedoLabel)
  return { canUndo: undoLabel !== undefined, canRedo: redoLabel !== undefined, undoLabel, redoLabel }
}
