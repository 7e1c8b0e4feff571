import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodePath, escapePath, fromBytes, parseTarget, toBytes } from './uri.ts'

it('what is escaped is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const bytes = toBytes(text.replaceAll('\0', ''))
      expect(decodePath(escapePath(bytes))).toBe(bytes)
    }),
    { seed: 1 },
  )
})

it('a path that was read has no dot segments, no doubled slashes and stays below the root', () => {
  const segment = fc.constantFrom('..', '.', '', 'a', '%2e', '%2F', 'b%20c', 'ü', '%2e%2E')
  fc.assert(
    fc.property(fc.array(segment), (segments) => {
      const target = parseTarget(`/${segments.join('/')}`)
      const path = target?.path ?? '/'
      expect(path.startsWith('/')).toBe(true)
      expect(path).not.toMatch(/\/\/|\/\.\.?(\/|$)/)
    }),
    { seed: 1 },
  )
})

it('bytes that are no UTF-8 are kept as they are', () => {
  expect(escapePath(parseTarget('/%FF%FE')!.path)).toBe('/%FF%FE')
  expect(fromBytes(toBytes('/grüße'))).toBe('/grüße')
})
