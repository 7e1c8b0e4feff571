import { describe, expect, it } from 'vitest'
import type { Header, HttpRequestSpec } from '../../model/request.ts'
import { get } from '../../protocols/http/headers.ts'
import { web } from '../../testing/conformance/web.ts'

const pageOrigin = 'https://shop.test'

/** Asks an API of another origin by script, and tells what reached it and what the script got. */
function fetching(options: Partial<HttpRequestSpec>, headers: readonly Header[] = [], url = 'https://api.test/x') {
  const reached: { method: string; type: string | undefined }[] = []
  const net = web({
    names: ['shop.test', 'api.test'],
    script: ({ message }) => {
      reached.push({ method: message.method, type: get(message.headers, 'Content-Type') })
      return { status: 200, headers, body: 'hello' }
    },
  })
  const { page, verdict } = net.get('browser', url, { initiator: 'fetch', pageOrigin, ...options })
  return { reached, seen: verdict.seen, script: page?.script }
}

const anyOrigin: Header = ['Access-Control-Allow-Origin', '*']

describe('fetch() itself refuses', () => {
  it.each<[string, Partial<HttpRequestSpec>, string]>([
    ['a method that proxies understand', { method: 'TRACE' }, 'method'],
    ['a method that is no word', { method: 'A B' }, 'method'],
    ['a header that is none', { headers: [['A B', '1']] }, 'header'],
    ['a header of two lines', { headers: [['X-A', 'a\nb']] }, 'header'],
    ['a body with GET', { body: 'x' }, 'body'],
    ['PUT without CORS', { mode: 'no-cors', method: 'PUT' }, 'no-cors-method'],
    ['another origin where it wants its own', { mode: 'same-origin' }, 'same-origin'],
    ['to leave redirects without CORS', { mode: 'no-cors', redirect: 'manual' }, 'no-cors-redirect'],
  ])('%s', (_, options, detail) => {
    const { reached, seen } = fetching(options, [anyOrigin])
    expect(seen).toMatchObject({ type: 'not-allowed', detail })
    expect(reached).toEqual([])
  })

  it('a URL with a user name', () => {
    expect(fetching({}, [anyOrigin], 'https://ann@api.test/').seen).toMatchObject({ detail: 'url-credentials' })
  })
})

describe('what the script gets', () => {
  it('with CORS is what the server lets it see', () => {
    const { script } = fetching({}, [anyOrigin, ['X-A', '1'], ['X-B', '2'], ['Access-Control-Expose-Headers', 'x-a']])
    expect(script).toEqual({ type: 'cors', status: 200, headers: ['x-a'], bodyBytes: 5 })
  })

  it('without CORS is nothing, although the request was carried out', () => {
    const { reached, script, seen } = fetching({ mode: 'no-cors', method: 'POST', body: 'x' })
    expect(script).toEqual({ type: 'opaque', status: 0, headers: [], bodyBytes: 0 })
    expect(reached).toEqual([{ method: 'POST', type: 'text/plain;charset=UTF-8' }])
    expect(seen).toMatchObject({ type: 'answer', status: 200 })
  })

  it('without CORS is an error where the server forbids to be embedded', () => {
    const policy: Header = ['Cross-Origin-Resource-Policy', 'same-site']
    expect(fetching({ mode: 'no-cors' }, [policy]).seen).toMatchObject({ detail: 'resource-policy' })
    const sister = { mode: 'no-cors', pageOrigin: 'https://www.api.test' } as const
    expect(fetching(sister, [policy]).script?.type).toBe('opaque')
  })

  it('from its own origin is all but cookies', () => {
    const own: readonly Header[] = [
      ['X-A', '1'],
      ['Set-Cookie', 'a=1'],
    ]
    expect(fetching({ pageOrigin: 'https://api.test' }, own).script).toMatchObject({ type: 'basic', headers: ['x-a'] })
  })
})

