/** What a page wrote down while it went away: IndexedDB does not finish what begins then. */
export interface Rescued {
  /** The revision that the diagram builds on. */
  readonly revision: number
  /** Nothing of the person's is in it yet. */
  readonly isUntouched: boolean
  readonly diagram: unknown
}

/** A memory that writes at once, for the moment in which a page goes away. */
export interface Rescue {
  put(id: string, rescued: Rescued): void
  get(id: string): Rescued | undefined
  drop(id: string): void
}

const keyOf = (id: string): string => `paketweg.rescue.${id}`

const isRescued = (value: unknown): value is Rescued =>
  typeof value === 'object' &&
  value !== null &&
  'diagram' in value &&
  'revision' in value &&
  typeof value.revision === 'number' &&
  'isUntouched' in value &&
  typeof value.isUntouched === 'boolean'

/** Local storage; it may be forbidden or full, then the last moment before a page goes is lost. */
export const browserRescue: Rescue = {
  put: (id, rescued) => {
    try {
      localStorage.setItem(keyOf(id), JSON.stringify(rescued))
    } catch {
      // The page goes away: there is nobody left to tell.
    }
  },
  get: (id) => {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null')
      return isRescued(value) ? value : undefined
    } catch {
      return undefined
    }
  },
  drop: (id) => {
    try {
      localStorage.removeItem(keyOf(id))
    } catch {
      // Where nothing can be removed, nothing was put.
    }
  },
}
