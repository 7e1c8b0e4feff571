import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { parseHttpTime } from './http-time.ts'

const at = (text: string) => Date.parse(text) / 1000

// Each was asked of nginx 1.22.1 as an Expires header.
describe('a date as nginx reads it', () => {
  it.each([
    ['Thu, 18 Aug 2050 02:01:18 GMT', '2050-08-18T02:01:18Z'],
    ['Thu, 18 Aug 2050 02:01:18 AEST', '2050-08-18T02:01:18Z'],
    ['x, 18 Aug 2050 02:01:18', '2050-08-18T02:01:18Z'],
    ['Thu,18 Aug 2050 02:01:18 GMT', '2050-08-18T02:01:18Z'],
    ['Thu,  18 Aug 2050 02:01:18 GMT', '2050-08-18T02:01:18Z'],
    ['Thursday, 18-Aug-50 02:01:18 GMT', '2050-08-18T02:01:18Z'],
    ['Thursday, 18-Aug-94 02:01:18 GMT', '1994-08-18T02:01:18Z'],
    ['Thu Aug 18 02:01:18 2050', '2050-08-18T02:01:18Z'],
    ['Thu Aug  8 02:01:18 2050', '2050-08-08T02:01:18Z'],
    ['Sun, 29 Feb 2032 00:00:00 GMT', '2032-02-29T00:00:00Z'],
    ['Fri, 00 Aug 2050 02:01:18 GMT', '2050-07-31T02:01:18Z'],
  ])('%s is one', (text, expected) => expect(parseHttpTime(text)).toBe(at(expected)))

  it.each([
    '',
    '0',
    '-1',
    'thu, 18 aug 2050 02:01:18 GMT',
    'Thu, 18 Aug 50 02:01:18 GMT',
    'Thu, 8 Aug 2050 02:01:18 GMT',
    'Thu, 18  Aug 2050 02:01:18 GMT',
    'Thu, 18-Aug-2050 02:01:18 GMT',
    'Thu, 18 Aug 2050 2:01:18 GMT',
    'Thu, 18 Aug 2050 02:01:1',
    'Thu, 18 Aug 2050 25:01:18 GMT',
    'Thu, 18 Aug 2050 02:01:60 GMT',
    'Thu, 31 Feb 2050 02:01:18 GMT',
    'Mon, 29 Feb 2100 02:01:18 GMT',
    'Thu 18 Aug 2050 02:01:18 GMT',
    '18 Aug 2050 02:01:18 GMT',
  ])('%j is none', (text) => expect(parseHttpTime(text)).toBeUndefined())

  it('is what servers write, for every second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        expect(parseHttpTime(formatHttpDate(seconds * 1000))).toBe(seconds)
      }),
    )
  })

  it('never fails, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseHttpTime(text)))
  })
})
