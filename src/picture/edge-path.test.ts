import { describe, expect, it } from 'vitest'
import { linkPath } from './edge-path.ts'

const corner = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 80 },
]

describe('a link’s line', () => {
  it('has rounded corners', () => {
    expect(linkPath(corner, 14).d).toBe('M0 0L86 0Q100 0 100 14L100 80')
  })

  it('is rounded less where a stretch is short', () => {
    const jog = [
      { x: 0, y: 0 },
      { x: 50, y: 0 },
      { x: 50, y: 8 },
      { x: 100, y: 8 },
    ]
    expect(linkPath(jog, 14).d).toBe('M0 0L46 0Q50 0 50 4L50 4Q50 8 54 8L100 8'.replace('L50 4Q', 'Q'))
  })

  it('takes a packet from its start to its end', () => {
    const path = linkPath(corner)
    expect(path.pointAt(0)).toEqual({ x: 0, y: 0 })
    expect(path.pointAt(1)).toEqual({ x: 100, y: 80 })
  })

  it('takes a packet through the corner’s curve, not past its tip', () => {
    const path = linkPath(corner, 14)
    const middle = path.pointAt(97 / path.length)
    expect(middle.x).toBeGreaterThan(94)
    expect(middle.x).toBeLessThan(100)
    expect(middle.y).toBeGreaterThan(0)
    expect(middle.y).toBeLessThan(6)
  })

  it('lets a packet glide evenly', () => {
    const path = linkPath(corner)
    const steps = Array.from({ length: 50 }, (_, index) => {
      const [a, b] = [path.pointAt(index / 50), path.pointAt((index + 1) / 50)]
      return Math.hypot(b.x - a.x, b.y - a.y)
    })
    // In a curve the straight distance is a little shorter than the way.
    for (const step of steps) expect(step).toBeCloseTo(path.length / 50, 0)
  })

  it('keeps a packet on it when asked for more than the whole way', () => {
    expect(linkPath(corner).pointAt(7)).toEqual({ x: 100, y: 80 })
    expect(linkPath(corner).pointAt(-1)).toEqual({ x: 0, y: 0 })
  })

  it('of nothing is nothing', () => {
    expect(linkPath([])).toMatchObject({ d: '', length: 0 })
    expect(linkPath([]).pointAt(0.5)).toEqual({ x: 0, y: 0 })
  })
})
