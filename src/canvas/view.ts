import { isMotionReduced } from './motion.ts'

/** How all of a diagram is shown: with a margin, never enlarged. */
export const fitOptions = { padding: 0.08, maxZoom: 1, minZoom: 0.2 } as const

/** How long a change of view takes that a person asked for, ms. */
export const zoomTime = (): number => (isMotionReduced() ? 0 : 180)
