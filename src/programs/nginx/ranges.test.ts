import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { cut, partsOf, several } from './ranges.ts'

const asked = (range: string, ifRange?: string): Header[] => [
  ['Range', range],
  ...(ifRange === undefined ? [] : [['If-Range', ifRange] as const]),
]
const words = (parts: ReturnType<typeof partsOf>): string =>
  typeof parts === 'string' ? parts : parts.map(({ first, last }) => `${first}-${last}`).join(' ')

// Each was asked of nginx 1.22.1 for a kept answer of five bytes.
describe('ranges of five bytes', () => {
  it.each([
    ['bytes=0-1', '0-1'],
    ['Bytes=0-1', '0-1'],
    ['bytes= 1-2', '1-2'],
    ['bytes=1 - 2 ', '1-2'],
    ['bytes=2-', '2-4'],
    ['bytes=-2', '3-4'],
    ['bytes=-9', '0-4'],
    ['bytes=3-9', '3-4'],
    ['bytes=0-0,2-3', '0-0 2-3'],
    ['bytes=0-0,9-10', '0-0'],
    ['bytes=0-3,1-4', 'whole'],
    ['chars=0-1', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=5-', 'unsatisfiable'],
    ['bytes=5', 'unsatisfiable'],
    ['bytes=9-10', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=2-1', 'unsatisfiable'],
    ['bytes=a-b', 'unsatisfiable'],
    ['bytes=0-1,', 'unsatisfiable'],
    ['bytes=- 2', 'unsatisfiable'],
  ])('%s: %s', (range, expected) => expect(words(partsOf(asked(range), [], 5))).toBe(expected))

  it('are nothing of an empty body', () => {
    expect(partsOf(asked('bytes=0-1'), [], 0)).toBe('whole')
    expect(partsOf(asked('bytes=-2'), [], 0)).toBe('whole')
    expect(partsOf(asked('bytes=1-2'), [], 0)).toBe('unsatisfiable')
  })

  it('are as many as may be', () => {
    expect(partsOf(asked('bytes=0-0,2-3'), [], 5, 1)).toBe('whole')
    expect(words(partsOf(asked('bytes=0-0'), [], 5, 1))).toBe('0-0')
  })

  it.each<[string, Header[], string]>([
    ['"a"', [['ETag', '"a"']], '0-1'],
    ['"a"', [['ETag', '"b"']], 'whole'],
    ['"a"', [], 'whole'],
    ['W/"a"', [['ETag', 'W/"a"']], '0-1'],
    ['Mon, 01 Jan 2024 00:00:00 GMT', [['Last-Modified', 'Monday, 01-Jan-24 00:00:00 GMT']], '0-1'],
    ['Mon, 01 Jan 2024 00:00:01 GMT', [['Last-Modified', 'Mon, 01 Jan 2024 00:00:00 GMT']], 'whole'],
    ['bogus', [['Last-Modified', 'bogus']], 'whole'],
  ])('If-Range %s against %j: %s', (ifRange, answer, expected) => {
    expect(words(partsOf(asked('bytes=0-1', ifRange), answer, 5))).toBe(expected)
  })

  it('lie within the body, whatever is asked', () => {
    const number = fc.oneof(fc.nat(20).map(String), fc.constant(''))
    const range = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(range, fc.nat(12), (pairs, size) => {
        const parts = partsOf(asked(`bytes=${pairs.map((pair) => pair.join('-')).join(',')}`), [], size)
        if (typeof parts === 'string') return
        for (const { first, last } of parts) expect(0 <= first && first <= last && last < size).toBe(true)
      }),
    )
  })

  it('are cut out of the text', () => {
    const body = { bytes: 5, text: '01234' }
    expect(cut(body, { first: 1, last: 3 })).toEqual({ bytes: 3, text: '123' })
    expect(cut({ bytes: 5 }, { first: 1, last: 3 })).toEqual({ bytes: 3 })
    // A character of several bytes has no half.
    expect(cut({ bytes: 2, text: 'ü' }, { first: 0, last: 0 })).toEqual({ bytes: 1 })
  })

  it('go out as one body where they are several', () => {
    const parts = [
      { first: 0, last: 1 },
      { first: 4, last: 4 },
    ]
    const whole = several(parts, { body: { bytes: 5, text: '01234' }, size: 5, type: 'text/plain' })
    expect(whole.type).toBe('multipart/byteranges; boundary=00000000000000000001')
    expect(whole.body.text?.split('\r\n')).toEqual([
      '',
      '--00000000000000000001',
      'Content-Type: text/plain',
      'Content-Range: bytes 0-1/5',
      '',
      '01',
      '--00000000000000000001',
      'Content-Type: text/plain',
      'Content-Range: bytes 4-4/5',
      '',
      '4',
      '--00000000000000000001--',
      '',
    ])
    expect(whole.body.bytes).toBe(whole.body.text?.length)
  })
})
