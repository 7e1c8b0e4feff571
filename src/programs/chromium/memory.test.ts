import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Header, HttpRequestSpec } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import type { ScriptedRequest } from '../../testing/conformance/scripted.ts'
import { web } from '../../testing/conformance/web.ts'

const minute = 60_000

/** A bank, its server's words by path, and what reaches it. */
function bank(headers: Readonly<Record<string, readonly Header[]>>, config: JsonObject = {}) {
  const seen: ScriptedRequest[] = []
  const net = web({
    names: ['bank.test', 'www.bank.test', 'evil.test'],
    config,
    script: (request) => {
      seen.push(request)
      return { status: 200, headers: headers[request.message.target] ?? [] }
    },
  })
  const visit = (url: string, options: Partial<HttpRequestSpec> = {}) => {
    seen.length = 0
    const trace = net.get('browser', url, options)
    return { trace, tls: seen.at(-1)?.tls, cookie: get(seen.at(-1)?.message.headers ?? [], 'Cookie') }
  }
  const codes = (...args: Parameters<typeof visit>) =>
    visit(...args).trace.hops.flatMap((hop) => hop.steps.map(({ code }) => code.replace('chromium.', '')))
  return { net, visit, codes }
}

const sets = (...lines: string[]): readonly Header[] => lines.map((line) => ['Set-Cookie', line] as const)
const strict = (value: string): readonly Header[] => [['Strict-Transport-Security', value]]
const evil = { pageOrigin: 'https://evil.test' } as const

describe('a cookie that was set', () => {
  it('comes back with the next request, until it runs out', () => {
    const { net, visit } = bank({ '/in': sets('id=1; Path=/; Max-Age=60', 'theme=dark; Path=/') })
    visit('https://bank.test/in')
    expect(visit('https://bank.test/').cookie).toBe('id=1; theme=dark')
    net.wait(minute)
    expect(visit('https://bank.test/').cookie).toBe('theme=dark')
  })

  it('is deleted by one that has already run out', () => {
    const { visit, codes } = bank({ '/in': sets('id=1; Path=/'), '/out': sets('id=; Path=/; Max-Age=0') })
    visit('https://bank.test/in')
    expect(codes('https://bank.test/out')).toContain('cookie-deleted')
    expect(visit('https://bank.test/').cookie).toBeUndefined()
  })

  it.each([
    ['a=1; Domain=evil.test', 'foreign-domain'],
    ['a=1; Domain=test', 'public-suffix'],
    ['a=1; SameSite=None', 'same-site-none-without-secure'],
    ['__Host-a=1; Secure; Domain=bank.test; Path=/', 'host-prefix'],
  ])('is refused where it may not be: %s', (line, why) => {
    const { visit, codes } = bank({ '/in': sets(line) })
    expect(codes('https://bank.test/in')).toContain(`cookie-refused-${why}`)
    expect(visit('https://bank.test/').cookie).toBeUndefined()
  })

  it('that is secure is not displaced over http', () => {
    const { visit, codes } = bank({ '/in': sets('id=1; Path=/; Secure'), '/plain': sets('id=2; Path=/') })
    visit('https://bank.test/in')
    expect(codes('http://bank.test/plain')).toContain('cookie-refused-displaces-secure')
    expect(visit('https://bank.test/').cookie).toBe('id=1')
    expect(codes('http://bank.test/')).toContain('cookie-secure')
  })

  it('without SameSite goes along with a POST from another site for two minutes', () => {
    const { net, visit, codes } = bank({ '/in': sets('id=1; Path=/') })
    const post = { ...evil, initiator: 'form', method: 'POST', body: 'amount=1' } as const
    visit('https://bank.test/in')
    expect(visit('https://bank.test/pay', post).cookie).toBe('id=1')
    net.wait(2 * minute)
    expect(visit('https://bank.test/pay', post).cookie).toBeUndefined()
    expect(codes('https://bank.test/pay', post)).toContain('cookie-unset')
  })

  it('from another site is kept only if it says so and the person allows it', () => {
    const line = 'ad=1; Path=/; SameSite=None; Secure'
    const embedded = { ...evil, initiator: 'image' } as const
    const blocked = bank({ '/ad': sets(line) })
    expect(blocked.codes('https://bank.test/ad', embedded)).toContain('cookie-refused-third-party')
    const allowed = bank({ '/ad': sets(line, 'b=1; Path=/') }, { thirdPartyCookies: 'allowed' })
    expect(allowed.codes('https://bank.test/ad', embedded)).toContain('cookie-refused-same-site')
    expect(allowed.visit('https://bank.test/', embedded).cookie).toBe('ad=1')
  })

  it('stays with a fetch to another origin, unless that asks for it', () => {
    const { visit, codes } = bank({ '/in': sets('id=1; Path=/') })
    const fetch = { initiator: 'fetch', pageOrigin: 'https://www.bank.test' } as const
    visit('https://bank.test/in')
    expect(codes('https://bank.test/api', fetch)).toContain('cookies-omitted')
    expect(visit('https://bank.test/api', { ...fetch, credentials: 'include' }).cookie).toBe('id=1')
  })
})

