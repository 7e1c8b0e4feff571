import { describe, expect, it } from 'vitest'
import { emptyTopology, type Zone } from '../model/topology.ts'
import { boundsOf, card, freeSpot, overlaps, zoneAt, type Rect } from './geometry.ts'

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
    expect(freeSpot({ x: 400, y: 200 }, card, [])).toEqual({ x: 304, y: 168 })
  })

  it('a second new device lies to the right of the first, or below where that is out of sight', () => {
    const first = { ...freeSpot({ x: 0, y: 0 }, card, []), width: card.width, height: card.height }
    const wide = freeSpot({ x: 0, y: 0 }, card, [first], { x: -600, y: -300, width: 1200, height: 600 })
    expect(wide.y).toBe(first.y)
    expect(wide.x).toBeGreaterThan(first.x + card.width)
    const tall = freeSpot({ x: 0, y: 0 }, card, [first], { x: -190, y: -400, width: 380, height: 800 })
    expect(tall.x).toBe(first.x)
    expect(tall.y).toBeGreaterThan(first.y + card.height)
  })

  it('twenty new devices at the same spot cover nothing', () => {
    const taken: Rect[] = []
    for (let count = 0; count < 20; count++) {
      const spot = freeSpot({ x: 0, y: 0 }, card, taken)
      const rect = { ...spot, width: card.width, height: card.height }
      expect(taken.some((other) => overlaps(rect, other))).toBe(false)
      taken.push(rect)
    }
  })
})
