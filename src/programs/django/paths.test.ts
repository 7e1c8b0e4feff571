import { expect, it } from 'vitest'
import { fullPath, pathAndQuery } from './paths.ts'

/** Asked of Django 4.2.21 and 3.2.25 under gunicorn 20.1.0. */
it.each([
  ['/db/', '/db/', '/db/'],
  ['/db/?', '/db/', '/db/'],
  ['/db/?a=1&b=%2F', '/db/', '/db/?a=1&b=%2F'],
  ['/d%62/?q=%20', '/db/', '/db/?q=%20'],
  ['/db%2F', '/db/', '/db/'],
  ['/b%C3%A4r/', '/bär/', '/b%C3%A4r/'],
  ['/a%3Fb%23c/', '/a?b#c/', '/a%3Fb%23c/'],
  ['/%FF/', '/%FF/', '/%25FF/'],
])('%s is matched as %s, and a redirect names it %s', (target, path, full) => {
  const parts = pathAndQuery(target)
  expect(parts.path).toBe(path)
  expect(fullPath(parts)).toBe(full)
})
