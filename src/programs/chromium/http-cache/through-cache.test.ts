import { describe, expect, it } from 'vitest'
import type { Header, HttpRequestSpec } from '../../../model/request.ts'
import type { JsonObject } from '../../../model/topology.ts'
import type { Step, Trace } from '../../../model/trace.ts'
import { get } from '../../../protocols/http/headers.ts'
import type { ScriptedAnswer, ScriptedRequest } from '../../../testing/conformance/scripted.ts'
import { web } from '../../../testing/conformance/web.ts'

type Answer = readonly Header[] | ScriptedAnswer

/** A shop whose server gives its answers in turn, the last one again and again. */
function shop(answers: readonly Answer[], config: JsonObject = { httpCache: true }) {
  const heard: ScriptedRequest[] = []
  const net = web({
    names: ['shop.test', 'www.shop.test', 'other.test'],
    config,
    script: (request) => {
      heard.push(request)
      const told = answers[Math.min(heard.length, answers.length) - 1] ?? []
      const answer = 'status' in told ? told : { status: 200, headers: told }
      return { body: `answer ${heard.length}`, ...answer }
    },
  })
  const visit = (url = 'http://shop.test/', options: Partial<HttpRequestSpec> = {}) => net.get('browser', url, options)
  return { net, heard, visit }
}

const stepsOf = ({ hops }: Trace): readonly Step[] =>
  hops.flatMap(({ steps }) => steps).filter(({ code }) => code.startsWith('chromium.cache-'))
const codes = (trace: Trace) => stepsOf(trace).map(({ code }) => code.replace('chromium.cache-', ''))

const maxAge: readonly Header[] = [['Cache-Control', 'max-age=60']]
const tagged: readonly Header[] = [
  ['Cache-Control', 'no-cache'],
  ['ETag', '"1"'],
]
const off = { httpCache: false }
const embed = (pageOrigin: string) => ({ initiator: 'image', pageOrigin }) as const

describe('the browser’s own cache', () => {
  it('answers the second time, without a packet and at once, until the answer is too old', () => {
    const { net, heard, visit } = shop([maxAge])
    expect(codes(visit())).toEqual(['none', 'kept'])
    net.wait(59_000)
    const again = visit()
    expect(again.hops).toHaveLength(1)
    expect(again.durationMs).toBe(0)
    expect(again.page).toMatchObject({ status: 200, text: 'answer 1' })
    expect(stepsOf(again)).toMatchObject([
      {
        code: 'chromium.cache-used-max-age',
        data: { age: { value: 59 }, time: { value: 60 } },
        source: { title: 'RFC 9111', section: '5.2.2.1' },
      },
    ])
    net.wait(1000)
    expect(codes(visit())).toEqual(['stale', 'asks-anew', 'kept'])
    expect(heard).toHaveLength(2)
  })

  it('asks whether an answer still holds, and gives it out with the new headers if so', () => {
    const { heard, visit } = shop([tagged, { status: 304, headers: maxAge, body: '' }])
    visit()
    const second = visit()
    expect(codes(second)).toEqual(['no-cache', 'asks', 'confirmed'])
    expect(heard[1]?.message.headers.at(-1)).toEqual(['If-None-Match', '"1"'])
    expect(second.page).toMatchObject({ status: 200, text: 'answer 1' })
    expect(second.hops[second.verdict.because.hop]?.steps[second.verdict.because.step]?.code).toBe(
      'chromium.cache-confirmed',
    )
    expect(codes(visit())).toEqual(['used-max-age'])
  })

  it('shows what is too old while it fetches a new one, where the server lets it and a page asks', () => {
    const late: readonly Header[] = [['Cache-Control', 'max-age=1, stale-while-revalidate=30']]
    const fetch = { initiator: 'fetch', pageOrigin: 'http://shop.test' } as const
    const { net, heard, visit } = shop([late, maxAge])
    visit('http://shop.test/', fetch)
    net.wait(5000)
    const second = visit('http://shop.test/', fetch)
    expect(codes(second)).toEqual(['used-late'])
    expect(second.page?.text).toBe('answer 1')
    expect(heard).toHaveLength(2)
    expect(visit('http://shop.test/', fetch).page?.text).toBe('answer 2')
    expect(heard).toHaveLength(2)
  })

  it('forgets what a form may have changed', () => {
    const { visit } = shop([maxAge])
    visit()
    const form = { initiator: 'form', method: 'POST', body: 'a=1', pageOrigin: 'http://shop.test' } as const
    expect(codes(visit('http://shop.test/', form))).toEqual(['forgets'])
    expect(codes(visit())).toEqual(['none', 'kept'])
  })

  it('keeps no secrets (no-store), and says what it cannot use again', () => {
    expect(codes(shop([[['Cache-Control', 'no-store']]]).visit())).toEqual(['none', 'not-kept'])
    expect(codes(shop([{ status: 401 }]).visit())).toEqual(['none', 'not-kept-status'])
    expect(codes(shop([[]]).visit())).toEqual(['none', 'kept-in-vain'])
    expect(codes(shop([tagged]).visit())).toEqual(['none', 'kept-to-ask'])
  })

  it('keeps the pages of one site apart from those of another', () => {
    const { visit } = shop([maxAge])
    visit('http://shop.test/x.png', embed('http://shop.test'))
    expect(codes(visit('http://shop.test/x.png', embed('http://www.shop.test')))).toEqual(['used-max-age'])
    expect(codes(visit('http://shop.test/x.png', embed('http://other.test')))).toEqual(['elsewhere', 'kept'])
  })

  it('does not keep what CORS forbids the page to see, but what it has is forbidden again without asking', () => {
    const foreign = { initiator: 'fetch', pageOrigin: 'http://other.test' } as const
    const { heard, visit } = shop([maxAge])
    expect(codes(visit('http://shop.test/', foreign))).toEqual(['none'])
    visit('http://shop.test/', embed('http://other.test'))
    const refused = visit('http://shop.test/', foreign)
    expect(codes(refused)).toEqual(['used-max-age'])
    expect(refused.verdict.seen).toEqual({ type: 'blocked-by-cors', detail: 'no-allow-origin', status: 200 })
    expect(heard).toHaveLength(2)
  })

  it('follows a redirect that it knows, and asks for the rest', () => {
    const { heard, visit } = shop([{ status: 301, headers: [['Location', '/new']] }, []])
    visit()
    const again = visit()
    expect(codes(again).slice(0, 1)).toEqual(['used-lasting'])
    expect(again.page?.url).toBe('http://shop.test/new')
    expect(heard.map(({ message }) => message.target)).toEqual(['/', '/new', '/new'])
  })

  it('sets no cookie a second time, but sends those that there are when it asks', () => {
    const { heard, visit } = shop([[...maxAge, ['Set-Cookie', 'a=1']]])
    visit()
    const known = visit()
    expect(known.hops.flatMap(({ steps }) => steps.map(({ code }) => code))).toEqual(['chromium.cache-used-max-age'])
    visit('http://shop.test/', { headers: [['Cache-Control', 'max-age=0']] })
    expect(get(heard[1]?.message.headers ?? [], 'Cookie')).toBe('a=1')
  })

  it('leaves parts of an answer to the server, and says so', () => {
    const { heard, visit } = shop([maxAge])
    visit()
    expect(codes(visit('http://shop.test/', { headers: [['Range', 'bytes=0-1']] }))).toEqual(['parts'])
    expect(heard).toHaveLength(2)
  })

  it('has nothing for the one who starts afresh', () => {
    const { net, visit } = shop([maxAge])
    visit()
    net.freshStart()
    expect(codes(visit())).toEqual(['none', 'kept'])
  })

  it('is plain data', () => {
    const { net, visit } = shop([{ status: 301, headers: [['Location', '/new']] }, [...maxAge, ['Vary', '*']]])
    visit()
    expect(JSON.parse(JSON.stringify(net.world))).toEqual(net.world)
  })
})

