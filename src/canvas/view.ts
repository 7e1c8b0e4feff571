import { isMotionReduced } from './motion.ts'

/** How all of a diagram is shown: never enlarged, with a margin, and below it room for the sentence of a journey. */
export const fitOptions = {
  padding: { top: '20px', right: '24px', bottom: '76px', left: '24px' },
  maxZoom: 1,
  minZoom: 0.2,
} as const

/** How long a change of view takes that a person asked for, ms. */
export const zoomTime = (): number => (isMotionReduced() ? 0 : 180)
