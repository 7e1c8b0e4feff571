import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { LinkId, ZoneId } from '../model/topology.ts'
import type { LinkPath } from '../picture/edge-path.ts'
import type { LinkPaths } from '../picture/links.ts'
import { getSession, useSession, type Session } from '../store/session-store.ts'

/** What the canvas alone knows: how cables run now, and what something is held over. */
interface CanvasState {
  readonly paths: LinkPaths
  /** The zone that would take in what is being dragged. */
  readonly over: ZoneId | undefined
  readonly minimap: boolean
  /** What a person chose on the canvas, and at which moment of the journey: following it selects things too. */
  readonly chosen: { readonly id: string; readonly hop: number | undefined } | undefined
}

const store = createStore<CanvasState>()(() => ({
  paths: new Map(),
  over: undefined,
  minimap: false,
  chosen: undefined,
}))

export const setPaths = (paths: LinkPaths): void => store.setState({ paths })
export const setOver = (over: ZoneId | undefined): void => store.setState({ over })
export const setChosen = (id: string): void => store.setState({ chosen: { id, hop: getSession().playback.hop } })
export const toggleMinimap = (): void => store.setState(({ minimap }) => ({ minimap: !minimap }))

export const useLinkPath = (id: LinkId): LinkPath | undefined => useStore(store, ({ paths }) => paths.get(id))
export const usePaths = (): LinkPaths => useStore(store, selectPaths)
export const useIsOver = (id: ZoneId): boolean => useStore(store, ({ over }) => over === id)
/** Whether a person chose this on the canvas since the journey moved last. */
export function useIsChosen(id: string): boolean {
  const hop = useSession(selectHop)
  return useStore(store, ({ chosen }) => hop === undefined || (chosen?.id === id && chosen.hop === hop))
}
export const useMinimap = (): boolean => useStore(store, selectMinimap)

const selectHop = ({ playback }: Session) => playback.hop
const selectPaths = ({ paths }: CanvasState) => paths
const selectMinimap = ({ minimap }: CanvasState) => minimap
