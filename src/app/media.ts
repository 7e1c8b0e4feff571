import { useSyncExternalStore } from 'react'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** How much room there is: a phone, a small screen on which panels give way, or enough. As in styles.css. */
export type Room = 'narrow' | 'medium' | 'wide'

function useRoom(): Room {
  const isNarrow = useMedia('(width < 48rem)')
  const isMedium = useMedia('(width < 72rem)')
  return isNarrow ? 'narrow' : isMedium ? 'medium' : 'wide'
}

/** The same for a page that may be shown a quarter larger: then it takes a larger window to have enough. */
export function useRoomFor(isLarger: boolean): Room {
  const room = useRoom()
  const hasRoomWhenLarger = useMedia('(width >= 100rem)')
  return isLarger && room === 'wide' && !hasRoomWhenLarger ? 'medium' : room
}

/** So low that the dock would leave nothing of the canvas (a phone on its side, a page at 200 %). */
export const isLow = (): boolean => window.innerHeight < 512

/** The person's system asks for as little motion as possible. */
export const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
