import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from './random.ts'

const draws = (random: Random, count = 8): number[] => Array.from({ length: count }, () => random.next())
const seeds = fc.integer()

describe('chance', () => {
  it('repeats with its seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(draws(new Random(seed))).toEqual(draws(new Random(seed)))
      }),
    )
  })

  it('differs between seeds and between names', () => {
    fc.assert(
      fc.property(seeds, fc.string({ minLength: 1 }), (seed, name) => {
        expect(draws(new Random(seed))).not.toEqual(draws(new Random(seed + 1)))
        expect(draws(Random.forStream(seed, name))).not.toEqual(draws(Random.forStream(seed, `${name}a`)))
      }),
    )
  })

  it('goes on where its state was kept as JSON', () => {
    fc.assert(
      fc.property(seeds, fc.nat(20), (seed, count) => {
        const random = Random.forStream(seed, 'loss')
        draws(random, count)
        const kept = JSON.parse(JSON.stringify(random.state)) as readonly number[]
        expect(draws(Random.restore(kept))).toEqual(draws(random))
      }),
    )
  })

  it('stays below its bound and within [0, 1)', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 2 ** 40 }), (seed, below) => {
        const random = new Random(seed)
        const whole = random.integer(below)
        expect(Number.isInteger(whole) && whole >= 0 && whole < below).toBe(true)
        const fraction = random.next()
        expect(fraction >= 0 && fraction < 1).toBe(true)
      }),
    )
  })

  it('has a mean of one half from the first draw on, over near seeds', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => new Random(seed).next())
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / firsts.length))
  })

  it('keeps its numbers from version to version, because runs are kept by their seed', () => {
    expect(draws(new Random(1), 2)).toEqual([0.8506259918228248, 0.9341474825212771])
    const dice = Random.forStream(1, 'dice')
    expect(Array.from({ length: 10 }, () => 1 + dice.integer(6))).toEqual([4, 2, 2, 3, 4, 2, 1, 3, 5, 6])
  })
})
