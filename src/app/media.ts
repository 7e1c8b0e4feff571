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

export function useRoom(): Room {
  const isNarrow = useMedia('(width < 48rem)')
  const isMedium = useMedia('(width < 72rem)')
  return isNarrow ? 'narrow' : isMedium ? 'medium' : 'wide'
}

/** For a page that is shown a quarter larger: whether the bar above has room for its words. */
export const useHasRoomWhenLarger = (): boolean => useMedia('(width >= 100rem)')

/** The person's system asks for as little motion as possible. */
export const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
