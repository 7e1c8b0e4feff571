import type { AriaLabelConfig } from '@xyflow/react'
import type { T } from '../i18n/use-t.tsx'

const directions = { up: 'up', down: 'down', left: 'left', right: 'right' } as const
const isDirection = (word: string): word is keyof typeof directions => word in directions

/** What React Flow says to screen readers, in the person's language. */
export const ariaLabels = (t: T): Partial<AriaLabelConfig> => ({
  'node.a11yDescription.default': t('canvas.aria.node'),
  'node.a11yDescription.keyboardDisabled': t('canvas.aria.node-still'),
  'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) =>
    t('canvas.aria.moved', {
      direction: isDirection(direction) ? t(`canvas.aria.${direction}`) : direction,
      x: Math.round(x),
      y: Math.round(y),
    }),
  'edge.a11yDescription.default': t('canvas.aria.link'),
  'minimap.ariaLabel': t('canvas.aria.minimap'),
  'handle.ariaLabel': t('canvas.aria.handle'),
})
