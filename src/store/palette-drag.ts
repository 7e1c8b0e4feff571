import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Point } from '../model/topology.ts'

/** What the palette has to offer. */
export type PaletteItem =
  | { readonly type: 'device'; readonly kind: string }
  | { readonly type: 'zone' }
  | { readonly type: 'note' }

/** What hangs at the pointer; `x` and `y` in pixels of the window. */
export interface PaletteDrag extends Point {
  readonly item: PaletteItem
}

/** The canvas, as far as the palette knows it. */
interface DropTarget {
  /** Puts it where the pointer let go, in pixels of the window; outside the canvas nothing happens. */
  readonly drop: (drag: PaletteDrag) => void
  /** Puts it at a free spot in the middle of what is visible. */
  readonly place: (item: PaletteItem) => void
}

/** A pointer that moves less than this many pixels has clicked. */
const threshold = 5

const store = createStore<{ readonly drag: PaletteDrag | undefined }>()(() => ({ drag: undefined }))
let target: DropTarget | undefined

/** Says where things from the palette go. Returns how to stop. */
export function provideDropTarget(provided: DropTarget): () => void {
  target = provided
  return () => {
    if (target === provided) target = undefined
  }
}

/** What is being dragged out of the palette. */
export const usePaletteDrag = (): PaletteDrag | undefined => useStore(store, (state) => state.drag)

/** Puts an item into the middle of the canvas: the palette's click and Enter. */
export function placeFromPalette(item: PaletteItem): void {
  target?.place(item)
}

/**
 * Follows the pointer that went down on a palette entry, with mouse, pen or finger; where it lets go, the item is
 * dropped. Escape gives it up. The entry needs `touch-action: pan-y`, so that a finger can also scroll the list.
 */
export function dragFromPalette(item: PaletteItem, start: PointerEvent): void {
  if (start.button !== 0) return
  const stop = new AbortController()
  const options = { signal: stop.signal }
  const end = () => {
    stop.abort()
    store.setState({ drag: undefined })
  }
  const isOther = (event: PointerEvent) => event.pointerId !== start.pointerId
  const move = (event: PointerEvent) => {
    if (isOther(event)) return
    const { clientX: x, clientY: y } = event
    const isFar = Math.hypot(x - start.clientX, y - start.clientY) >= threshold
    if (isFar || store.getState().drag) store.setState({ drag: { item, x, y } })
  }
  const up = (event: PointerEvent) => {
    if (isOther(event)) return
    const { drag } = store.getState()
    end()
    if (!drag) return
    swallowClick()
    target?.drop({ item, x: event.clientX, y: event.clientY })
  }
  window.addEventListener('pointermove', move, options)
  window.addEventListener('pointerup', up, options)
  window.addEventListener('pointercancel', (event) => isOther(event) || end(), options)
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(), options)
}

/** A drag that ends on the entry where it began is no click on it. */
function swallowClick(): void {
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}

function swallow(event: MouseEvent): void {
  event.stopPropagation()
  event.preventDefault()
}