describe('a body', () => {
  it.each([
    ['fetch', 'text', 'text/plain;charset=UTF-8'],
    ['fetch', 'urlencoded', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['fetch', 'blob', undefined],
    ['form', 'urlencoded', 'application/x-www-form-urlencoded'],
    ['form', 'text', 'text/plain'],
  ] as const)('of a %s as %s says what it is', (initiator, bodyType, expected) => {
    const { reached } = fetching({ initiator, bodyType, method: 'POST', body: 'a=1' }, [anyOrigin])
    expect(reached.at(-1)?.type).toBe(expected)
  })

  it('with files is parted by a line of its own each time', () => {
    const { reached } = fetching({ bodyType: 'multipart', method: 'POST', body: 'a=1' }, [anyOrigin])
    expect(reached[0]?.type).toMatch(/^multipart\/form-data; boundary=----WebKitFormBoundary[\da-zA-Z]{16}$/)
  })

  it('of a form that is sent by GET stands in the address', () => {
    const net = web({ names: ['shop.test'], script: ({ message }) => ({ status: 200, body: message.target }) })
    const form = { initiator: 'form', pageOrigin, body: 'q=tea' } as const
    expect(net.get('browser', 'https://shop.test/search?old=1', form).page?.text).toBe('/search?q=tea')
  })
})

it('a picture or a link is always asked for by GET', () => {
  for (const initiator of ['image', 'link'] as const) {
    expect(fetching({ initiator, method: 'DELETE' }).reached.at(-1)?.method).toBe('GET')
  }
  expect(fetching({ initiator: 'form', method: 'PUT' }).reached.at(-1)?.method).toBe('GET')
})

/** Referer and Origin as they reach the server. */
function told(to: string, options: Partial<HttpRequestSpec>) {
  const net = web({
    names: ['shop.test', 'api.test'],
    script: ({ message }) => ({
      status: 200,
      headers: [['Access-Control-Allow-Origin', '*']],
      body: `${get(message.headers, 'Referer')} ${get(message.headers, 'Origin')}`,
    }),
  })
  return net.get('browser', to, { pageOrigin, method: 'POST', ...options }).page?.text
}

describe('where a request comes from', () => {
  // As observed with Chromium 156
  it.each([
    ['form', 'https://shop.test/', undefined, 'https://shop.test/ https://shop.test'],
    ['form', 'https://api.test/', undefined, 'https://shop.test/ https://shop.test'],
    ['form', 'https://api.test/', 'same-origin', 'undefined null'],
    ['form', 'https://shop.test/', 'no-referrer', 'undefined null'],
    ['fetch', 'https://shop.test/', 'no-referrer', 'undefined https://shop.test'],
    ['fetch', 'https://api.test/', 'same-origin', 'undefined https://shop.test'],
    ['link', 'http://api.test/', undefined, 'undefined undefined'],
    ['link', 'http://api.test/', 'origin', 'https://shop.test/ undefined'],
    ['link', 'https://api.test/', undefined, 'https://shop.test/ undefined'],
  ] as const)('by %s to %s with the policy %s', (initiator, to, referrerPolicy, expected) => {
    const method = initiator === 'link' ? 'GET' : 'POST'
    expect(told(to, { initiator, method, ...(referrerPolicy && { referrerPolicy }) })).toBe(expected)
  })
})

it.each([
  ['image', /^image\/jxl,image\/avif/, 'gzip, deflate, br, zstd', undefined],
  ['media', /^\*\/\*$/, 'identity', 'bytes=0-'],
  ['link', /application\/signed-exchange;v=b3;q=0\.7$/, 'gzip, deflate, br, zstd', undefined],
] as const)('a request by %s says what it takes', (initiator, accept, coding, range) => {
  const reached: (string | undefined)[][] = []
  const net = web({
    names: ['api.test'],
    script: ({ message: { headers } }) => {
      reached.push(['Accept', 'Accept-Encoding', 'Range'].map((name) => get(headers, name)))
      return { status: 200 }
    },
  })
  net.get('browser', 'https://api.test/x', { initiator, pageOrigin })
  expect(reached).toEqual([[expect.stringMatching(accept), coding, range]])
})
