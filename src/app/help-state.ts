import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

const store = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }))

export const useHelp = (): boolean => useStore(store, (state) => state.isOpen)
export const openHelp = (): void => store.setState({ isOpen: true })
export const closeHelp = (): void => store.setState({ isOpen: false })