describe('where the cache is off', () => {
  it('every request goes out as ever, and the journey says that a browser would have kept it to itself', () => {
    const { heard, visit } = shop([maxAge], off)
    expect(codes(visit())).toEqual([])
    const again = visit()
    expect(stepsOf(again)).toMatchObject([
      { code: 'chromium.cache-off-uses', action: 'assumed', setting: 'httpCache', data: { age: { value: 0 } } },
    ])
    expect(again.page?.text).toBe('answer 2')
    expect(heard[1]?.message.headers).toEqual(heard[0]?.message.headers)
  })

  it('or that it would only have asked', () => {
    const { heard, visit } = shop([tagged], off)
    visit()
    expect(codes(visit())).toEqual(['off-asks'])
    expect(get(heard[1]?.message.headers ?? [], 'If-None-Match')).toBeUndefined()
  })

  it('or asked in the background', () => {
    const fetch = { initiator: 'fetch', pageOrigin: 'http://shop.test' } as const
    const { visit } = shop([[['Cache-Control', 'max-age=0, stale-while-revalidate=30']], maxAge], off)
    visit('http://shop.test/', fetch)
    expect(codes(visit('http://shop.test/', fetch))).toEqual(['off-late'])
    expect(codes(visit('http://shop.test/', fetch))).toEqual(['off-uses'])
  })

  it('says nothing where the cache would have made no difference', () => {
    for (const headers of [[], [['Cache-Control', 'no-store']], [['Cache-Control', 'max-age=0']]] as const) {
      const { visit } = shop([headers], off)
      visit()
      expect(codes(visit())).toEqual([])
    }
    const { visit } = shop([maxAge], off)
    visit()
    expect(codes(visit('http://shop.test/', { method: 'POST', body: 'x' }))).toEqual([])
    expect(codes(visit())).toEqual([])
  })

  it('counts an answer as old as it would be by then: what was not asked for is not younger', () => {
    const { net, visit } = shop([maxAge], off)
    visit()
    net.wait(50_000)
    expect(codes(visit())).toEqual(['off-uses'])
    net.wait(20_000)
    expect(codes(visit())).toEqual([])
  })

  it('says it once in a journey, whatever redirects it follows', () => {
    const { visit } = shop(
      [
        { status: 301, headers: [...maxAge, ['Location', '/new']] },
        maxAge,
        { status: 301, headers: [['Location', '/new']] },
        [],
      ],
      off,
    )
    visit()
    expect(codes(visit())).toEqual(['off-uses'])
  })
})

/** What a request tells caches on the way. */
function told(options: Partial<HttpRequestSpec>) {
  const { heard, visit } = shop([[]], off)
  visit('http://shop.test/', { pageOrigin: 'http://shop.test', ...options })
  return get(heard[0]?.message.headers ?? [], 'Cache-Control')
}

it('a form, and what a script asks with a condition of its own, goes past the caches on the way', () => {
  expect(told({ initiator: 'form', method: 'POST', body: 'a=1' })).toBe('max-age=0')
  expect(told({ initiator: 'fetch', headers: [['If-None-Match', '"1"']] })).toBe('max-age=0')
  expect(told({ initiator: 'fetch', method: 'POST', body: 'x' })).toBeUndefined()
  expect(told({ initiator: 'link' })).toBeUndefined()
})
