import type { Point } from '../model/topology.ts'

/** A link as it is drawn: what SVG takes, and where a packet is on its way. */
export interface LinkPath {
  /** The `d` of an SVG path. */
  readonly d: string
  readonly points: readonly Point[]
  /** Diagram units. */
  readonly length: number
  /** The place after a share `t` (0 … 1) of the way, rounded corners included. */
  pointAt(t: number): Point
}

/** A straight stretch, or a rounded corner (a quadratic curve with the corner as its control point). */
interface Piece {
  readonly from: Point
  readonly corner?: Point
  readonly to: Point
  readonly length: number
}

const cornerRadius = 14
/** Steps that a corner's length is summed over: off by under a tenth of a unit. */
const samples = 8

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y)

const mix = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })

const along = ({ from, corner, to }: Piece, t: number): Point =>
  corner ? mix(mix(from, corner, t), mix(corner, to, t), t) : mix(from, to, t)

/** Draws a line through `points` with rounded corners; a corner between short stretches is rounded less. */
export function linkPath(points: readonly Point[], radius = cornerRadius): LinkPath {
  const pieces = piecesOf(points, radius)
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  return { d: svgOf(points, pieces), points, length, pointAt: (t) => pointAlong(points, pieces, length * clamp(t)) }
}

const clamp = (t: number): number => Math.min(1, Math.max(0, t))

function piecesOf(points: readonly Point[], radius: number): Piece[] {
  const pieces: Piece[] = []
  let from = points[0]
  if (!from) return pieces
  const straightTo = (to: Point) => {
    if (from && distance(from, to) > 0) pieces.push({ from, to, length: distance(from, to) })
    from = to
  }
  for (let index = 1; index < points.length; index++) {
    const [before, corner, after] = [points[index - 1], points[index], points[index + 1]]
    if (!before || !corner) continue
    if (!after) {
      straightTo(corner)
      continue
    }
    const [left, right] = [distance(before, corner), distance(corner, after)]
    const bend = Math.min(radius, left / 2, right / 2)
    if (bend === 0) continue
    const start = mix(corner, before, bend / left)
    const to = mix(corner, after, bend / right)
    straightTo(start)
    pieces.push({ from: start, corner, to, length: cornerLength(start, corner, to) })
    from = to
  }
  return pieces
}

function cornerLength(from: Point, corner: Point, to: Point): number {
  const piece = { from, corner, to, length: 0 }
  let sum = 0
  for (let step = 0; step < samples; step++) {
    sum += distance(along(piece, step / samples), along(piece, (step + 1) / samples))
  }
  return sum
}

function pointAlong(points: readonly Point[], pieces: readonly Piece[], reach: number): Point {
  let left = reach
  for (const piece of pieces) {
    if (left <= piece.length) return along(piece, left / piece.length)
    left -= piece.length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

const coordinates = ({ x, y }: Point): string => `${round(x)} ${round(y)}`

const round = (value: number): number => Math.round(value * 100) / 100

function svgOf(points: readonly Point[], pieces: readonly Piece[]): string {
  const start = points[0]
  if (!start) return ''
  const drawn = pieces.map(({ corner, to }) =>
    corner ? `Q${coordinates(corner)} ${coordinates(to)}` : `L${coordinates(to)}`,
  )
  return `M${coordinates(start)}${drawn.join('')}`
}
