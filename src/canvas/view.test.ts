import { describe, expect, it } from 'vitest'
import { startView } from './view.ts'

const bounds = { x: 100, y: 40, width: 1240, height: 570 }
const sender = { x: 100, y: 200, width: 186, height: 58 }
const phone = { width: 390, height: 690 }

describe('what a canvas shows first', () => {
  it('is everything where there is room for it', () => {
    expect(startView(bounds, sender, { width: 930, height: 510 })).toBeUndefined()
  })

  it('is everything on a phone too, where it is not too small to be read', () => {
    expect(startView({ ...bounds, width: 500, height: 300 }, sender, phone)).toBeUndefined()
  })

  it('is a legible part from the sender on where the whole would be too small', () => {
    const view = startView(bounds, sender, phone)
    expect(view?.zoom).toBeGreaterThanOrEqual(0.5)
    const left = sender.x * view!.zoom + view!.x
    expect(left).toBeGreaterThanOrEqual(0)
    expect(left + sender.width * view!.zoom).toBeLessThanOrEqual(phone.width)
  })

  it('leaves no empty ground beyond the last device', () => {
    const view = startView(bounds, { ...sender, x: bounds.x + bounds.width - sender.width }, phone)
    expect((bounds.x + bounds.width) * view!.zoom + view!.x).toBeCloseTo(phone.width - 24)
  })

  it('begins at the upper left where nobody can send', () => {
    const view = startView(bounds, undefined, phone)
    expect(bounds.x * view!.zoom + view!.x).toBeCloseTo(24)
  })
})
