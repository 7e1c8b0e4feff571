import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { nothingTold, readTold, type Told } from './cache-headers.ts'

const date = 1_800_000_000
const clock = { now: 1000, date }
const inSeconds = (seconds: number): string => formatHttpDate((date + seconds) * 1000)
const read = (headers: readonly Header[], ignored: readonly string[] = [], before: Told = nothingTold(true)): Told =>
  readTold(headers, before, { clock, ignored: new Set(ignored) })

/** Seconds that it is fresh for, or why it may not be kept. */
function words(headers: readonly Header[], ignored?: readonly string[]): string {
  const { forbidden, validUntil } = read(headers, ignored)
  if (forbidden) return forbidden.reason === 'header' ? `no ${forbidden.name}` : `no ${forbidden.reason}`
  return validUntil === undefined ? 'unsaid' : String(validUntil - clock.now)
}

const cc = (value: string): Header => ['Cache-Control', value]

describe('how long an answer may be kept', () => {
  it.each([
    ['max-age=60', '60'],
    ['Max-Age=60', '60'],
    ['public, max-age=60', '60'],
    ['max-age=60, max-age=0', '60'],
    ['max-age=0, s-maxage=60', '60'],
    ['foo-max-age=60', '60'],
    ['max-age=60;x', '60'],
    ['max-age=60 x', '60'],
    ['public', 'unsaid'],
    ['max-age', 'unsaid'],
    ['max-age =60', 'unsaid'],
    ['stale-while-revalidate=60', 'unsaid'],
    ['max-age=0', 'no Cache-Control'],
    ['max-age=', 'no Cache-Control'],
    ['max-age= 60', 'no Cache-Control'],
    ['max-age="60"', 'no Cache-Control'],
    ['max-age=60.5', 'no Cache-Control'],
    ['max-age=-1', 'no Cache-Control'],
    ['s-maxage=0, max-age=60', 'no Cache-Control'],
    ['max-age=60, no-cache="x"', 'no Cache-Control'],
    ['x="no-store", max-age=60', 'no Cache-Control'],
    ['private="x", max-age=60', 'no Cache-Control'],
    ['max-age=60, stale-while-revalidate=a', 'no Cache-Control'],
    ['max-age=60, stale-if-error=a', 'no Cache-Control'],
  ])('Cache-Control %s: %s', (value, expected) => expect(words([cc(value)])).toBe(expected))

  it.each<[string, Header[], string]>([
    ['the first lifetime silences Expires', [cc('max-age=60'), ['Expires', '0']], '60'],
    ['Expires before it does not silence Cache-Control', [['Expires', inSeconds(5)], cc('max-age=60')], '60'],
    ['an Expires that forbids is final', [['Expires', '0'], cc('max-age=60')], 'no Expires'],
    ['Expires of this very second', [['Expires', inSeconds(0)]], '0'],
    ['Expires a second ago', [['Expires', inSeconds(-1)]], 'no Expires'],
    ['X-Accel-Expires before no-store', [['X-Accel-Expires', '60'], cc('no-store')], '60'],
    ['X-Accel-Expires after no-store', [cc('no-store'), ['X-Accel-Expires', '60']], 'no Cache-Control'],
    ['X-Accel-Expires at a time', [['X-Accel-Expires', `@${date + 7}`]], '7'],
    ['X-Accel-Expires of 1970', [['X-Accel-Expires', '@0']], 'unsaid'],
    ['X-Accel-Expires 0', [['X-Accel-Expires', '0'], cc('max-age=60')], 'no X-Accel-Expires'],
    ['X-Accel-Expires that is none', [['X-Accel-Expires', '-1'], cc('max-age=60')], '60'],
    ['two lines, the last counts', [cc('max-age=60'), cc('max-age=5')], '5'],
    ['two lines, one forbids', [cc('max-age=60'), cc('max-age=0')], 'no Cache-Control'],
    ['a cookie', [cc('max-age=60'), ['Set-Cookie', 'a=b']], 'no set-cookie'],
    ['Vary by everything', [cc('max-age=60'), ['Vary', '*']], 'no vary'],
    ['Vary by everything and more', [cc('max-age=60'), ['Vary', '*, Cookie']], '60'],
    ['Vary of 129 characters', [cc('max-age=60'), ['Vary', 'x'.repeat(129)]], 'no vary'],
    ['Vary of 128 characters', [cc('max-age=60'), ['Vary', 'x'.repeat(128)]], '60'],
    ['Pragma', [cc('max-age=60'), ['Pragma', 'no-cache']], '60'],
  ])('%s', (_, headers, expected) => expect(words(headers)).toBe(expected))

  it.each<[string, Header[]]>([
    ['cache-control', [cc('no-store')]],
    ['expires', [['Expires', '0']]],
    ['x-accel-expires', [['X-Accel-Expires', '0']]],
    ['set-cookie', [['Set-Cookie', 'a=b']]],
    ['vary', [['Vary', '*']]],
  ])('is not told by %s where that is ignored', (ignored, headers) => {
    expect(words(headers, [ignored])).toBe('unsaid')
    expect(read(headers, [ignored]).vary).toBe('')
  })

  it.each([
    ['max-age=1, stale-while-revalidate=30', 30, 30],
    ['max-age=1, stale-if-error=40', 0, 40],
    ['max-age=1, stale-while-revalidate=30, stale-if-error=40', 30, 40],
  ])('may go on a little when it is stale: %s', (value, updatingSeconds, errorSeconds) => {
    expect(read([cc(value)])).toMatchObject({ updatingSeconds, errorSeconds })
  })

  it('is passed on unbuffered if the answer says so, and buffered if it says that', () => {
    expect(read([['X-Accel-Buffering', 'No']]).buffering).toBe(false)
    expect(read([['X-Accel-Buffering', 'yes']], [], nothingTold(false)).buffering).toBe(true)
    expect(read([['X-Accel-Buffering', 'off']]).buffering).toBe(true)
    expect(read([['X-Accel-Buffering', 'no']], ['x-accel-buffering']).buffering).toBe(true)
  })

  it('goes on from what a 304 told', () => {
    const newer = read([cc('max-age=5')])
    expect(
      read(
        [
          ['Expires', '0'],
          ['Vary', 'Cookie'],
        ],
        [],
        newer,
      ),
    ).toMatchObject({ validUntil: 1005, vary: 'Cookie' })
    expect(read([['Expires', '0']], [], newer).forbidden).toBeUndefined()
  })

  it('never is a text that fails', () => {
    const names = fc.constantFrom('Cache-Control', 'Expires', 'X-Accel-Expires', 'Vary', 'Set-Cookie')
    fc.assert(fc.property(fc.array(fc.tuple(names, fc.string())), (headers) => void read(headers)))
  })
})
