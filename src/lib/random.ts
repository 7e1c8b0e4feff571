import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

type Generator = ReturnType<typeof xoroshiro128plusFromState>

/** A seeded source of chance (xoroshiro128+): the same seed gives the same numbers, everywhere and for ever. */
export class Random {
  #generator: Generator

  /** `seed` is any number; only its lower 32 bits count. */
  constructor(seed: number) {
    this.#generator = xoroshiro128plusFromState(scatter(seed, ''))
  }

  /** A stream of its own per name, so that one more draw here leaves the draws elsewhere as they were. */
  static forStream(seed: number, name: string): Random {
    return Random.restore(scatter(seed, name))
  }

  /** Goes on where `state` was taken. */
  static restore(state: readonly number[]): Random {
    const random = new Random(0)
    random.#generator = xoroshiro128plusFromState(state)
    return random
  }

  /** Four 32-bit words, fit for JSON. */
  get state(): readonly number[] {
    return this.#generator.getState()
  }

  /** The next number of [0, 1), a multiple of 2⁻⁵³. */
  next(): number {
    return uniformFloat64(this.#generator)
  }

  /** The next whole number of 0 … `below` − 1, all equally likely but for `below` in 2⁵³; `below` is 1 … 2⁵³ − 1. */
  integer(below: number): number {
    return Math.floor(this.next() * below)
  }
}

/** Spreads seed and name over the generator's 128 bits; near seeds give far states, and never all zero. */
function scatter(seed: number, name: string): number[] {
  let hash = mix(seed ^ 0x9e3779b9)
  for (let index = 0; index < name.length; index++) hash = mix(hash ^ name.charCodeAt(index))
  const words = [1, 2, 3].map((word) => mix(hash + Math.imul(word, 0x9e3779b9)))
  return [...words, -1]
}

/** The finaliser of MurmurHash3: every bit of the input moves half of the output's. */
function mix(word: number): number {
  let hash = word | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
