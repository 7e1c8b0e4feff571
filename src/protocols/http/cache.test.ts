import fc from 'fast-check'
import CachePolicy from 'http-cache-semantics'
import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import {
  conditionalHeaders,
  currentAge,
  freshnessLifetime,
  judgeReuse,
  judgeStorable,
  varyKey,
  type StoredResponse,
} from './cache.ts'
import { formatHttpDate } from './date.ts'

const now = Date.UTC(2026, 0, 5, 12)
const secondsAgo = (seconds: number): string => formatHttpDate(now - seconds * 1000)
const cc = (value: string): Header => ['Cache-Control', value]
const shared = { shared: true }
const own = { shared: false }

const storing = (headers: Header[], status = 200, method = 'GET', requestHeaders: Header[] = []) => {
  const judge = (cache: { shared: boolean }): string => {
    const { storable, reason } = judgeStorable({ method, headers: requestHeaders }, { status, headers }, cache)
    return `${storable ? 'store' : 'no'} ${reason}`
  }
  return [judge(shared), judge(own)]
}

describe('a response', () => {
  const withPassword: Header[] = [['Authorization', 'Basic x']]

  it.each<[Header[], number, string, string]>([
    [[cc('max-age=60')], 200, 'store explicit', 'store explicit'],
    [[cc('max-age=60')], 500, 'store explicit', 'store explicit'],
    [[cc('s-maxage=60')], 500, 'store explicit', 'no no-freshness'],
    [[['Expires', '0']], 302, 'store explicit', 'store explicit'],
    [[cc('public')], 302, 'store public', 'store public'],
    [[cc('private')], 302, 'no private', 'store by-status'],
    [[], 200, 'store by-status', 'store by-status'],
    [[], 404, 'store by-status', 'store by-status'],
    [[], 302, 'no no-freshness', 'no no-freshness'],
    [[cc('no-cache')], 200, 'store by-status', 'store by-status'],
    [[cc('no-store, max-age=60')], 200, 'no no-store', 'no no-store'],
    [[cc('no-store, must-understand, max-age=60')], 200, 'store explicit', 'store explicit'],
    [[cc('no-store, must-understand, max-age=60')], 299, 'no must-understand', 'no must-understand'],
    [[cc('private="set-cookie", max-age=60')], 200, 'no private', 'store explicit'],
    [[cc('max-age=60')], 206, 'no status', 'no status'],
    [[cc('max-age=60')], 304, 'no status', 'no status'],
  ])('with %j and status %i is stored or not: %s, %s', (headers, status, inShared, inOwn) => {
    expect(storing(headers, status)).toEqual([inShared, inOwn])
  })

  it('is stored for GET and HEAD only', () => {
    expect(storing([cc('max-age=60')], 200, 'POST')).toEqual(['no method', 'no method'])
    expect(storing([cc('max-age=60')], 200, 'HEAD')).toEqual(['store explicit', 'store explicit'])
  })

  it('is not stored if the request forbids it', () => {
    expect(storing([cc('max-age=60')], 200, 'GET', [cc('no-store')])[1]).toBe('no request-no-store')
  })

  it.each([
    ['max-age=60', 'no authorization'],
    ['max-age=60, public', 'store explicit'],
    ['max-age=60, must-revalidate', 'store explicit'],
    ['s-maxage=60', 'store explicit'],
  ])('to a request with a password is shared or not: %s', (value, expected) => {
    const [inShared, inOwn] = storing([cc(value)], 200, 'GET', withPassword)
    expect(inShared).toBe(expected)
    expect(inOwn).toMatch(/^store/)
  })
})

const stored = (headers: Header[], status = 200): StoredResponse => ({
  status,
  headers,
  requestedAt: now,
  receivedAt: now,
})

const lifetime = (headers: Header[], cache: { shared: boolean; heuristics?: boolean }, status?: number): string => {
  const { seconds, reason } = freshnessLifetime(stored(headers, status), cache)
  return `${reason} ${seconds}`
}

