import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { LinkId, ZoneId } from '../model/topology.ts'
import type { LinkPath } from '../picture/edge-path.ts'
import type { LinkPaths } from '../picture/links.ts'

/** What the canvas alone knows: how cables run now, and what something is held over. */
interface CanvasState {
  readonly paths: LinkPaths
  /** The zone that would take in what is being dragged. */
  readonly over: ZoneId | undefined
  readonly minimap: boolean
}

const store = createStore<CanvasState>()(() => ({ paths: new Map(), over: undefined, minimap: false }))

export const setPaths = (paths: LinkPaths): void => store.setState({ paths })
export const setOver = (over: ZoneId | undefined): void => store.setState({ over })
export const toggleMinimap = (): void => store.setState(({ minimap }) => ({ minimap: !minimap }))

export const useLinkPath = (id: LinkId): LinkPath | undefined => useStore(store, ({ paths }) => paths.get(id))
export const usePaths = (): LinkPaths => useStore(store, selectPaths)
export const useIsOver = (id: ZoneId): boolean => useStore(store, ({ over }) => over === id)
export const useMinimap = (): boolean => useStore(store, selectMinimap)

const selectPaths = ({ paths }: CanvasState) => paths
const selectMinimap = ({ minimap }: CanvasState) => minimap
