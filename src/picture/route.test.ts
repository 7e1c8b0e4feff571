import { describe, expect, it } from 'vitest'
import { Random } from '../lib/random.ts'
import type { Point } from '../model/topology.ts'
import { card, grow, overlaps, type Rect } from './geometry.ts'
import { anchorOf, routeBetween, sides } from './route.ts'

const at = (x: number, y: number): Rect => ({ x, y, width: card.width, height: card.height })

const enters = (points: readonly Point[], rect: Rect): boolean =>
  points.slice(1).some((b, index) => {
    const a = points[index] ?? b
    const stretch = {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    }
    return overlaps(grow(stretch, 0.01), rect)
  })

/** Where a line crosses the gap between two cards. */
const upright = (points: readonly Point[]) => points.find(({ x }) => x > 186 && x < 300)?.x

describe('the way of a link', () => {
  it('is straight between neighbours on one line', () => {
    expect(routeBetween(at(0, 0), at(300, 0))).toEqual([
      { x: 186, y: 29 },
      { x: 300, y: 29 },
    ])
    expect(routeBetween(at(0, 300), at(0, 0))).toEqual([
      { x: 93, y: 300 },
      { x: 93, y: 58 },
    ])
  })

  it('crosses the gap halfway between cards at different heights', () => {
    expect(routeBetween(at(0, 0), at(300, 100))).toEqual([
      { x: 186, y: 29 },
      { x: 243, y: 29 },
      { x: 243, y: 129 },
      { x: 300, y: 129 },
    ])
  })

  it('goes around a card that stands between', () => {
    const between = at(300, 0)
    const points = routeBetween(at(0, 0), at(600, 0), { cards: [between] })
    expect(enters(points, between)).toBe(false)
  })

  it('goes around a zone that it has nothing to do with, where the way is not much longer', () => {
    const zone = { x: 220, y: 10, width: 160, height: 160 }
    expect(enters(routeBetween(at(0, 0), at(500, 160), { zones: [zone] }), zone)).toBe(false)
  })

  it('runs beside another link rather than upon it', () => {
    const first = routeBetween(at(0, 0), at(300, 100))
    const others = first.slice(1).map((b, index) => ({ a: first[index] ?? b, b, related: false }))
    const second = routeBetween(at(0, 40), at(300, 140), { others })
    expect(upright(second)).not.toBe(upright(first))
  })

  it('is level and upright, leaves and arrives at the middle of a side, and enters neither card', () => {
    const random = new Random(7)
    for (let round = 0; round < 300; round++) {
      const spot = () => at(random.integer(150) * 8, random.integer(100) * 8)
      const [from, to] = [spot(), spot()]
      if (overlaps(grow(from, 24), to)) continue
      const points = routeBetween(from, to)
      expect(sides.map((side) => anchorOf(from, side))).toContainEqual(points[0])
      expect(sides.map((side) => anchorOf(to, side))).toContainEqual(points.at(-1))
      for (const [index, point] of points.slice(1).entries()) {
        const before = points[index] ?? point
        expect(before.x === point.x || before.y === point.y).toBe(true)
      }
      expect(enters(points, grow(from, -2))).toBe(false)
      expect(enters(points, grow(to, -2))).toBe(false)
    }
  })

  it('exists even where the cards lie upon each other', () => {
    expect(routeBetween(at(0, 0), at(40, 20)).length).toBeGreaterThanOrEqual(2)
  })
})
