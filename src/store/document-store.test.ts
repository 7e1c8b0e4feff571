import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from '../model/message.ts'
import { describe as rename } from './commands/diagram.ts'
import { addNote } from './commands/notes.ts'
import {
  commit,
  getDiagram,
  onDocumentChange,
  openDiagram,
  prepareEdits,
  redo,
  undo,
  type DocumentChange,
} from './document-store.ts'
import { emptyDiagram } from './empty-diagram.ts'
import { foldPatches } from './fold-patches.ts'

const label: Message = { code: 'command.test', data: {} }
const title = (value: string, merge?: string) => commit(label, (draft) => rename(draft, { title: value }), merge)

beforeAll(prepareEdits)
beforeEach(() => openDiagram(emptyDiagram('test', 'a')))

describe('undo', () => {
  it('takes back one change after another, and redo makes them again', () => {
    title('b')
    title('c')
    undo()
    expect(getDiagram().title).toBe('b')
    undo()
    undo()
    expect(getDiagram().title).toBe('a')
    redo()
    redo()
    redo()
    expect(getDiagram().title).toBe('c')
  })

  it('is forgotten forwards when something new is done', () => {
    title('b')
    undo()
    title('c')
    redo()
    expect(getDiagram().title).toBe('c')
    undo()
    expect(getDiagram().title).toBe('a')
  })

  it('takes back what was typed into one field as one change', () => {
    for (const value of ['b', 'bc', 'bcd']) title(value, 'title')
    undo()
    expect(getDiagram().title).toBe('a')
    redo()
    expect(getDiagram().title).toBe('bcd')
  })

  it('keeps apart what lies on both sides of an undo, of a redo or of another change', () => {
    title('b', 'title')
    title('c', 'other')
    title('d', 'title')
    undo()
    expect(getDiagram().title).toBe('c')
    title('e', 'other')
    undo()
    expect(getDiagram().title).toBe('c')
  })

  it('goes back two hundred changes and no further', () => {
    for (let count = 1; count <= 205; count++) title(String(count))
    for (let count = 1; count <= 205; count++) undo()
    expect(getDiagram().title).toBe('5')
  })

  it('knows no change that changed nothing', () => {
    title('b')
    title('b')
    undo()
    expect(getDiagram().title).toBe('a')
  })

  it('ends where a diagram was opened', () => {
    title('b')
    openDiagram(emptyDiagram('other', 'x'))
    undo()
    expect(getDiagram().title).toBe('x')
  })
})

describe('the journal of changes', () => {
  it('leads from the opened diagram to the one on the screen, undo and redo included', () => {
    const opened = getDiagram()
    const changes: DocumentChange[] = []
    const stop = onDocumentChange((change) => changes.push(change))
    title('b', 'title')
    title('c', 'title')
    commit(label, (draft) => void addNote(draft, { text: 'x', position: { x: 0, y: 0 } }))
    undo()
    undo()
    redo()
    stop()
    const batches = changes.map((change) => (change.type === 'changed' ? change.patches : []))
    expect(foldPatches(opened, batches)).toEqual({ value: getDiagram(), isComplete: true })
    expect(getDiagram().title).toBe('c')
  })

  it('is followed up to where it is damaged', () => {
    const change = [{ op: 'replace' as const, path: ['title'], value: 'b' }]
    const damage = [{ op: 'replace' as const, path: ['nowhere', 'at', 'all'], value: 1 }]
    expect(foldPatches({ title: 'a' }, [change, damage, change])).toEqual({ value: { title: 'b' }, isComplete: false })
  })
})

/** The store of a page that has just been opened. */
const freshStore = async () => {
  vi.resetModules()
  const store = await import('./document-store.ts')
  store.openDiagram(emptyDiagram('fresh', 'a'))
  return { ...store, write: (value: string) => store.commit(label, (draft) => rename(draft, { title: value })) }
}

describe('an edit in the first moments of the page', () => {
  it('waits for what it needs; all are made in order, and what comes after them is told so', async () => {
    const store = await freshStore()
    const told: string[] = []
    store.write('b')
    store.write('c')
    store.undo()
    store.afterEdits(() => told.push(store.getDiagram().title))
    store.write('d')
    expect(store.getDiagram().title).toBe('a')
    await store.prepareEdits()
    expect(store.getDiagram().title).toBe('d')
    expect(told).toEqual(['b'])
    store.undo()
    store.undo()
    expect(store.getDiagram().title).toBe('a')
  })

  it('is not made to a diagram that was opened after it', async () => {
    const store = await freshStore()
    store.write('b')
    store.openDiagram(emptyDiagram('other', 'x'))
    await store.prepareEdits()
    expect(store.getDiagram().title).toBe('x')
  })
})
