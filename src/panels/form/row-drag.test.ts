import { expect, it } from 'vitest'
import { dragStyle, placeAfter, placeAt } from './row-drag.ts'

it('a row goes where its middle passes the middles of others', () => {
  const middles = [20, 68, 116, 164]
  expect([-60, -47, 0, 47, 49, 100, 900].map((by) => placeAt(middles, 1, by))).toEqual([0, 1, 1, 1, 2, 3, 3])
  expect([-10, -49, -400].map((by) => placeAt(middles, 3, by))).toEqual([3, 2, 0])
})

it('the others keep their order', () => {
  expect([0, 1, 2, 3].map((index) => placeAfter(index, 0, 2))).toEqual([2, 0, 1, 3])
  expect([0, 1, 2, 3].map((index) => placeAfter(index, 3, 1))).toEqual([0, 2, 3, 1])
})

it('the row follows the pointer, and the others make room for it', () => {
  const drag = { from: 0, to: 1, by: 30, height: 48 }
  expect([0, 1, 2].map((index) => dragStyle(drag, index)?.transform)).toEqual([
    'translateY(30px)',
    'translateY(-48px)',
    'translateY(0px)',
  ])
  expect(dragStyle(undefined, 1)).toBeUndefined()
})
