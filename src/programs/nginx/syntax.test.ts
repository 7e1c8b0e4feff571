import { expect, it } from 'vitest'
import { parseText } from './syntax.ts'

it('reads blocks in blocks with their lines', () => {
  expect(parseText('http {\n  server { listen 80; }\n}').directives).toEqual([
    {
      name: 'http',
      args: [],
      line: 1,
      block: [{ name: 'server', args: [], line: 2, block: [{ name: 'listen', args: ['80'], line: 2 }] }],
    },
  ])
})

it('gives up on blocks nested beyond reason, without throwing', () => {
  const { faults } = parseText('a {'.repeat(20_000))
  expect(faults.map(({ fault }) => fault)).toContain('brace-unexpected')
})

it('takes a long text without an end as one fault', () => {
  expect(parseText('word '.repeat(50_000)).faults.map(({ fault }) => fault)).toEqual(['end-missing'])
})
