import type { Zone } from '../model/topology.ts'
import { renderIcon } from './draw-icon.ts'
import { zoneRadius } from './geometry.ts'
import { zoneIcons } from './icons.ts'
import { fitted, widthOf } from './text-fit.ts'
import { fonts, zoneCategory, zoneOpacity, type palettes } from './tokens.ts'
import { element, escaped, type Markup } from './xml.ts'

const nameFace = { size: 12, bold: true } as const
const networkFace = { size: 11, mono: true } as const

/** `facts` stand beside the name, as many as there is room for. */
export function renderZone(zone: Zone, facts: readonly string[], palette: (typeof palettes)['light']): Markup {
  const { fg } = palette.categories[zoneCategory[zone.exposure]]
  const { x, y } = zone.position
  const { width, height } = zone.size
  const room = width - 48
  const name = fitted(zone.name, room, nameFace)
  const nameWidth = widthOf(name, nameFace)
  const shown = asManyAsFit(facts, room - nameWidth - 8)
  return element(
    'g',
    {},
    element('rect', {
      x,
      y,
      width,
      height,
      rx: zoneRadius,
      fill: fg,
      'fill-opacity': zoneOpacity.ground,
      stroke: fg,
      'stroke-opacity': zoneOpacity.border,
      'stroke-width': 1.5,
    }),
    renderIcon(zoneIcons[zone.exposure], { x: x + 14, y: y + 12 }, 13, fg),
    // One line of text: its parts follow each other whatever font the reader has.
    element(
      'text',
      { x: x + 34, y: y + 23, fill: fg },
      element('tspan', { 'font-size': nameFace.size, 'font-weight': 620 }, escaped(name)),
      shown === ''
        ? undefined
        : element('tspan', { dx: 8, 'font-size': networkFace.size, 'font-family': fonts.mono }, escaped(shown)),
    ),
  )
}

function asManyAsFit(facts: readonly string[], width: number): string {
  for (let count = facts.length; count > 0; count--) {
    const text = facts.slice(0, count).join(' · ')
    if (widthOf(text, networkFace) <= width) return text
  }
  return ''
}
