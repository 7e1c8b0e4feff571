import { describe, expect, it } from 'vitest'
import { frozen } from '../testing/frozen.ts'
import { adopt, deepCopy, own, sharing } from './copying.ts'

describe('a deep copy', () => {
  it('shares nothing with its original, and says the same in the same order', () => {
    const original = { z: [{ a: 1 }, [2]], b: null, a: { y: { x: 'deep' } } }
    const copy = deepCopy(original)
    expect(JSON.stringify(copy)).toBe(JSON.stringify(original))
    copy.a.y.x = 'changed'
    copy.z.push([3])
    Object.assign(copy.z[0] ?? {}, { a: 4 })
    expect(original).toEqual({ z: [{ a: 1 }, [2]], b: null, a: { y: { x: 'deep' } } })
  })

  it('copies what is called like a prototype as any other entry', () => {
    const text = '{"__proto__":{"a":1}}'
    expect(JSON.stringify(deepCopy(JSON.parse(text)))).toBe(text)
  })
})

describe('a copy that shares its parts', () => {
  const original = frozen({ parts: { one: { deep: { n: 1 } }, two: { deep: { n: 2 } } } })
  const share = () => sharing({ parts: { ...original.parts } }) as { parts: Record<string, { deep: { n: number } }> }

  it('parts what is to be changed from the original, once, and leaves the rest shared', () => {
    const copy = share()
    const one = own(copy, copy.parts, 'one')
    const deep = one && own(copy, one as Record<string, { n: number }>, 'deep')
    if (deep) deep.n = 7
    expect(copy.parts).toEqual({ one: { deep: { n: 7 } }, two: { deep: { n: 2 } } })
    expect(original.parts.one.deep.n).toBe(1)
    expect(own(copy, copy.parts, 'one')).toBe(one)
    expect(copy.parts['two']).toBe(original.parts.two)
  })

  it('gives out the very part that was made for it', () => {
    const copy = share()
    const three = (copy.parts['three'] = adopt(copy, { deep: { n: 3 } }))
    expect(own(copy, copy.parts, 'three')).toBe(three)
  })

  it('has nothing where nothing is', () => {
    const copy = share()
    expect(own(copy, copy.parts, 'three')).toBeUndefined()
    expect(own(copy, copy.parts, 'constructor')).toBeUndefined()
    expect(Object.keys(copy.parts)).toEqual(['one', 'two'])
  })
})

it('what was never shared is its own from the start', () => {
  const whole = { parts: { one: { n: 1 } } }
  expect(own(whole, whole.parts, 'one')).toBe(whole.parts.one)
})
