import type { Zone } from '../model/topology.ts'
import { renderIcon } from './draw-icon.ts'
import { zoneRadius } from './geometry.ts'
import { zoneIcons } from './icons.ts'
import { fitted, widthOf } from './text-fit.ts'
import { fonts, zoneCategory, zoneOpacity, type palettes } from './tokens.ts'
import { element, escaped, type Markup } from './xml.ts'

const nameFace = { size: 12, bold: true } as const
const networkFace = { size: 11, mono: true } as const

export function renderZone(zone: Zone, network: string | undefined, palette: (typeof palettes)['light']): Markup {
  const { fg } = palette.categories[zoneCategory[zone.exposure]]
  const { x, y } = zone.position
  const { width, height } = zone.size
  const room = width - 48
  const name = fitted(zone.name, room, nameFace)
  const nameWidth = widthOf(name, nameFace)
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
    element('text', { x: x + 34, y: y + 23, 'font-size': nameFace.size, 'font-weight': 620, fill: fg }, escaped(name)),
    network === undefined || nameWidth + 60 > room
      ? undefined
      : element(
          'text',
          {
            x: x + 34 + nameWidth + 8,
            y: y + 23,
            'font-size': networkFace.size,
            'font-family': fonts.mono,
            fill: fg,
          },
          escaped(fitted(network, room - nameWidth - 8, networkFace)),
        ),
  )
}
