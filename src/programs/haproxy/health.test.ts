import { describe, expect, it } from 'vitest'
import { healthAfter, intervalOf, isUp } from './health.ts'
import type { CheckOptions } from './model.ts'

/** Recorded with HAProxy 2.6.12: the state after each check, `U` up and `D` down; `+` is a good check. */
const recorded = [
  { rise: 2, fall: 3, checks: '+---++-+--+---', states: 'UUUDDUUUUUUUUD' },
  { rise: 1, fall: 1, checks: '+-+--+', states: 'UDUDDU' },
  { rise: 2, fall: 3, checks: '+--+--+--+', states: 'UUUUUUUUUU' },
  { rise: 2, fall: 5, checks: '+----+-----++', states: 'UUUUUUUUUUDDU' },
  { rise: 1, fall: 2, checks: '+--+', states: 'UUDU' },
] as const

describe('rise and fall', () => {
  it.each(recorded)('$rise/$fall: after $checks the states are $states', ({ rise, fall, checks, states }) => {
    let health: number = rise
    const seen = checks.split('').map((check) => {
      health = healthAfter(health, check === '+', { rise, fall })
      return isUp(health, { rise }) ? 'U' : 'D'
    })
    expect(seen.join('')).toBe(states)
  })

  it('a server starts with one life: its first check may end it', () => {
    expect(isUp(healthAfter(2, false, { rise: 2, fall: 3 }), { rise: 2 })).toBe(false)
  })
})

it('checks come at their own pace on the way up or down, and when a server is down for good', () => {
  const paces = { rise: 2, fall: 3, intervalMs: 2000, fastMs: 500, downMs: 9000 } as CheckOptions
  expect([4, 3, 2, 1, 0].map((health) => intervalOf(health, paces))).toEqual([2000, 500, 500, 500, 9000])
})
