import { useSyncExternalStore } from 'react'

const query = '(prefers-reduced-motion: reduce)'

/** jsdom knows no media: then nothing moves. */
const list = (): MediaQueryList | undefined => globalThis.matchMedia?.(query)

const subscribe = (listener: () => void) => {
  const media = list()
  media?.addEventListener('change', listener)
  return () => media?.removeEventListener('change', listener)
}

export const isMotionReduced = (): boolean => list()?.matches ?? true

/** Whether the person asked for no motion. */
export const useReducedMotion = (): boolean => useSyncExternalStore(subscribe, isMotionReduced)
