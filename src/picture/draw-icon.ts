import type { IconNode } from '../kinds/contract.ts'
import type { Point } from '../model/topology.ts'
import { element, type Markup } from './xml.ts'

/** An icon's strokes with its upper left corner at a point; `size` in diagram units. */
export function renderIcon(icon: IconNode, at: Point, size: number, color: string): Markup {
  return element(
    'g',
    {
      transform: `translate(${at.x} ${at.y}) scale(${size / 24})`,
      fill: 'none',
      stroke: color,
      'stroke-width': 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    },
    ...icon.map(([tag, attributes]) => element(tag, attributes)),
  )
}
