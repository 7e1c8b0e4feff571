import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { judgeConditions, rangeOf } from './conditional.ts'

const changed = 'Tue, 15 Nov 1994 12:45:26 GMT'
const changedAt = Date.UTC(1994, 10, 15, 12, 45, 26)
const validators = { etag: '"a"', lastModified: changed }

const judged = (text: string, now = changedAt + 2000) =>
  judgeConditions([['If-Modified-Since', text]], validators, { rule: 'before', date: now })

const asked = (text: string) => {
  const headers: readonly Header[] = [['Range', text]]
  return rangeOf(headers, 10, validators)
}

describe('If-Modified-Since', () => {
  it('spares the body from the very second of the change on, and not before', () => {
    expect(judged(changed)).toBe('not-modified')
    expect(judged('Tue, 15 Nov 1994 12:45:27 GMT')).toBe('not-modified')
    expect(judged('Tue, 15 Nov 1994 12:45:25 GMT')).toBe('proceed')
  })

  it('says nothing where it lies in the future', () => {
    expect(judged('Tue, 15 Nov 1994 12:45:29 GMT')).toBe('proceed')
  })
})

describe('Range', () => {
  it('reaches to the last byte, and one behind it cannot be satisfied', () => {
    expect(asked('bytes=9-')).toEqual({ part: 'bytes', first: 9, last: 9 })
    expect(asked('bytes=9-9')).toEqual({ part: 'bytes', first: 9, last: 9 })
    expect(asked('bytes=10-')).toEqual({ part: 'unsatisfiable' })
    expect(asked('bytes=-20')).toEqual({ part: 'bytes', first: 0, last: 9 })
  })
})
