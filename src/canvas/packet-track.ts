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
  /** Where the device's sentence stands, if it has one. */
  readonly sentence: readonly Rect[]
  /** How large its pill is with its label; without it, it is as wide as it is high. */
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
  const place: Place = {
    reach: stretches.at(-1)?.path.length ?? length,
    taken: [...around.sentence, ...Object.values(around.devices).map((one) => grow(cardRect(one), breath))],
  }
  const { pill } = around
  const roomy = placeFor(pill, pointAt, length, place)
  const tight = roomy ?? placeFor({ width: pill.height, height: pill.height }, pointAt, length, place)
  const restShare = tight ?? 1 - place.reach / 2 / length
  return { length, pointAt, restShare, rest: pointAt(restShare), roomy: roomy !== undefined }
}

function sittingOn(rect: Rect): Track {
  const rest = { x: rect.x + rect.width / 2, y: rect.y - 28 }
  return { length: 0, pointAt: () => rest, restShare: 1, rest, roomy: true }
}

/** Looks from the end of the last cable backwards for a place where a pill of this size covers nothing. */
function placeFor(size: Size, pointAt: (t: number) => Point, length: number, around: Place): number | undefined {
  for (let back = step; back < around.reach - step; back += step) {
    const { x, y } = pointAt(1 - back / length)
    const rect = { ...size, x: x - size.width / 2, y: y - size.height / 2 }
    if (!around.taken.some((other) => overlaps(other, rect))) return 1 - back / length
  }
  return undefined
}

interface Place {
  /** The length of the last cable. */
  readonly reach: number
  readonly taken: readonly Rect[]
}
