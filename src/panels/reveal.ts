import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { onSessionChange, select, setTab, togglePanel } from '../store/session-store.ts'

/** A setting that a person asked to see. */
interface Revealed {
  readonly device: string
  readonly path: string
  /** It was brought into view; it stays unfolded until something else is selected or it is folded by hand. */
  readonly isSeen: boolean
}

const store = createStore<{ readonly revealed: Revealed | undefined }>()(() => ({ revealed: undefined }))

onSessionChange(({ selection }) => {
  const { revealed } = store.getState()
  if (revealed && !selection.includes(revealed.device)) endReveal()
})

/** Opens something in the inspector. */
export function reveal(id: string): void {
  select([id])
  togglePanel('inspector', true)
}

/** Opens a device's settings at one of them; the form unfolds what hides it and gives it the focus. */
export function revealSetting(device: string, path: string): void {
  reveal(device)
  setTab('settings')
  store.setState({ revealed: { device, path, isSeen: false } })
}

/** The setting that was asked for last. */
export const useRevealed = (): Revealed | undefined => useStore(store, (state) => state.revealed)

/** The setting was brought into view. */
export function markSeen(): void {
  const { revealed } = store.getState()
  if (revealed) store.setState({ revealed: { ...revealed, isSeen: true } })
}

/** What was unfolded to show it may be folded again. */
export function endReveal(): void {
  store.setState({ revealed: undefined })
}

/** Whether showing `path` needs this part (a table, a row) to be unfolded. */
export const isWithin = (part: string, path: string): boolean =>
  path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`)
