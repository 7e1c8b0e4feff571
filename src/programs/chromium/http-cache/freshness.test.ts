import { describe, expect, it } from 'vitest'
import type { Header } from '../../../model/request.ts'
import { formatHttpDate } from '../../../protocols/http/date.ts'
import { ageOf, lifetimeOf } from './freshness.ts'

const now = Date.UTC(2026, 0, 5, 12)
const at = (seconds: number) => formatHttpDate(now + seconds * 1000)
const lifetime = (headers: readonly Header[], status = 200) => {
  const { seconds, reason } = lifetimeOf({ status, headers, receivedAt: now })
  return `${seconds} ${reason}`
}
const cacheControl = (value: string): readonly Header[] => [['Cache-Control', value]]

const grace = (value: string) => lifetimeOf({ status: 200, headers: cacheControl(value), receivedAt: now }).graceSeconds

describe('how long Chromium holds an answer fresh', () => {
  it.each([
    ['max-age=60', '60 max-age'],
    ['Max-Age= 60', '60 max-age'],
    ['max-age=x, max-age=60', '60 max-age'],
    ['max-age=0, max-age=60', '0 max-age'],
    ['max-age="60"', '0 none'],
    ['max-age=60s', '0 none'],
    ['s-maxage=60', '0 none'],
    ['no-cache, max-age=60', '0 no-cache'],
    ['no-cache="Set-Cookie", max-age=60', '60 max-age'],
    ['public', '0 none'],
  ])('Cache-Control: %s', (value, expected) => {
    expect(lifetime(cacheControl(value))).toBe(expected)
  })

  it('a Pragma counts even beside a Cache-Control, against the standard', () => {
    expect(lifetime([...cacheControl('max-age=60'), ['Pragma', 'no-cache']])).toBe('0 no-cache')
  })

  it('Expires counts from Date; one that cannot be read is as good as none, but 0 has passed', () => {
    const changed: Header = ['Last-Modified', at(-1000)]
    expect(
      lifetime([
        ['Expires', at(60)],
        ['Date', at(20)],
      ]),
    ).toBe('40 expires')
    expect(lifetime([['Expires', '0'], changed])).toBe('0 expires')
    expect(lifetime([['Expires', 'soon'], changed])).toBe('100 heuristic')
  })

  it('guesses a tenth of the time since the last change for 200 and 203 only, and not with must-revalidate', () => {
    const changed: Header = ['Last-Modified', at(-1000)]
    expect([200, 203, 204, 404].map((status) => lifetime([changed], status))).toEqual([
      '100 heuristic',
      '100 heuristic',
      '0 none',
      '0 none',
    ])
    expect(lifetime([changed, ...cacheControl('must-revalidate')])).toBe('0 none')
  })

  it('300, 301, 308 and 410 hold until something else is said', () => {
    for (const status of [300, 301, 308, 410]) {
      expect(lifetime([], status)).toBe('Infinity lasting')
      expect(lifetime(cacheControl('max-age=5'), status)).toBe('5 max-age')
      expect(lifetime(cacheControl('no-cache'), status)).toBe('0 no-cache')
    }
    expect(lifetime([], 302)).toBe('0 none')
  })

  it('stale-while-revalidate adds to that, but not with must-revalidate', () => {
    expect(grace('max-age=1, stale-while-revalidate=30')).toBe(30)
    expect(grace('max-age=1, must-revalidate, stale-while-revalidate=30')).toBe(0)
    expect(grace('max-age=1, stale-while-revalidate="30"')).toBe(0)
  })
})

it('an answer is as old as its first Date, its Age and the time in the cache make it', () => {
  const stored = (...headers: readonly Header[]) => ({ status: 200, headers, requestedAt: now, receivedAt: now })
  expect(ageOf(stored(['Date', at(-30)], ['Date', at(0)]), now + 5000)).toBe(35)
  expect(ageOf(stored(['Date', at(-30)], ['Age', '90']), now)).toBe(90)
  expect(ageOf(stored(['Date', at(30)]), now + 999)).toBe(0)
})
