import { expect, it } from 'vitest'
import { linesOf } from './printed.ts'

const lines = [
  { text: 'upstream backend {', setting: 'upstreams' },
  { text: '  server 10.0.0.1;', setting: 'upstreams[0]' },
  { text: '  server 10.0.0.2 weight=2;', setting: 'upstreams[1].weight' },
  { text: '}' },
]

it('finds the line that a setting stands in, or the closest one around or inside it', () => {
  expect(linesOf(lines, 'upstreams[0]')).toEqual([1])
  expect(linesOf(lines, 'upstreams[1]')).toEqual([2])
  expect(linesOf(lines, 'upstreams[0].port')).toEqual([0, 1])
  expect(linesOf(lines, 'gzip')).toEqual([])
})
