import type { Device, Note, Point, Size, Topology, Zone } from '../model/topology.ts'

/** A rectangle in diagram units (CSS pixels at 100 %), `x` and `y` its upper left corner. */
export interface Rect extends Point, Size {}

/** A device card: the same on the canvas and in every export. */
export const card = { width: 186, height: 58, radius: 14, tile: 38, tileRadius: 11, inset: 10, textX: 58 } as const

export const zoneRadius = 20
/** No zone is smaller than one card with a breath around it. */
export const smallestZone: Size = { width: 226, height: 122 }
export const newZone: Size = { width: 460, height: 280 }
/** What a new or dragged item snaps to. */
export const gridStep = 8

const noteSize: Size = { width: 200, height: 64 }
const personSize: Size = { width: 112, height: 88 }
export const smallestNote: Size = { width: 96, height: 40 }

export const cardRect = (device: Pick<Device, 'position'>): Rect => ({
  ...at(device.position),
  width: card.width,
  height: card.height,
})

export const zoneRect = (zone: Zone): Rect => ({ ...at(zone.position), ...zone.size })

/** A note's own size, else that of a slip of paper, or of a figure with its name under it. */
export const sizeOfNote = (note: Note): Size => note.size ?? (note.icon ? personSize : noteSize)

export const noteRect = (note: Note): Rect => ({ ...at(note.position), ...sizeOfNote(note) })

const at = ({ x, y }: Point): Point => ({ x, y })

export const center = (rect: Rect): Point => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 })

export const snap = ({ x, y }: Point): Point => ({
  x: Math.round(x / gridStep) * gridStep,
  y: Math.round(y / gridStep) * gridStep,
})

export const grow = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
})

export const contains = (rect: Rect, point: Point): boolean =>
  point.x >= rect.x && point.x <= rect.x + rect.width && point.y >= rect.y && point.y <= rect.y + rect.height

/** Touching edges do not overlap. */
export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The smallest zone under a point, so that a zone drawn inside another one is found first. */
export function zoneAt(zones: Topology['zones'], point: Point): Zone | undefined {
  return Object.values(zones)
    .filter((zone) => contains(zoneRect(zone), point))
    .toSorted((a, b) => a.size.width * a.size.height - b.size.width * b.size.height)[0]
}

/** The rectangle around everything drawn, or undefined where nothing is. */
export function boundsOf({ devices, zones, notes }: Topology): Rect | undefined {
  const rects = [
    ...Object.values(devices).map(cardRect),
    ...Object.values(zones).map(zoneRect),
    ...Object.values(notes).map(noteRect),
  ]
  return rects.length === 0 ? undefined : around(rects)
}

export function around(rects: readonly Rect[]): Rect {
  const left = Math.min(...rects.map((rect) => rect.x))
  const top = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Around a new item, where there is room: a cable fits beside it, what can be done with it above it. */
const roomy: Size = { width: 40, height: 72 }
const tight: Size = { width: gridStep, height: gridStep }

/** What a new item has to heed. */
export interface Surroundings {
  /** What it must not cover. */
  readonly taken: readonly Rect[]
  /** What it lies in or beside, rather than across the border. */
  readonly zones?: readonly Rect[]
  /** What is visible of the diagram. */
  readonly sight?: Rect
}

/**
 * The place for a new item near `wanted` (its centre) that covers nothing of `taken`, on the grid: in sight rather
 * than not, across no zone's border, with room around it rather than without, to the right rather than below. Looks in
 * growing rings, then wherever in sight it still fits, and gives up on a drawing that is full for 12 rings around.
 */
export function freeSpot(wanted: Point, size: Size, { taken, zones = [], sight }: Surroundings): Point {
  const step = { x: (card.width + 64) / 2, y: (card.height + 86) / 2 }
  const origin = { x: wanted.x - size.width / 2, y: wanted.y - size.height / 2 }
  const spots = ringsAround(12).map(([column, row]) =>
    snap({ x: origin.x + column * step.x, y: origin.y + row * step.y }),
  )
  const near = sight === undefined ? [] : spots.filter((spot) => holds(sight, { ...spot, ...size }))
  const free = (among: readonly Point[], room: Size) =>
    among.find((spot) => !taken.some((other) => overlaps(withRoom({ ...spot, ...size }, room), other)))
  const isTidy = (spot: Point) => !zones.some((zone) => liesAcross({ ...spot, ...size }, zone))
  const tidy = near.filter(isTidy)
  return (
    free(tidy, roomy) ??
    free(tidy, tight) ??
    free(everywhere(sight, size, origin).filter(isTidy), tight) ??
    free(near, tight) ??
    free(spots.filter(isTidy), roomy) ??
    free(spots, tight) ??
    snap(origin)
  )
}

/** Whether a rectangle holds all of another one. */
const holds = (outer: Rect, { x, y, width, height }: Rect): boolean =>
  contains(outer, { x, y }) && contains(outer, { x: x + width, y: y + height })

/** A zone's name stands above what is in it. */
const zoneHead = 40

function liesAcross(rect: Rect, zone: Rect): boolean {
  const inside = { ...zone, y: zone.y + zoneHead, height: zone.height - zoneHead }
  return overlaps(rect, zone) && !holds(inside, rect)
}

/** Every place within sight where an item of this size fits, nearest first. */
function everywhere(sight: Rect | undefined, { width, height }: Size, origin: Point): readonly Point[] {
  if (sight === undefined) return []
  const step = 2 * gridStep
  const along = (from: number, length: number) => {
    const first = Math.ceil(from / step)
    return Array.from({ length: Math.max(0, Math.floor((from + length) / step) - first + 1) }, (_, index) => {
      return (first + index) * step
    })
  }
  const far = ({ x, y }: Point) => Math.hypot(x - origin.x, y - origin.y)
  return along(sight.y, sight.height - height)
    .flatMap((y) => along(sight.x, sight.width - width).map((x) => ({ x, y })))
    .toSorted((a, b) => far(a) - far(b))
}

const withRoom = ({ x, y, width, height }: Rect, room: Size): Rect => ({
  x: x - room.width,
  y: y - room.height,
  width: width + 2 * room.width,
  height: height + 2 * room.height,
})

/** Cells of the square rings around the middle, ring by ring, nearest first; of equally near ones right, below, left. */
function ringsAround(count: number): (readonly [column: number, row: number])[] {
  return Array.from({ length: count + 1 }, (_, radius) => {
    const span = Array.from({ length: 2 * radius + 1 }, (__, index) => index - radius)
    return span
      .flatMap((row) => span.map((column) => [column, row] as const))
      .filter(([column, row]) => Math.max(Math.abs(column), Math.abs(row)) === radius)
      .toSorted((a, b) => Math.hypot(...a) - Math.hypot(...b) || 2 * b[0] + b[1] - (2 * a[0] + a[1]))
  }).flat()
}
