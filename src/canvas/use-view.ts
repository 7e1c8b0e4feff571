import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { boundsOf, cardRect, center } from '../picture/geometry.ts'
import { getDiagram, onDocumentChange } from '../store/document-store.ts'
import { useActiveHop } from '../store/journey.ts'
import { fitOptions, zoomTime } from './view.ts'

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

/**
 * What is in sight: all of a diagram that was opened, for as long as nobody moves the view; then, in a journey, the
 * device where it is.
 */
export function useView() {
  const { fitView, setCenter, setViewport, getViewport } = useReactFlow()
  const flow = useStoreApi()
  const isFitted = useRef(true)
  const isNear = useRef(false)
  const onMoveStart = useCallback((event: MouseEvent | TouchEvent | null) => {
    if (event) isFitted.current = false
  }, [])

  useEffect(() => {
    let frame = 0
    const fit = () => {
      cancelAnimationFrame(frame)
      // React Flow would put it off until the first thing is dropped, and the view would jump then.
      if (flow.getState().nodes.length === 0 && boundsOf(getDiagram()) === undefined) return
      frame = requestAnimationFrame(() => void fitView(fitOptions))
    }
    const stop = onDocumentChange(({ type }) => {
      if (type !== 'opened') return
      isFitted.current = true
      fit()
    })
    // Panels open and close: what was all in sight stays so.
    const observer = new ResizeObserver(() => {
      if (isFitted.current && !isNear.current) fit()
    })
    const { domNode } = flow.getState()
    if (domNode) observer.observe(domNode)
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      stop()
    }
  }, [fitView, flow])

  const id = useActiveHop()?.device
  useEffect(() => {
    if (id === undefined) {
      // The journey is over: back to the whole, if nobody moved the view.
      if (isNear.current && isFitted.current) void fitView({ ...fitOptions, duration: zoomTime() })
      isNear.current = false
      return
    }
    const device = getDiagram().devices[id]
    const { width, height } = flow.getState()
    if (!device || width === 0) return
    const duration = zoomTime()
    const { x, y, zoom } = getViewport()
    const rect = cardRect(device)
    isNear.current ||= zoom < readable
    if (isFitted.current && isNear.current) {
      const { x: middle, y: level } = center(rect)
      void setCenter(middle, level + sentence / 2, { zoom: near, duration })
      return
    }
    const left = rect.x * zoom + x
    const top = rect.y * zoom + y
    const dx = shiftInto(left, left + rect.width * zoom, width)
    const dy = shiftInto(top, top + (rect.height + sentence) * zoom, height)
    if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration })
  }, [id, flow, getViewport, setViewport, setCenter, fitView])
  return { onMoveStart }
}
