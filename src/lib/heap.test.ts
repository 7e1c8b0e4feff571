import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventQueue } from './heap.ts'

function drain<T>(queue: EventQueue<T>): T[] {
  const values: T[] = []
  for (let next = queue.pop(); next; next = queue.pop()) values.push(next.value)
  return values
}

describe('the event queue', () => {
  it('is a stable sort by time, whatever is pushed and popped between', () => {
    const step = fc.oneof(fc.constant('pop' as const), fc.integer({ min: 0, max: 9 }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new EventQueue<number>()
        const popped: (number | undefined)[] = []
        const expected: (number | undefined)[] = []
        let waiting: { time: number; value: number }[] = []
        for (const [value, time] of steps.entries()) {
          if (time === 'pop') {
            const [first, ...rest] = waiting.toSorted((a, b) => a.time - b.time || a.value - b.value)
            waiting = rest
            expected.push(first?.time, first?.time, first?.value)
            popped.push(queue.peekTime())
            const due = queue.pop()
            popped.push(due?.time, due?.value)
          } else {
            queue.push(time, value)
            waiting.push({ time, value })
          }
        }
        expect(popped).toEqual(expected)
        expect(queue.size).toBe(waiting.length)
        const rest = waiting.toSorted((a, b) => a.time - b.time || a.value - b.value)
        expect(drain(queue)).toEqual(rest.map(({ value }) => value))
      }),
    )
  })

  it('keeps the order of a thousand values that are due at once', () => {
    const queue = new EventQueue<number>()
    const values = Array.from({ length: 1000 }, (_, index) => index)
    for (const value of values) queue.push(5, value)
    expect(drain(queue)).toEqual(values)
  })

  it('has nothing to give while it is empty', () => {
    const queue = new EventQueue<string>()
    expect(queue.pop()).toBeUndefined()
    expect(queue.peekTime()).toBeUndefined()
  })
})
