import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { all, append, get, has, listValues, remove, set } from './headers.ts'

const headers: readonly Header[] = [
  ['Host', 'shop.example'],
  ['X-Forwarded-For', '192.0.2.1, 10.0.0.1'],
  ['Accept', '*/*'],
  ['x-forwarded-for', '10.0.0.2'],
]

describe('header lines', () => {
  it('are found in any case, the first or all in order', () => {
    expect(get(headers, 'HOST')).toBe('shop.example')
    expect(get(headers, 'X-Forwarded-For')).toBe('192.0.2.1, 10.0.0.1')
    expect(all(headers, 'X-FORWARDED-FOR')).toEqual(['192.0.2.1, 10.0.0.1', '10.0.0.2'])
    expect(has(headers, 'accept')).toBe(true)
    expect(get(headers, 'Cookie')).toBeUndefined()
  })

  it('are replaced in the place of the first, and the others go', () => {
    expect(set(headers, 'X-Forwarded-For', '192.0.2.9')).toEqual([
      ['Host', 'shop.example'],
      ['X-Forwarded-For', '192.0.2.9'],
      ['Accept', '*/*'],
    ])
    expect(set(headers, 'Via', '1.1 proxy')).toEqual([...headers, ['Via', '1.1 proxy']])
  })

  it('come one more, or go altogether', () => {
    expect(all(append(headers, 'X-Forwarded-For', '10.0.0.3'), 'x-forwarded-for')).toHaveLength(3)
    expect(remove(headers, 'X-FORWARDED-FOR').map(([name]) => name)).toEqual(['Host', 'Accept'])
  })

  // RFC 9110 section 5.6.1.2
  it.each([
    [['foo ,bar,charlie'], ['foo', 'bar', 'charlie']],
    [
      ['foo , ,bar,charlie', ' delta'],
      ['foo', 'bar', 'charlie', 'delta'],
    ],
    [[',', '   ,   '], []],
    [['"a,b", c;d="e,\\"f"'], ['"a,b"', 'c;d="e,\\"f"']],
    [['"open, end'], ['"open, end']],
  ])('are one list: %j', (values, members) => {
    expect(
      listValues(
        values.map((value) => ['X-List', value] as const),
        'x-list',
      ),
    ).toEqual(members)
  })
})
