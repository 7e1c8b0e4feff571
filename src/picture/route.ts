import type { Point } from '../model/topology.ts'
import { center, grow, type Rect } from './geometry.ts'

export const sides = ['top', 'right', 'bottom', 'left'] as const
export type Side = (typeof sides)[number]

/** A stretch of another link, and whether it fans out from, or into, one of the same devices. */
export interface Stretch {
  readonly a: Point
  readonly b: Point
  readonly related: boolean
}

const directions: Readonly<Record<Side, Point>> = {
  top: { x: 0, y: -1 },
  right: { x: 1, y: 0 },
  bottom: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
}

/** How far a link leaves a card before it may turn; arrowheads need about half of it. */
const stub = 20
/** Distance between links that run beside each other. */
const lane = 12
/** How near a link may come to a card that it does not belong to. */
const clearance = 6

/** What makes a route worse, in units of length. */
const cost = {
  bend: 70,
  /** Leaves sideways and arrives from above: harder to read where a straight crossing of the gap will do. */
  mixedSides: 90,
  throughCard: 900,
  /** Through a zone that neither end lies in: it would look as if it had to do with that network. */
  throughZone: 150,
  crossing: 60,
  /** Per unit that it lies upon another link; links that fan out from a device may share a stretch. */
  overlap: 2.5,
  /** For lying upon another link at all, however short: then it is not clear which is which. */
  confusion: 160,
  sharedOverlap: 0.4,
} as const

/** The middle of a side, where the handles are. */
export function anchorOf(rect: Rect, side: Side): Point {
  const middle = center(rect)
  const { x, y } = directions[side]
  return { x: middle.x + (x * rect.width) / 2, y: middle.y + (y * rect.height) / 2 }
}

/**
 * The corners of an orthogonal line from one rectangle to another: short, with few bends, around other cards, and
 * beside other links rather than upon them. The same input always gives the same line.
 */
export function routeBetween(from: Rect, to: Rect, surroundings: Surroundings = {}): readonly Point[] {
  const { cards = [], zones = [], others = [] } = surroundings
  // The two cards themselves may be touched at their handles, not crossed.
  const walls = [...cards.map((rect) => grow(rect, clearance)), grow(from, -1), grow(to, -1)]
  const judge = (points: readonly Point[]) => trouble(points, walls, zones, others)
  const start = { points: [center(from), center(to)], total: Infinity }
  const plain = cheapest(candidatesOf(from, to, []), judge, start)
  const inTheWay = cards.filter((rect) => hits(plain.points, grow(rect, clearance)))
  return inTheWay.length === 0 ? plain.points : cheapest(candidatesOf(from, to, inTheWay), judge, plain).points
}

/** What a link should stay clear of. */
export interface Surroundings {
  /** Cards that it does not belong to. */
  readonly cards?: readonly Rect[]
  /** Zones that neither end lies in. */
  readonly zones?: readonly Rect[]
  /** Links that are laid already. */
  readonly others?: readonly Stretch[]
}

interface Candidate {
  readonly points: readonly Point[]
  /** Its cost without what is in the way. */
  readonly base: number
}

/** Every line worth a thought, the cheapest first; of equals the one in the middle of the gap. */
function candidatesOf(from: Rect, to: Rect, inTheWay: readonly Rect[]): Candidate[] {
  const found: Candidate[] = []
  const { columns, rows } = channelsOf(from, to, inTheWay)
  const mixed = isApart(from, to) ? cost.mixedSides : 0
  const reach = {
    level: stubWithin(gap(from.x, from.width, to.x, to.width)),
    upright: stubWithin(gap(from.y, from.height, to.y, to.height)),
  }
  const stubOf = (anchor: Point, side: Side): Point => {
    const by = isHorizontal(side) ? reach.level : reach.upright
    return { x: anchor.x + directions[side].x * by, y: anchor.y + directions[side].y * by }
  }
  for (const out of sides) {
    for (const into of sides) {
      const start = anchorOf(from, out)
      const end = anchorOf(to, into)
      const first = stubOf(start, out)
      const last = stubOf(end, into)
      const extra = isHorizontal(out) === isHorizontal(into) ? 0 : mixed
      const add = (rank: number, ...middle: Point[]) => {
        const points = straighten([start, first, ...middle, last, end])
        if (points) found.push({ points, base: lengthOf(points) + cost.bend * (points.length - 2) + extra + rank })
      }
      for (const [rank, x] of [...columns, first.x, last.x].entries()) add(rank, { x, y: first.y }, { x, y: last.y })
      for (const [rank, y] of [...rows, first.y, last.y].entries()) add(rank, { x: first.x, y }, { x: last.x, y })
      if (inTheWay.length > 0) {
        for (const x of columns) {
          for (const y of rows) {
            add(0, { x: first.x, y }, { x, y }, { x, y: last.y })
            add(0, { x, y: first.y }, { x, y }, { x: last.x, y })
          }
        }
      }
    }
  }
  return found.toSorted((a, b) => a.base - b.base)
}

/** Two cards close to each other leave less than two stubs between them. */
const stubWithin = (width: number): number => (width > 0 ? Math.max(2, Math.min(stub, width / 2)) : stub)

const isHorizontal = (side: Side): boolean => side === 'left' || side === 'right'