describe('the lifetime of a response', () => {
  const date: Header = ['Date', secondsAgo(0)]
  it.each<[Header[], string, string]>([
    [[cc('max-age=60, s-maxage=10'), date, ['Expires', secondsAgo(-5)]], 's-maxage 10', 'max-age 60'],
    [[cc('max-age=0'), ['Expires', secondsAgo(-5)]], 'max-age 0', 'max-age 0'],
    [[cc('max-age=soon'), ['Expires', secondsAgo(-5)]], 'invalid 0', 'invalid 0'],
    [[date, ['Expires', secondsAgo(-5)]], 'expires 5', 'expires 5'],
    [[date, ['Expires', secondsAgo(5)]], 'expires 0', 'expires 0'],
    [[['Expires', secondsAgo(-5)]], 'expires 5', 'expires 5'],
    [[date, ['Expires', '0']], 'invalid 0', 'invalid 0'],
    [[date, ['Last-Modified', secondsAgo(1000)]], 'none 0', 'heuristic 100'],
    [[date, ['Last-Modified', secondsAgo(-1000)]], 'none 0', 'none 0'],
    [[date], 'none 0', 'none 0'],
  ])('with %j is %s for all, %s for one', (headers, inShared, inOwn) => {
    expect([lifetime(headers, shared), lifetime(headers, own)]).toEqual([inShared, inOwn])
  })

  it('is guessed only where that is asked for, and for statuses that allow it', () => {
    const headers: Header[] = [date, ['Last-Modified', secondsAgo(1000)]]
    expect(lifetime(headers, { shared: true, heuristics: true })).toBe('heuristic 100')
    expect(lifetime(headers, { shared: false, heuristics: false })).toBe('none 0')
    expect(lifetime(headers, own, 302)).toBe('none 0')
    expect(lifetime([...headers, cc('public')], own, 302)).toBe('heuristic 100')
  })
})

describe('the age of a response', () => {
  // RFC 9111 section 4.2.3
  it.each<[Header[], number, number]>([
    [[], 0, 10],
    [[], 3000, 13],
    [[['Age', '20']], 3000, 33],
    [[['Date', secondsAgo(50)]], 3000, 60],
    [
      [
        ['Date', secondsAgo(50)],
        ['Age', '70'],
      ],
      3000,
      83,
    ],
    [[['Date', secondsAgo(-50)]], 0, 10],
    [[['Age', 'old']], 0, 10],
    [[['Age', '20, 30']], 0, 30],
  ])('with %j, %i ms on the way, is %i s after ten', (headers, delay, expected) => {
    const response = { status: 200, headers, requestedAt: now - delay, receivedAt: now }
    expect(currentAge(response, now + 10_000)).toBe(expected)
  })
})

describe('a stored response', () => {
  const reuse = (told: string, asked: Header[], age: number, cache = shared): string => {
    const { usable, reason } = judgeReuse(stored([cc(told)]), { headers: asked }, now + age * 1000, cache)
    return `${usable ? 'use' : 'ask'} ${reason}`
  }

  it.each<[string, Header[], number, string]>([
    ['max-age=60', [], 59, 'use fresh'],
    ['max-age=60', [], 60, 'ask stale'],
    ['max-age=60, no-cache', [], 0, 'ask no-cache'],
    ['max-age=60, must-revalidate', [], 59, 'use fresh'],
    ['max-age=60, must-revalidate', [cc('max-stale')], 60, 'ask must-revalidate'],
    ['max-age=60, proxy-revalidate', [cc('max-stale')], 60, 'ask proxy-revalidate'],
    ['s-maxage=60', [cc('max-stale')], 60, 'ask s-maxage'],
    ['max-age=60', [cc('no-cache')], 0, 'ask request-no-cache'],
    ['max-age=60', [['Pragma', 'no-cache']], 0, 'ask request-pragma'],
    ['max-age=60', [['Pragma', 'no-cache'], cc('max-age=5')], 0, 'use fresh'],
    ['max-age=60', [cc('max-age=10')], 10, 'use fresh'],
    ['max-age=60', [cc('max-age=10')], 11, 'ask request-max-age'],
    ['max-age=60', [cc('min-fresh=10')], 50, 'use fresh'],
    ['max-age=60', [cc('min-fresh=10')], 51, 'ask request-min-fresh'],
    ['max-age=60', [cc('max-stale=10')], 70, 'use max-stale'],
    ['max-age=60', [cc('max-stale=10')], 71, 'ask stale'],
    ['max-age=60', [cc('max-stale')], 7000, 'use max-stale'],
    ['max-age=60', [cc('max-stale=long')], 60, 'ask stale'],
  ])('with %s, asked with %j, %i s old: %s', (told, asked, age, expected) => {
    expect(reuse(told, asked, age)).toBe(expected)
  })

  it('is not bound by what only shared caches must do', () => {
    expect(reuse('max-age=60, proxy-revalidate', [cc('max-stale')], 60, own)).toBe('use max-stale')
  })

  it('is validated by what it came with', () => {
    const changed = secondsAgo(1000)
    expect(
      conditionalHeaders([
        ['etag', 'W/"1"'],
        ['last-modified', changed],
      ]),
    ).toEqual([
      ['If-None-Match', 'W/"1"'],
      ['If-Modified-Since', changed],
    ])
    expect(conditionalHeaders([])).toEqual([])
  })

  it.each<[string, Header[], Header[], boolean]>([
    ['Accept-Encoding', [['Accept-Encoding', 'gzip,br']], [['accept-encoding', 'gzip, br']], true],
    ['Accept-Encoding', [['Accept-Encoding', 'gzip']], [['Accept-Encoding', 'br']], false],
    ['Accept-Encoding', [['Accept-Encoding', '']], [], false],
    ['Accept-Encoding', [['Cookie', 'a']], [['Cookie', 'b']], true],
    [
      'Cookie, Accept',
      [
        ['Cookie', 'a'],
        ['Accept', 'b'],
      ],
      [
        ['Accept', 'b'],
        ['Cookie', 'a'],
      ],
      true,
    ],
    ['', [['Cookie', 'a']], [], true],
  ])('that varies by %s tells %j from %j, or not', (vary, one, other, isSame) => {
    const response: Header[] = [['Vary', vary]]
    expect(varyKey(one, response) === varyKey(other, response)).toBe(isSame)
  })

  it('that varies by everything matches no request', () => {
    expect(varyKey([], [['Vary', 'Accept, *']])).toBeUndefined()
  })
})

