import { expect, it } from 'vitest'
import { codesOn, site } from '../../testing/site.ts'

const url = 'https://www.example.com/a'
const redirecting = (location: string, config = {}) =>
  site({
    browser: { program: 'curl', config },
    app: { config: { endpoints: [{ path: '/a', status: 302, location }, { path: '/b' }] } },
  })

it('takes http when the URL has no scheme', () => {
  const built = site({ browser: { program: 'curl' } })
  const trace = built.get('browser', 'www.example.com')
  expect(codesOn(built, 'browser', trace)[0]).toBe('curl.no-scheme')
  expect(trace.page?.url).toBe('http://www.example.com/')
})

it('shows a redirect instead of following it, unless told to', () => {
  expect(redirecting('/b').get('browser', url).verdict.seen).toMatchObject({ status: 302 })
  expect(redirecting('/b', { followRedirects: true }).get('browser', url).verdict.seen).toMatchObject({ status: 200 })
})

it('gives up after fifty redirects', () => {
  const { seen } = redirecting('/a', { followRedirects: true }).get('browser', url).verdict
  expect(seen).toEqual({ type: 'too-many-redirects', status: 302 })
})

it('follows as many redirects as it is told to, and no more', () => {
  const built = redirecting('/a', { followRedirects: true, maxRedirects: 3 })
  const trace = built.get('browser', url)
  expect(trace.verdict.seen).toEqual({ type: 'too-many-redirects', status: 302 })
  expect(codesOn(built, 'app', trace).filter((code) => code === 'django.answers')).toHaveLength(4)
})

it('is no browser: a page’s origin does not matter to it', () => {
  const built = site({ browser: { program: 'curl' } })
  const trace = built.get('browser', url, { initiator: 'fetch', pageOrigin: 'https://shop.example', method: 'PUT' })
  expect(trace.verdict.seen).toMatchObject({ status: 200 })
  expect(codesOn(built, 'browser', trace)).toContain('curl.no-browser')
})

it('sends what the person asks for in place of its own headers', () => {
  const built = site({ browser: { program: 'curl' } })
  const trace = built.get('browser', url, {
    method: 'POST',
    body: 'äb',
    headers: [
      ['user-agent', 'me'],
      ['X-A', '1'],
    ],
  })
  const sent = trace.hops.map((hop) => hop.packetOut?.message).find((one) => one?.protocol === 'http')
  expect(sent).toMatchObject({
    method: 'POST',
    target: '/a',
    headers: [
      ['Host', 'www.example.com'],
      ['Accept', '*/*'],
      ['Content-Length', '3'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['user-agent', 'me'],
      ['X-A', '1'],
    ],
    body: { bytes: 3 },
  })
})