/** Whether a straight gap lies between them, wide enough for a line to cross it. */
const isApart = (a: Rect, b: Rect): boolean =>
  gap(a.x, a.width, b.x, b.width) >= stub || gap(a.y, a.height, b.y, b.height) >= stub

/** How far two spans are from each other; negative where they overlap. */
const gap = (a: number, aSize: number, b: number, bSize: number): number =>
  Math.max(a, b) - Math.min(a + aSize, b + bSize)

/** Where a line may run: in the gap between the two, outside of both, and beside what is in the way. */
function channelsOf(from: Rect, to: Rect, inTheWay: readonly Rect[]) {
  const columns: number[] = []
  const rows: number[] = []
  columns.push(...lanesBetween(from.x, from.width, to.x, to.width))
  rows.push(...lanesBetween(from.y, from.height, to.y, to.height))
  for (const away of [stub, stub + lane]) {
    columns.push(Math.min(from.x, to.x) - away, Math.max(from.x + from.width, to.x + to.width) + away)
    rows.push(Math.min(from.y, to.y) - away, Math.max(from.y + from.height, to.y + to.height) + away)
    for (const rect of inTheWay) {
      columns.push(rect.x - away, rect.x + rect.width + away)
      rows.push(rect.y - away, rect.y + rect.height + away)
    }
  }
  return { columns: [...new Set(columns)], rows: [...new Set(rows)] }
}

/** Channels in the gap between two spans: the middle first, then beside it. */
function lanesBetween(a: number, aSize: number, b: number, bSize: number): number[] {
  const width = gap(a, aSize, b, bSize)
  const middle = Math.min(a + aSize, b + bSize) + width / 2
  return [0, -lane, lane, -2 * lane, 2 * lane].filter((by) => Math.abs(by) < width / 2 - 2).map((by) => middle + by)
}

/** Drops points that change nothing; undefined for a line that turns back upon itself. */
function straighten(points: readonly Point[]): readonly Point[] | undefined {
  const kept: Point[] = []
  for (const point of points) {
    const last = kept.at(-1)
    if (last && last.x === point.x && last.y === point.y) continue
    const before = kept.at(-2)
    if (last && before && isStraight(before, last, point)) {
      const back = (last.x - before.x) * (point.x - last.x) + (last.y - before.y) * (point.y - last.y) < 0
      if (back) return undefined
      kept.pop()
    }
    kept.push(point)
  }
  return kept
}

const isStraight = (a: Point, b: Point, c: Point): boolean =>
  (a.x === b.x && b.x === c.x) || (a.y === b.y && b.y === c.y)

interface Judged {
  readonly points: readonly Point[]
  readonly total: number
}

function cheapest(
  candidates: readonly Candidate[],
  judge: (points: readonly Point[]) => number,
  start: Judged,
): Judged {
  let best = start
  for (const { points, base } of candidates) {
    if (base >= best.total) break
    const total = base + judge(points)
    if (total < best.total) best = { points, total }
  }
  return best
}

function trouble(
  points: readonly Point[],
  walls: readonly Rect[],
  zones: readonly Rect[],
  others: readonly Stretch[],
): number {
  let sum = 0
  for (const wall of walls) if (hits(points, wall)) sum += cost.throughCard
  for (const zone of zones) if (hits(points, zone)) sum += cost.throughZone
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]]
    if (!a || !b) continue
    for (const other of others) sum += conflict(a, b, other)
  }
  return sum
}

function hits(points: readonly Point[], rect: Rect): boolean {
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]]
    if (a && b && meets(a, b, rect)) return true
  }
  return false
}

/** Whether an upright or level stretch enters the rectangle. */
const meets = (a: Point, b: Point, rect: Rect): boolean =>
  Math.max(a.x, b.x) > rect.x &&
  Math.min(a.x, b.x) < rect.x + rect.width &&
  Math.max(a.y, b.y) > rect.y &&
  Math.min(a.y, b.y) < rect.y + rect.height

function conflict(a: Point, b: Point, other: Stretch): number {
  const level = a.y === b.y
  const otherLevel = other.a.y === other.b.y
  if (level !== otherLevel) {
    const [flat, upright] = level ? [{ a, b }, other] : [other, { a, b }]
    return crosses(flat.a, flat.b, upright.a, upright.b) ? cost.crossing : 0
  }
  const shared = level
    ? Math.abs(a.y - other.a.y) < 4
      ? -gap(Math.min(a.x, b.x), Math.abs(a.x - b.x), Math.min(other.a.x, other.b.x), Math.abs(other.a.x - other.b.x))
      : 0
    : Math.abs(a.x - other.a.x) < 4
      ? -gap(Math.min(a.y, b.y), Math.abs(a.y - b.y), Math.min(other.a.y, other.b.y), Math.abs(other.a.y - other.b.y))
      : 0
  if (shared <= 0) return 0
  return other.related ? shared * cost.sharedOverlap : shared * cost.overlap + cost.confusion
}

const crosses = (flatA: Point, flatB: Point, uprightA: Point, uprightB: Point): boolean =>
  uprightA.x > Math.min(flatA.x, flatB.x) &&
  uprightA.x < Math.max(flatA.x, flatB.x) &&
  flatA.y > Math.min(uprightA.y, uprightB.y) &&
  flatA.y < Math.max(uprightA.y, uprightB.y)

function lengthOf(points: readonly Point[]): number {
  let sum = 0
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]]
    if (a && b) sum += Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
  }
  return sum
}
