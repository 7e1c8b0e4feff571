import type { Link } from '../model/topology.ts'
import type { LinkPath } from './edge-path.ts'
import { arrowhead, cross, labelRoom } from './marks.ts'
import { widthOf } from './text-fit.ts'
import type { palettes } from './tokens.ts'
import { element, escaped, type Markup } from './xml.ts'

/** How far a journey went over a cable. */
export type Travelled = 'there' | 'back' | 'both'

const labelFace = { size: 11 } as const

export function renderLink(
  link: Link,
  path: LinkPath,
  label: string | undefined,
  travelled: Travelled | undefined,
  { colors }: (typeof palettes)['light'],
): Markup {
  const color = link.cut ? colors.bad : travelled ? colors.accent : colors.faint
  const middle = path.pointAt(0.5)
  return element(
    'g',
    { fill: 'none', stroke: color, 'stroke-width': travelled ? 2.75 : 1.5, 'stroke-linecap': 'round' },
    element('path', { d: path.d, 'stroke-dasharray': link.cut ? '2 6' : travelled === 'back' ? '7 5' : undefined }),
    element('path', { d: arrowhead(path.points), 'stroke-linejoin': 'round' }),
    link.cut ? renderCut(middle, colors.bad, colors.panel) : undefined,
    label === undefined || link.cut || path.length < labelRoom ? undefined : renderLabel(label, middle, colors),
  )
}

const renderCut = (at: { x: number; y: number }, color: string, ground: string): Markup =>
  element(
    'g',
    {},
    element('circle', { cx: at.x, cy: at.y, r: 10, fill: ground, stroke: 'none' }),
    element('path', { d: cross(at, 5), stroke: color, 'stroke-width': 2.5 }),
  )

function renderLabel(
  label: string,
  at: { x: number; y: number },
  colors: (typeof palettes)['light']['colors'],
): Markup {
  const width = widthOf(label, labelFace) + 12
  return element(
    'g',
    {},
    element('rect', {
      x: at.x - width / 2,
      y: at.y - 9,
      width,
      height: 18,
      rx: 9,
      fill: colors.panel,
      stroke: colors.line,
      'stroke-width': 1,
    }),
    element(
      'text',
      {
        x: at.x,
        y: at.y + 4,
        'text-anchor': 'middle',
        'font-size': labelFace.size,
        fill: colors.muted,
        stroke: 'none',
      },
      escaped(label),
    ),
  )
}
