import { compareIds, type Device, type Link, type LinkId, type Topology } from '../model/topology.ts'
import { linkPath, type LinkPath } from './edge-path.ts'
import { cardRect, center, contains, zoneRect, type Rect } from './geometry.ts'
import { routeBetween, type Stretch } from './route.ts'

/** What decides how links run. */
export type Drawing = Pick<Topology, 'devices' | 'links' | 'zones'>

export type LinkPaths = ReadonlyMap<LinkId, LinkPath>

interface Placed {
  readonly link: Link
  readonly path: LinkPath
}

/**
 * Every link's line, each laid beside those before it: short ones first, since they have the least choice. Links
 * outside `only` keep the line that `before` has for them (while a card is dragged, the rest stays put).
 */
export function pathsOf(topology: Drawing, before?: LinkPaths, only?: ReadonlySet<LinkId>): LinkPaths {
  const paths = new Map<LinkId, LinkPath>()
  const placed: Placed[] = []
  const place = (link: Link, path: LinkPath) => {
    paths.set(link.id, path)
    placed.push({ link, path })
  }
  const open: Drawn[] = []
  for (const drawn of drawnLinks(topology)) {
    const kept = only && !only.has(drawn.link.id) ? before?.get(drawn.link.id) : undefined
    if (kept) place(drawn.link, kept)
    else open.push(drawn)
  }
  const cards = Object.values(topology.devices)
  const zones = Object.values(topology.zones).map(zoneRect)
  for (const { link, from, to } of open) {
    const points = routeBetween(cardRect(from), cardRect(to), {
      cards: cards.filter(({ id }) => id !== link.from && id !== link.to).map(cardRect),
      zones: zones.filter((zone) => !holds(zone, from) && !holds(zone, to)),
      others: stretchesOf(placed, link),
    })
    const old = before?.get(link.id)
    place(link, old && samePoints(old.points, points) ? old : linkPath(points))
  }
  return paths
}

const holds = (zone: Rect, device: Device): boolean => contains(zone, center(cardRect(device)))

interface Drawn {
  readonly link: Link
  readonly from: Device
  readonly to: Device
}

function drawnLinks({ devices, links }: Drawing): Drawn[] {
  return Object.values(links)
    .flatMap((link) => {
      const [from, to] = [devices[link.from], devices[link.to]]
      return from && to ? [{ link, from, to, reach: reachOf(from, to) }] : []
    })
    .toSorted((a, b) => a.reach - b.reach || compareIds(a.link.id, b.link.id))
}

function reachOf(from: Device, to: Device): number {
  const [a, b] = [center(cardRect(from)), center(cardRect(to))]
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
}

function stretchesOf(placed: readonly Placed[], link: Link): Stretch[] {
  return placed.flatMap(({ link: other, path }) => {
    // One that arrives where another leaves must not look like a way past the device.
    const related = other.from === link.from || other.to === link.to
    return path.points.slice(1).map((b, index) => ({ a: path.points[index] ?? b, b, related }))
  })
}

const samePoints = (a: LinkPath['points'], b: LinkPath['points']): boolean =>
  a.length === b.length && a.every((point, index) => point.x === b[index]?.x && point.y === b[index].y)
