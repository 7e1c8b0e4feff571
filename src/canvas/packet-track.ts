import type { Device, Link, Point, Topology } from '../model/topology.ts'
import type { LinkPath } from '../picture/edge-path.ts'
import { cardRect, type Rect } from '../picture/geometry.ts'
import type { LinkPaths } from '../picture/links.ts'
import type { Stretch } from './packet-way.ts'

/** A packet's way in diagram units. */
export interface Track {
  readonly length: number
  /** The place after a share `t` (0 … 1) of the way. */
  pointAt(t: number): Point
  /** Where it comes to rest, and whether there is room for its label beside the card. */
  readonly rest: Point
  readonly roomy: boolean
}

/** Half a pill and a breath: how far before a card a packet comes to rest. */
const standoff = { level: 84, upright: 24 } as const

/** The track over some cables to a device; without cables it sits on the card's upper edge. */
export function trackOf(way: readonly Stretch[], paths: LinkPaths, links: Topology['links'], device: Device): Track {
  const stretches = way.flatMap(({ link: id, toward }) => {
    const [link, path] = [links[id], paths.get(id)]
    return link && path ? [{ link, path, toward }] : []
  })
  const last = stretches.at(-1)
  if (!last) return sittingOn(cardRect(device))
  const length = stretches.reduce((sum, { path }) => sum + path.length, 0)
  const pointAt = (t: number): Point => {
    let left = Math.min(1, Math.max(0, t)) * length
    for (const { link, path, toward } of stretches) {
      if (left <= path.length) return directed(link, path, toward, left)
      left -= path.length
    }
    return directed(last.link, last.path, last.toward, last.path.length)
  }
  return { length, pointAt, ...restOn(last.link, last.path, last.toward) }
}

function sittingOn(rect: Rect): Track {
  const rest = { x: rect.x + rect.width / 2, y: rect.y - 26 }
  return { length: 0, pointAt: () => rest, rest, roomy: true }
}

/** A cable is drawn from `from` to `to`; a packet may go either way. */
const directed = (link: Link, path: LinkPath, toward: string, reach: number): Point =>
  path.pointAt(link.to === toward ? reach / path.length : 1 - reach / path.length)

/** Before the card that it came to, on the line; in the middle of a cable that is too short for its label. */
function restOn(link: Link, path: LinkPath, toward: string): { rest: Point; roomy: boolean } {
  const points = link.to === toward ? path.points : path.points.toReversed()
  const [before, end] = [points.at(-2), points.at(-1)]
  const isLevel = before?.y === end?.y
  const off = isLevel ? standoff.level : standoff.upright
  const lastStretch = before && end ? Math.hypot(end.x - before.x, end.y - before.y) : 0
  const isLong = path.length >= off * (isLevel ? 1.9 : 2) && lastStretch >= off
  if (isLong) return { rest: directed(link, path, toward, path.length - off), roomy: true }
  return { rest: path.pointAt(0.5), roomy: !isLevel }
}
