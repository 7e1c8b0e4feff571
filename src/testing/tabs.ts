import { Dexie } from 'dexie'
import { applyPatches, enablePatches } from 'immer'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Diagram } from '../model/diagram.ts'
import { Database } from '../persistence/db.ts'
import type { Rescue } from '../persistence/rescue.ts'
import { tabsBy, type Tabs } from '../persistence/tabs.ts'
import { createWorkspace } from '../persistence/workspace.ts'
import type { DocumentChange, DocumentPatch } from '../store/document-store.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'

enablePatches()

interface TabOptions {
  readonly tabs?: Tabs
  readonly memory?: string
  readonly rescue?: Rescue
  readonly open?: () => Promise<Database>
  /** Epoch ms. */
  readonly now?: () => number
}

const databases: Database[] = []
let name = ''
let count = 0

/** The name of the database that all tabs of the running test share. */
export const databaseName = () => name

/** A diagram that comes from elsewhere. */
export const titled = (title: string): Diagram => emptyDiagram('from-elsewhere', title)

/** One tab: a document store of its own over the database that all share. */
export function tab(options: TabOptions = {}) {
  let diagram = emptyDiagram()
  let remembered = options.memory
  let database: Database | undefined
  const listeners = new Set<(change: DocumentChange) => void>()
  const workspace = createWorkspace({
    openDatabase:
      options.open ??
      (async () => {
        database = new Database(name)
        databases.push(database)
        await database.open()
        return database
      }),
    tabs: options.tabs ?? tabsBy(undefined, undefined),
    tabMemory: { get: () => remembered, set: (id) => (remembered = id) },
    ...(options.now ? { now: options.now } : {}),
    ...(options.rescue ? { rescue: options.rescue } : {}),
    document: {
      get: () => diagram,
      open: (next) => {
        diagram = next
        for (const listener of listeners) listener({ type: 'opened', diagram })
      },
      onChange: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  })
  const change = (patches: readonly DocumentPatch[]) => {
    const before = diagram
    diagram = applyPatches(diagram, [...patches])
    for (const listener of listeners) listener({ type: 'changed', before, diagram, patches })
  }
  return {
    ...workspace,
    status: () => workspace.state.getState().status,
    title: () => diagram.title,
    memory: () => remembered,
    db: () => database!,
    /** Shows a diagram without asking the workspace. */
    draw: (title: string) => (diagram = emptyDiagram('drawn', title)),
    edit: (title: string) => change([{ op: 'replace', path: ['title'], value: title }]),
    change,
  }
}

/** Titles of all diagrams that are kept, in the order of the alphabet. */
export async function titles(): Promise<string[]> {
  const db = new Database(name)
  const rows = await db.documents.toArray()
  db.close()
  return rows.map((row) => row.title).toSorted()
}

/** Gives each test of the file a database of its own. */
export function withFreshDatabase(): void {
  beforeEach(() => {
    name = `test-${count++}`
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    for (const db of databases.splice(0)) db.close()
    await Dexie.delete(name)
  })
}