describe('a host that asked for https', () => {
  it('is asked by https only, with all below it if it says so, until that runs out', () => {
    const { net, visit, codes } = bank({ '/in': strict('max-age=60; includeSubDomains') })
    visit('https://bank.test/in')
    expect(codes('http://bank.test/')).toContain('hsts-upgraded')
    expect([visit('http://bank.test/').tls, visit('http://www.bank.test/').tls]).toEqual([true, true])
    expect(visit('http://evil.test/').tls).toBe(false)
    net.wait(minute)
    expect(visit('http://bank.test/').tls).toBe(false)
  })

  it('may take it back', () => {
    const { visit } = bank({ '/in': strict('max-age=60'), '/out': strict('max-age=0') })
    visit('https://bank.test/in')
    visit('https://bank.test/out')
    expect(visit('http://bank.test/').tls).toBe(false)
  })

  it.each([
    ['http://bank.test/in', 'max-age=60'],
    ['https://bank.test/in', 'includeSubDomains'],
    ['https://bank.test/in', 'max-age=60; max-age=90'],
  ])('is not believed: %s %s', (url, value) => {
    const { visit, codes } = bank({ '/in': strict(value) })
    expect(codes(url)).toContain('hsts-ignored')
    expect(visit('http://bank.test/').tls).toBe(false)
  })
})

it('takes whatever a server says for a cookie or a wish, and keeps it as plain data', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'a=1',
      '=',
      ';',
      'Path=/',
      'Domain=',
      'Domain=bank.test',
      'Max-Age=',
      'Expires=Thu',
      'SameSite=None',
      'Secure',
    ),
    fc.constantFrom(
      'max-age=',
      'max-age=9',
      'includeSubDomains',
      '__Host-a=1',
      '"',
      ',',
      ' ',
      '0',
      '-1',
      '99999999999999999999',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(';'))
  fc.assert(
    fc.property(line, line, (cookie, wish) => {
      const { net, visit } = bank({ '/in': [...sets(cookie), ...strict(wish)] })
      visit('https://bank.test/in')
      visit('http://www.bank.test/')
      expect(JSON.parse(JSON.stringify(net.world))).toEqual(net.world)
    }),
    { numRuns: 60 },
  )
})

it('says that a page of the public net would need leave to reach into the local one', () => {
  const { visit, codes } = bank({})
  const embed = { initiator: 'image', pageOrigin: 'http://203.0.113.9' } as const
  expect(codes('http://bank.test/', embed)).toContain('local-network')
  visit('http://www.bank.test/')
  expect(codes('http://bank.test/', { ...embed, pageOrigin: 'http://www.bank.test' })).not.toContain('local-network')
})
