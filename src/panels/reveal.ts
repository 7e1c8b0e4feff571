import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { select, setTab, togglePanel } from '../store/session-store.ts'

/** A setting that a person asked to see. Each asking is a new object, so that asking twice works. */
interface Revealed {
  readonly device: string
  readonly path: string
}

const store = createStore<{ readonly revealed: Revealed | undefined }>()(() => ({ revealed: undefined }))

/** Opens something in the inspector. */
export function reveal(id: string): void {
  select([id])
  togglePanel('inspector', true)
}

/** Opens a device's settings at one of them; the form unfolds what hides it and gives it the focus. */
export function revealSetting(device: string, path: string): void {
  reveal(device)
  setTab('settings')
  store.setState({ revealed: { device, path } })
}

/** The setting that was asked for last. */
export const useRevealed = (): Revealed | undefined => useStore(store, (state) => state.revealed)

/** The asking was answered. */
export const endReveal = (): void => store.setState({ revealed: undefined })

/** Whether showing `path` needs this part (a table, a row) to be unfolded. */
export const isWithin = (part: string, path: string): boolean =>
  path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`)
