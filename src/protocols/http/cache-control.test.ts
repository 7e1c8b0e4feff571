import { describe, expect, it } from 'vitest'
import { deltaSeconds, parseCacheControl } from './cache-control.ts'

describe('Cache-Control', () => {
  it.each<[string[], [string, string][]]>([
    [[], []],
    [['no-store'], [['no-store', '']]],
    [
      ['Max-Age=60, PUBLIC'],
      [
        ['max-age', '60'],
        ['public', ''],
      ],
    ],
    [
      ['max-age=60', 's-maxage="10"'],
      [
        ['max-age', '60'],
        ['s-maxage', '10'],
      ],
    ],
    [['max-age=60, max-age=10'], [['max-age', '60']]],
    [['private="set-cookie, x"; a'], [['private', '"set-cookie, x"; a']]],
    [
      ['private="a, \\"b\\"", no-cache'],
      [
        ['private', 'a, "b"'],
        ['no-cache', ''],
      ],
    ],
    [[' , max-age = 60 ,'], [['max-age', '60']]],
  ])('%j has its directives', (values, expected) => {
    const directives = parseCacheControl(values.map((value) => ['cache-control', value] as const))
    expect([...directives]).toEqual(expected)
  })

  it.each([
    ['0', 0],
    ['60', 60],
    ['99999999999999999999', 2 ** 31],
    ['', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
  ])('%j is %s seconds', (text, seconds) => {
    expect(deltaSeconds(text)).toBe(seconds)
  })
})
