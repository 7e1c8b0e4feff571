import { expect, it } from 'vitest'
import { parseUrl, type Url } from '../url/url.ts'
import { keepCookie } from './jar.ts'
import { parseSetCookie, type Cookie } from './set-cookie.ts'

const now = 1_000_000

function url(text: string): Url {
  const parsed = parseUrl(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

/** What is in the jar after these were set, one after the other: from where, and the header's value. */
function jarOf(...set: readonly (readonly [from: string, line: string])[]) {
  let jar: Cookie[] = []
  const said = set.map(([from, line], index) => {
    const cookie = parseSetCookie(line, url(from), now + index)
    if (!cookie.ok) return cookie.error
    const kept = keepCookie(jar, cookie.value, url(from), now + index)
    if (!kept.ok) return kept.error
    jar = kept.value.jar
    return kept.value.what
  })
  return { said, values: jar.map(({ name, value }) => `${name}=${value}`), jar }
}

it('replaces a cookie of the same name, domain and path, which is young again with another value', () => {
  const { said, values } = jarOf(
    ['http://bank.test/', 'a=1'],
    ['http://bank.test/', 'b=1'],
    ['http://bank.test/x', 'a=2; Path=/'],
  )
  expect([said, values]).toEqual([
    ['stored', 'stored', 'replaced'],
    ['b=1', 'a=2'],
  ])
})

it('leaves a cookie in its place that comes again with the same value', () => {
  const { values, jar } = jarOf(
    ['http://bank.test/', 'a=1'],
    ['http://bank.test/', 'b=1'],
    ['http://bank.test/', 'a=1'],
  )
  expect(values).toEqual(['a=1', 'b=1'])
  expect(jar[0]?.createdAt).toBe(now)
})

it('keeps cookies apart that differ in path or domain', () => {
  const { values } = jarOf(
    ['http://bank.test/', 'a=1'],
    ['http://bank.test/', 'a=2; Path=/app'],
    ['http://bank.test/', 'a=3; Domain=bank.test'],
    ['http://www.bank.test/', 'a=4'],
  )
  expect(values).toEqual(['a=1', 'a=2', 'a=3', 'a=4'])
})

it('deletes by one that has run out, if it is the same', () => {
  expect(jarOf(['http://bank.test/', 'a=1'], ['http://bank.test/', 'a=; Max-Age=0'])).toMatchObject({
    said: ['stored', 'deleted'],
    values: [],
  })
  expect(jarOf(['http://bank.test/', 'a=1'], ['http://bank.test/', 'a=; Max-Age=0; Path=/x'])).toMatchObject({
    said: ['stored', 'expired'],
    values: ['a=1'],
  })
})

it.each([
  ['http://bank.test/', 'a=2', 'displaces-secure'],
  ['http://bank.test/x', 'a=2; Path=/x', 'displaces-secure'],
  ['http://www.bank.test/', 'a=2; Domain=bank.test', 'displaces-secure'],
  ['http://bank.test/', 'b=2', 'stored'],
  ['https://bank.test/', 'a=2', 'replaced'],
])('lets a secure cookie be displaced by %s %s or not: %s', (from, line, expected) => {
  expect(jarOf(['https://bank.test/', 'a=1; Secure'], [from, line]).said.at(-1)).toBe(expected)
})
