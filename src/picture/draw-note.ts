import type { Note } from '../model/topology.ts'
import { renderIcon } from './draw-icon.ts'
import { noteRect } from './geometry.ts'
import { personIcon } from './icons.ts'
import { wrapped } from './text-fit.ts'
import type { palettes } from './tokens.ts'
import { element, escaped, type Markup } from './xml.ts'

const face = { size: 13 } as const
const lineHeight = 18
const personSize = 40

/** A slip with text, or the figure of a person with its name under it. */
export function renderNote(note: Note, { colors }: (typeof palettes)['light']): Markup {
  const rect = noteRect(note)
  const top = note.icon ? personSize + 6 : 10
  const room = Math.max(1, Math.floor((rect.height - top - 4) / lineHeight))
  const lines = wrapped(note.text, rect.width - 24, room, face)
  const x = note.icon ? rect.x + rect.width / 2 : rect.x + 12
  return element(
    'g',
    {},
    note.icon
      ? renderIcon(personIcon, { x: x - personSize / 2, y: rect.y + 2 }, personSize, colors.muted)
      : element('rect', {
          x: rect.x,
          y: rect.y,
          width: rect.width,
          height: rect.height,
          rx: 8,
          fill: colors.hover,
          stroke: colors.line,
        }),
    element(
      'text',
      { 'font-size': face.size, fill: colors.muted, 'text-anchor': note.icon ? 'middle' : undefined },
      ...lines.map((line, index) =>
        element('tspan', { x, y: rect.y + top + 13 + index * lineHeight }, escaped(line === '' ? ' ' : line)),
      ),
    ),
  )
}
