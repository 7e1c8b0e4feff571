import { expect, it } from 'vitest'
import { placedDevice } from '../testing/placed-device.ts'
import { neighbourOf } from './use-keys.ts'

const device = (id: string, x: number, y: number) => placedDevice(id, { x, y })
const middle = device('d1', 0, 0)
const all = [middle, device('d2', 300, 0), device('d3', 250, 300), device('d4', 0, -200), device('d5', 900, 0)]

it('an arrow leads to the nearest device straight ahead', () => {
  expect(neighbourOf(all, middle, 'ArrowRight')?.id).toBe('d2')
  expect(neighbourOf(all, middle, 'ArrowUp')?.id).toBe('d4')
  expect(neighbourOf(all, middle, 'ArrowDown')?.id).toBe('d3')
  expect(neighbourOf(all, middle, 'ArrowLeft')).toBeUndefined()
})
