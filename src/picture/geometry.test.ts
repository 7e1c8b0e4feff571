import { describe, expect, it } from 'vitest'
import { emptyTopology, type Zone } from '../model/topology.ts'
import { boundsOf, card, center, contains, freeSpot, overlaps, zoneAt, type Rect } from './geometry.ts'

const zone = (id: string, x: number, width: number): Zone => ({
  id,
  name: id,
  exposure: 'private',
  position: { x, y: 0 },
  size: { width, height: 300 },
})

describe('places on the canvas', () => {
  it('a point in a zone inside a zone belongs to the inner one', () => {
    const zones = { z1: zone('z1', 0, 900), z2: zone('z2', 100, 300) }
    expect(zoneAt(zones, { x: 150, y: 20 })?.id).toBe('z2')
    expect(zoneAt(zones, { x: 600, y: 20 })?.id).toBe('z1')
    expect(zoneAt(zones, { x: -1, y: 20 })).toBeUndefined()
  })

  it('an empty diagram has no bounds', () => {
    expect(boundsOf(emptyTopology)).toBeUndefined()
  })

  it('a new device lies where it was asked for, when nothing is there', () => {
    expect(freeSpot({ x: 400, y: 200 }, card, { taken: [] })).toEqual({ x: 304, y: 168 })
  })

  it('a second new device lies to the right of the first, or below where that is out of sight', () => {
    const first = { ...freeSpot({ x: 0, y: 0 }, card, { taken: [] }), width: card.width, height: card.height }
    const wide = freeSpot({ x: 0, y: 0 }, card, {
      taken: [first],
      sight: { x: -600, y: -300, width: 1200, height: 600 },
    })
    expect(wide.y).toBe(first.y)
    expect(wide.x).toBeGreaterThan(first.x + card.width)
    const tall = freeSpot({ x: 0, y: 0 }, card, {
      taken: [first],
      sight: { x: -190, y: -400, width: 380, height: 800 },
    })
    expect(tall.x).toBe(first.x)
    expect(tall.y).toBeGreaterThan(first.y + card.height)
  })

  it('twenty new devices at the same spot cover nothing', () => {
    const taken: Rect[] = []
    for (let count = 0; count < 20; count++) {
      const spot = freeSpot({ x: 0, y: 0 }, card, { taken })
      const rect = { ...spot, width: card.width, height: card.height }
      expect(taken.some((other) => overlaps(rect, other))).toBe(false)
      taken.push(rect)
    }
  })

  it('new devices fill the sight before any lies outside', () => {
    const sight = { x: 0, y: 0, width: 3.3 * card.width, height: 500 }
    const taken: Rect[] = []
    for (let count = 0; count < 12; count++) {
      const rect = { ...freeSpot(center(sight), card, { taken, sight }), width: card.width, height: card.height }
      expect(taken.some((other) => overlaps(rect, other))).toBe(false)
      expect(contains(sight, rect) && contains(sight, { x: rect.x + rect.width, y: rect.y + rect.height })).toBe(true)
      taken.push(rect)
    }
  })

  it('a new device lies in a zone or beside it, not across its border nor on its name', () => {
    const box = { x: 0, y: 0, width: 460, height: 280 }
    const sight = { x: -700, y: -500, width: 1400, height: 1000 }
    const taken: Rect[] = []
    for (let count = 0; count < 12; count++) {
      const spot = freeSpot({ x: 0, y: 0 }, card, { taken, zones: [box], sight })
      const rect = { ...spot, width: card.width, height: card.height }
      const isInside = spot.x >= 0 && spot.x + card.width <= 460 && spot.y >= 40 && spot.y + card.height <= 280
      expect(isInside || !overlaps(rect, box)).toBe(true)
      taken.push(rect)
    }
  })
})
