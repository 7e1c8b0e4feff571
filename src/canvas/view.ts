import { getViewportForBounds, type Viewport } from '@xyflow/react'
import type { Size } from '../model/topology.ts'
import { center, type Rect } from '../picture/geometry.ts'
import { isMotionReduced } from './motion.ts'

/** How all of a diagram is shown: never enlarged, with a margin, and below it room for the sentence of a journey. */
export const fitOptions = {
  padding: { top: '20px', right: '24px', bottom: '76px', left: '24px' },
  maxZoom: 1,
  minZoom: 0.2,
} as const

/** A canvas smaller than this, in pixels, has no room for a whole diagram that could be read. */
const roomForAll = { width: 640, height: 360 } as const
/** Below this zoom nobody would read the whole; its beginning is then shown at this one. */
const legible = { least: 0.5, start: 0.7 } as const

/**
 * What a small canvas shows first of a diagram that it could only show too small: a part of it, from the sender on.
 * `undefined`: all of it can be shown.
 */
export function startView(bounds: Rect, sender: Rect | undefined, { width, height }: Size): Viewport | undefined {
  if (width >= roomForAll.width && height >= roomForAll.height) return undefined
  const { padding, minZoom, maxZoom } = fitOptions
  if (getViewportForBounds(bounds, width, height, minZoom, maxZoom, padding).zoom >= legible.least) return undefined
  const zoom = legible.start
  const { x, y } = sender ? center(sender) : bounds
  return {
    x: placed(width / 3 - x * zoom, bounds.x * zoom, bounds.width * zoom, width),
    y: placed(height / 2 - y * zoom, bounds.y * zoom, bounds.height * zoom, height),
    zoom,
  }
}

/** No more empty ground beyond the diagram's edges than a margin; what fits stands in the middle. */
function placed(wanted: number, start: number, length: number, size: number): number {
  const margin = 24
  if (length <= size - 2 * margin) return (size - length) / 2 - start
  return Math.min(margin - start, Math.max(size - margin - start - length, wanted))
}

/** How long a change of view takes that a person asked for, ms. */
export const zoomTime = (): number => (isMotionReduced() ? 0 : 180)
