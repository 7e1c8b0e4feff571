import { expect, it } from 'vitest'
import { formatHttpDate, parseHttpDate } from './date.ts'

it.each([
  [0, 'Thu, 01 Jan 1970 00:00:00 GMT'],
  [784_111_777_000, 'Sun, 06 Nov 1994 08:49:37 GMT'],
  [951_782_400_000, 'Tue, 29 Feb 2000 00:00:00 GMT'],
  [1_767_614_400_999, 'Mon, 05 Jan 2026 12:00:00 GMT'],
  [4_102_444_799_000, 'Thu, 31 Dec 2099 23:59:59 GMT'],
])('%i ms is written as %s', (epochMs, text) => {
  expect(formatHttpDate(epochMs)).toBe(text)
  expect(parseHttpDate(text)).toBe(Math.floor(epochMs / 1000) * 1000)
})

it('agrees with the platform on every day of two centuries', () => {
  const wrong: number[] = []
  for (let day = -36_525; day < 36_525; day++) {
    const epochMs = day * 86_400_000 + 3_723_000
    const text = new Date(epochMs).toUTCString()
    if (formatHttpDate(epochMs) !== text || parseHttpDate(text) !== epochMs) wrong.push(day)
  }
  expect(wrong).toEqual([])
})

it.each(['', '0', '-1', 'tomorrow', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun, 06 Foo 1994 08:49:37 GMT'])(
  '%j is no date',
  (text) => {
    expect(parseHttpDate(text)).toBeUndefined()
  },
)
