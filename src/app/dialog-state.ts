import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

type DialogName = 'help' | 'diagrams'

const store = createStore<{ readonly open: DialogName | undefined }>()(() => ({ open: undefined }))

/** Which of the page's own dialogs is open. */
export const useDialog = (): DialogName | undefined => useStore(store, (state) => state.open)
export const openDialog = (open: DialogName): void => store.setState({ open })
export const closeDialog = (): void => store.setState({ open: undefined })
