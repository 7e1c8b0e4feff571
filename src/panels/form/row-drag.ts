import { useRef, type CSSProperties, type PointerEvent } from 'react'

/** A row on its way to another place: by a mouse or a finger that holds its grip. */
export interface RowDrag {
  readonly from: number
  /** Where it would be put now. */
  readonly to: number
  /** How far the pointer has come, px. */
  readonly by: number
  /** Height that the row takes among the others, with the gap below it, px. */
  readonly height: number
}

/** Where a row stands after another one (or it) was moved. */
export function placeAfter(index: number, from: number, to: number): number {
  if (index === from) return to
  if (from < index && index <= to) return index - 1
  return to <= index && index < from ? index + 1 : index
}

/** How a row is drawn while one is dragged: that one follows the pointer, the others make room. */
export function dragStyle(drag: RowDrag | undefined, index: number): CSSProperties | undefined {
  if (!drag) return undefined
  if (index === drag.from) return { transform: `translateY(${drag.by}px)`, zIndex: 1, position: 'relative' }
  const places = placeAfter(index, drag.from, drag.to) - index
  return { transform: `translateY(${places * drag.height}px)` }
}

/** Where the middle of a dragged row stands among the rows' middles, as they stood when it was taken up. */
export function placeAt(middles: readonly number[], from: number, by: number): number {
  const middle = (middles[from] ?? 0) + by
  return middles.filter((one, index) => (index < from ? one <= middle : index > from && one < middle)).length
}

interface RowGrip {
  readonly index: number
  readonly onDrag: (drag: RowDrag | undefined) => void
  readonly onDrop: (from: number, to: number) => void
}

/** The handlers of a row's grip. A drag that the system takes away (a call, a gesture) moves nothing. */
export function useGrip({ index, onDrag, onDrop }: RowGrip) {
  const start = useRef<{ readonly y: number; readonly middles: readonly number[]; readonly height: number }>(undefined)
  const to = useRef(index)
  const end = (isDropped: boolean) => {
    if (!start.current) return
    start.current = undefined
    onDrag(undefined)
    if (isDropped) onDrop(index, to.current)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      const row = event.currentTarget.closest('[data-path]')
      const boxes = [...(row?.parentElement?.children ?? [])]
        .filter((one) => one.matches('[data-path]'))
        .map((one) => one.getBoundingClientRect())
      const [own, next, before] = [boxes[index], boxes[index + 1], boxes[index - 1]]
      if (!own) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const gap = next ? next.top - own.bottom : before ? own.top - before.bottom : 0
      start.current = {
        y: event.clientY,
        middles: boxes.map(({ top, bottom }) => (top + bottom) / 2),
        height: own.height + gap,
      }
      to.current = index
    },
    onPointerMove: ({ clientY }: PointerEvent) => {
      if (!start.current) return
      const { y, middles, height } = start.current
      to.current = placeAt(middles, index, clientY - y)
      onDrag({ from: index, to: to.current, by: clientY - y, height })
    },
    onPointerUp: () => end(true),
    onPointerCancel: () => end(false),
  }
}
