import { useStore } from 'zustand'
import { browserRescue } from './rescue.ts'
import { browserTabs } from './tabs.ts'
import { createWorkspace, type WorkspaceState } from './workspace.ts'

const tabKey = 'paketweg.document'

/** Session storage belongs to the tab; it may be forbidden, then every tab finds the document that was open last. */
const tabMemory = {
  get: (): string | undefined => {
    try {
      return sessionStorage.getItem(tabKey) ?? undefined
    } catch {
      return undefined
    }
  },
  set: (id: string): void => {
    try {
      sessionStorage.setItem(tabKey, id)
    } catch {
      // Nothing is lost but the tab's own memory.
    }
  },
}

/** This page's documents. Dexie comes in a chunk of its own, with the first restore. */
export const workspace = createWorkspace({
  openDatabase: async () => {
    const { Database } = await import('./db.ts')
    const db = new Database()
    await db.open()
    return db
  },
  tabs: browserTabs(),
  tabMemory,
  rescue: browserRescue,
})

const save = (): void => void workspace.flush()

const leave = (): void => {
  workspace.rescueUnsaved()
  save()
}

/** A page that comes back from the browser's memory goes on saving by itself. */
const comeBack = ({ persisted }: PageTransitionEvent): void => {
  if (persisted) workspace.dropRescued()
}

/** What cannot be saved would be lost with the page: the browser asks first. */
const warn = (leaving: BeforeUnloadEvent): void => {
  const { status, hasUnsaved } = workspace.state.getState()
  if (hasUnsaved && ['failed', 'unavailable', 'other-tab'].includes(status)) leaving.preventDefault()
}

const saveIfHidden = (): void => {
  if (document.visibilityState === 'hidden') save()
}

/** Saves what is left when the page is hidden or goes away. Returns how to stop. */
export function saveOnLeave(): () => void {
  addEventListener('pagehide', leave)
  addEventListener('pageshow', comeBack)
  addEventListener('beforeunload', warn)
  document.addEventListener('visibilitychange', saveIfHidden)
  return () => {
    removeEventListener('pagehide', leave)
    removeEventListener('pageshow', comeBack)
    removeEventListener('beforeunload', warn)
    document.removeEventListener('visibilitychange', saveIfHidden)
  }
}

/** How safe the person's work is, for the sign beside the title. */
export const useSaveState = (): WorkspaceState => useStore(workspace.state)
