import type { Point } from '../model/topology.ts'

const arrowLength = 9
const arrowWidth = 5

/** The open arrowhead of the course's picture, at the end of a line: the `d` of an SVG path. */
export function arrowhead(points: readonly Point[]): string {
  const [before, tip] = [points.at(-2), points.at(-1)]
  if (!before || !tip) return ''
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const [x, y] = [(tip.x - before.x) / length, (tip.y - before.y) / length]
  const back = { x: tip.x - x * arrowLength, y: tip.y - y * arrowLength }
  const [left, right] = [-1, 1].map((side) => `${back.x - y * arrowWidth * side} ${back.y + x * arrowWidth * side}`)
  return `M${left}L${tip.x} ${tip.y}L${right}`
}

/** The mark of a cut cable around a point: a cross. */
export function cross({ x, y }: Point, reach = 6): string {
  return `M${x - reach} ${y - reach}L${x + reach} ${y + reach}M${x - reach} ${y + reach}L${x + reach} ${y - reach}`
}

/** Where the number badges of a card sit, from its upper right corner leftwards; the first badge is the leftmost. */
export const badge = { radius: 9, step: 22, inset: 15 } as const

/** A shorter link has no room for its label, in diagram units. */
export const labelRoom = 110
