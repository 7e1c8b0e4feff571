import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHttpDate, parseHttpDate } from './date.ts'

const wholeSeconds = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }).map((seconds) => seconds * 1000)

describe('an HTTP date', () => {
  // RFC 9110 section 5.6.7
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
    'is read in its three forms: %s',
    (text) => expect(parseHttpDate(text)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37)),
  )

  it.each([
    '',
    '0',
    '-1',
    'soon',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 +0100',
    'sun, 06 nov 1994 08:49:37 GMT',
    'Sun, 31 Apr 1994 08:49:37 GMT',
    'Sun, 29 Feb 1900 08:49:37 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:37 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
  ])('is not %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined()
  })

  it('takes a year of two digits for one of 1970 … 2069', () => {
    expect(parseHttpDate('Thursday, 01-Jan-70 00:00:00 GMT')).toBe(0)
    expect(parseHttpDate('Tuesday, 01-Jan-69 00:00:00 GMT')).toBe(Date.UTC(2069, 0, 1))
  })

  it('is written as the platform writes it, and comes back', () => {
    fc.assert(
      fc.property(wholeSeconds, fc.nat(999), (epochMs, ms) => {
        const text = formatHttpDate(epochMs + ms)
        expect(text).toBe(new Date(epochMs).toUTCString())
        expect(parseHttpDate(text)).toBe(epochMs)
      }),
    )
  })
})