class PolicyAt extends CachePolicy {
  static time = now
  now(): number {
    return PolicyAt.time
  }
}

const optional = (name: string, values: fc.Arbitrary<string>): fc.Arbitrary<Header[]> =>
  fc.option(values.map((value): Header => [name, value])).map((header) => (header ? [header] : []))
const directives = (...names: string[]): fc.Arbitrary<string> => fc.subarray(names).map((chosen) => chosen.join(', '))
const date = fc.integer({ min: -500, max: 500 }).map((offset) => secondsAgo(offset))
const future = fc.integer({ min: -500, max: 0 }).map((offset) => secondsAgo(offset))
const joined = (...parts: fc.Arbitrary<Header[]>[]): fc.Arbitrary<Header[]> =>
  fc.tuple(...parts).map((all) => all.flat())

// Left out where the library is not the standard: Set-Cookie, must- and proxy-revalidate while fresh, age by Date, and
// below `private` where the cache is, and `max-stale` against what it must not overrule.
const responses = joined(
  optional('cache-control', directives('max-age=100', 's-maxage=50', 'no-cache', 'no-store', 'private', 'public')),
  optional('expires', fc.oneof(date, fc.constant('0'))),
  optional('date', future),
  optional('last-modified', date),
  optional('age', fc.constantFrom('0', '30', 'x')),
)
const requests = joined(
  optional('cache-control', directives('no-store', 'no-cache', 'max-age=40', 'min-fresh=20', 'max-stale')),
  optional('authorization', fc.constant('Basic x')),
)
const statuses = fc.constantFrom(200, 203, 204, 300, 301, 302, 303, 307, 308, 404, 405, 410, 414, 501)

describe('http-cache-semantics', () => {
  it('comes to the same answers', () => {
    fc.assert(
      fc.property(requests, responses, statuses, fc.boolean(), fc.nat(200), (asked, told, status, isShared, age) => {
        const cache = { shared: isShared, heuristics: true }
        const request = { method: 'GET', headers: asked }
        PolicyAt.time = now
        const policy = new PolicyAt(
          { method: 'GET', url: '/', headers: Object.fromEntries(asked) },
          { status, headers: Object.fromEntries(told) },
          cache,
        )
        const response = stored(told, status)
        const [toldText, askedText] = [JSON.stringify(told), JSON.stringify(asked)]
        fc.pre(isShared || !toldText.includes('private'))
        fc.pre(!/no-cache|s-maxage/.test(toldText) || !askedText.includes('max-stale'))
        const isStorable = judgeStorable(request, response, cache).storable
        expect(isStorable).toBe(policy.storable())
        fc.pre(isStorable)
        const reuse = judgeReuse(response, request, now + age * 1000, cache)
        PolicyAt.time = now + age * 1000
        expect(reuse.usable).toBe(policy.satisfiesWithoutRevalidation({ url: '/', headers: Object.fromEntries(asked) }))
      }),
      { numRuns: 3000 },
    )
  })
})
