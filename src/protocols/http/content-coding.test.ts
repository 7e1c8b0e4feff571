import { describe, expect, it } from 'vitest'
import { chooseCoding } from './content-coding.ts'

describe('the coding of an answer', () => {
  // RFC 9110 section 12.5.3
  it.each<[string | undefined, string[], string | undefined]>([
    [undefined, ['gzip'], 'identity'],
    ['', ['gzip'], 'identity'],
    ['compress, gzip', ['gzip'], 'gzip'],
    ['gzip', ['br', 'gzip'], 'gzip'],
    ['gzip, br', ['br', 'gzip'], 'br'],
    ['br;q=0.5, gzip;q=1.0', ['br', 'gzip'], 'gzip'],
    ['GZIP ; Q=0.8', ['gzip'], 'gzip'],
    ['x-gzip', ['gzip'], 'gzip'],
    ['*', ['br', 'gzip'], 'br'],
    ['gzip;q=0, *', ['gzip', 'br'], 'br'],
    ['gzip;q=0', ['gzip'], 'identity'],
    ['deflate', ['gzip'], 'identity'],
    ['gzip;q=0.5, identity;q=0.8', ['gzip'], 'identity'],
    ['gzip;q=1.0, identity; q=0.5, *;q=0', ['br', 'gzip'], 'gzip'],
    ['br, identity;q=0', ['gzip'], undefined],
    ['br, *;q=0', ['gzip'], undefined],
    ['gzip;q=much', ['gzip'], 'identity'],
  ])('asked for with %j of %j is %s', (value, offered, expected) => {
    expect(chooseCoding(value === undefined ? [] : [['accept-encoding', value]], offered)).toBe(expected)
  })
})
