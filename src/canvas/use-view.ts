import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { boundsOf, cardRect, center, type Rect } from '../picture/geometry.ts'
import { getDiagram, onDocumentChange } from '../store/document-store.ts'
import { senderOf, useActiveHop } from '../store/journey.ts'
import { getSession } from '../store/session-store.ts'
import { fitOptions, startView, zoomTime } from './view.ts'

/** Below this zoom a card cannot be read: a journey is then followed from near. */
const readable = 0.45
const near = 0.8
/** Room for the sentence below the device of the journey, in diagram units. */
const sentence = 52
/** How near to the canvas's edge something may come, in pixels. */
const margin = 12

/** How far a span must be moved to lie between 0 and `size`; one that is too long shows its beginning. */
function shiftInto(start: number, end: number, size: number): number {
  if (start < margin) return margin - start
  return end > size - margin ? Math.max(size - margin - end, margin - start) : 0
}

/** Where a journey will begin. */
function senderRect(): Rect | undefined {
  const diagram = getDiagram()
  const sender = diagram.devices[senderOf(diagram, getSession().request) ?? '']
  return sender && cardRect(sender)
}

/**
 * What is in sight: all of a diagram that was opened (on a small canvas its beginning), for as long as nobody moves the view or the things in it; then,
 * in a journey, the device where it is.
 */
export function useView(): void {
  const { fitView, setCenter, setViewport, getViewport } = useReactFlow()
  const flow = useStoreApi()
  /** The view that showed everything; `undefined` once that is no longer wanted. */
  const whole = useRef<Viewport | 'soon' | undefined>('soon')
  const isNear = useRef(false)

  const showAll = useCallback(
    async (duration: number) => {
      whole.current = 'soon'
      const bounds = boundsOf(getDiagram())
      const start = bounds && startView(bounds, senderRect(), flow.getState())
      // Without anything, React Flow would put it off until the first thing is dropped, and the view would jump then.
      if (start) await setViewport(start, { duration })
      else if (bounds) await fitView({ ...fitOptions, duration })
      else await setViewport({ x: 0, y: 0, zoom: 1 })
      whole.current = getViewport()
    },
    [fitView, setViewport, getViewport, flow],
  )
  const isWhole = useCallback(() => {
    const { current } = whole
    return current === 'soon' || (current !== undefined && isSameView(current, getViewport()))
  }, [getViewport])

  useEffect(() => {
    let frame = 0
    const fit = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => void showAll(0))
    }
    const stop = onDocumentChange((change) => {
      if (change.type === 'opened') {
        isNear.current = false
        fit()
      } else if (!isSameRect(boundsOf(change.before), boundsOf(change.diagram))) whole.current = undefined
    })
    // Panels open and close: what was all in sight stays so.
    const observer = new ResizeObserver(() => {
      if (isWhole() && !isNear.current) fit()
    })
    const { domNode } = flow.getState()
    if (domNode) observer.observe(domNode)
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      stop()
    }
  }, [showAll, isWhole, flow])

  const id = useActiveHop()?.device
  useEffect(() => {
    if (id === undefined) {
      if (isNear.current) void showAll(zoomTime())
      isNear.current = false
      return
    }
    const device = getDiagram().devices[id]
    const { width, height } = flow.getState()
    if (!device || width === 0) return
    const duration = zoomTime()
    const { x, y, zoom } = getViewport()
    const rect = cardRect(device)
    if (zoom < readable && isWhole()) isNear.current = true
    if (isNear.current) {
      const { x: middle, y: level } = center(rect)
      void setCenter(middle, level + sentence / 2, { zoom: near, duration })
      return
    }
    const left = rect.x * zoom + x
    const top = rect.y * zoom + y
    const dx = shiftInto(left, left + rect.width * zoom, width)
    const dy = shiftInto(top, top + (rect.height + sentence) * zoom, height)
    if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration })
  }, [id, flow, getViewport, setViewport, setCenter, showAll, isWhole])
}

/** A pixel more or less is rounding. */
const isSameView = (a: Viewport, b: Viewport): boolean =>
  Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 && Math.abs(a.zoom - b.zoom) < 0.005

const isSameRect = (a: Rect | undefined, b: Rect | undefined): boolean =>
  a?.x === b?.x && a?.y === b?.y && a?.width === b?.width && a?.height === b?.height
