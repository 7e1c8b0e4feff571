import type { Device, Point, Size, Topology } from '../model/topology.ts'
import { cardRect, grow, overlaps, type Rect } from '../picture/geometry.ts'
import type { LinkPaths } from '../picture/links.ts'
import type { Stretch } from './packet-way.ts'

/** A packet's way in diagram units. */
export interface Track {
  readonly length: number
  /** The place after a share `t` (0 … 1) of the way. */
  pointAt(t: number): Point
  /** Where it comes to rest, as a share and as a place. */
  readonly restShare: number
  readonly rest: Point
  /** Whether there is room for its label there. */
  readonly roomy: boolean
}

/** How near to a card a resting packet may be, and how far apart the places are that are tried for it. */
const breath = 5
const step = 6

/** What a packet must find its place among. */
export interface Surroundings {
  readonly links: Topology['links']
  readonly devices: Topology['devices']
  readonly paths: LinkPaths
  /** How large its pill is with its label. */
  readonly pill: Size
}

/** The track over some cables to a device; without cables it sits above the card. */
export function trackOf(way: readonly Stretch[], device: Device, around: Surroundings): Track {
  const stretches = way.flatMap(({ link: id, toward }) => {
    const [link, path] = [around.links[id], around.paths.get(id)]
    return link && path ? [{ path, isForward: link.to === toward }] : []
  })
  const length = stretches.reduce((sum, { path }) => sum + path.length, 0)
  if (length === 0) return sittingOn(cardRect(device))
  const pointAt = (t: number): Point => {
    let left = Math.min(1, Math.max(0, t)) * length
    for (const { path, isForward } of stretches) {
      // A cable is drawn from `from` to `to`; a packet may go either way.
      if (left <= path.length) return path.pointAt(isForward ? left / path.length : 1 - left / path.length)
      left -= path.length
    }
    const last = stretches.at(-1)
    return last ? last.path.pointAt(last.isForward ? 1 : 0) : { x: 0, y: 0 }
  }
  const reach = stretches.at(-1)?.path.length ?? length
  const back = placeForPill(pointAt, length, reach, around)
  const restShare = back === undefined ? 1 - reach / 2 / length : 1 - back / length
  return { length, pointAt, restShare, rest: pointAt(restShare), roomy: back !== undefined }
}

function sittingOn(rect: Rect): Track {
  const rest = { x: rect.x + rect.width / 2, y: rect.y - 28 }
  return { length: 0, pointAt: () => rest, restShare: 1, rest, roomy: true }
}

/** How far before the end of its last cable (of that `reach`) a pill first covers no card; undefined where it always does. */
function placeForPill(
  pointAt: (t: number) => Point,
  length: number,
  reach: number,
  { devices, pill }: Surroundings,
): number | undefined {
  const cards = Object.values(devices).map((device) => grow(cardRect(device), breath))
  for (let back = step; back < reach - step; back += step) {
    const { x, y } = pointAt(1 - back / length)
    const rect = { ...pill, x: x - pill.width / 2, y: y - pill.height / 2 }
    if (!cards.some((card) => overlaps(card, rect))) return back
  }
  return undefined
}
